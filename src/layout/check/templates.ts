/** The check of a layout's templates, as text: what cannot be read, and what they ask for and do not get. */
import Handlebars from "handlebars";
import { nearest } from "../../manifest/index.js";
import type { Problem } from "../../problem.js";
import { templateFault } from "../templateFault.js";
import { HELPERS } from "../templates.js";
import type { Layout } from "../types.js";
import { positionAt, problemAt, type Source } from "./css.js";

/** A master or partial. */
export interface Template extends Source {
  readonly name: string;
}

/** What a template asks for, with the place where it does. */
interface Asked {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** A template that has been read. */
export interface ReadTemplate extends Template {
  readonly partials: readonly Asked[];
  readonly helpers: readonly Asked[];
  /** It takes a partial whose name only the copy tells: that of a block's kind. */
  readonly takesBlocks: boolean;
}

/** Templates of one of the layout's folders. */
export const templatesOf = (layout: Layout, folder: "masters" | "partials"): Template[] =>
  Object.entries(folder === "masters" ? layout.masterSources : layout.partialSources).map(([name, text]) => ({
    name,
    text,
    file: `layouts/${layout.name}/${folder}/${name}.hbs`,
  }));

const nameOf = (path: hbs.AST.Expression | hbs.AST.Literal): string | undefined =>
  path.type === "PathExpression" ? (path as hbs.AST.PathExpression).original : undefined;

/** Gathers the names that a template asks for. */
const askedIn = (text: string): Pick<ReadTemplate, "partials" | "helpers" | "takesBlocks"> => {
  const partials: Asked[] = [];
  const helpers: Asked[] = [];
  let takesBlocks = false;
  const at = ({ loc }: hbs.AST.Node) => ({ line: loc.start.line, column: loc.start.column + 1 });
  const partial = (node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void => {
    const name = nameOf(node.name as hbs.AST.Expression);
    if (name === undefined) takesBlocks = true;
    else partials.push({ name, ...at(node) });
  };
  // Without words after it a name may be the copy's own.
  const helper = (node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression): void => {
    const name = nameOf(node.path);
    if (name !== undefined && (node.params.length > 0 || node.type === "SubExpression"))
      helpers.push({ name, ...at(node) });
  };
  class Reader extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      partial(node);
      super.PartialStatement(node);
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
      partial(node);
      super.PartialBlockStatement(node);
    }
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      helper(node);
      super.MustacheStatement(node);
    }
    override BlockStatement(node: hbs.AST.BlockStatement): void {
      helper(node);
      super.BlockStatement(node);
    }
    override SubExpression(node: hbs.AST.SubExpression): void {
      helper(node);
      super.SubExpression(node);
    }
  }
  new Reader().accept(Handlebars.parse(text));
  return { partials, helpers, takesBlocks };
};

const knownHelpers = (): readonly string[] => [...Object.keys(Handlebars.create().helpers), ...Object.keys(HELPERS)];

const unknown = (template: Template, asked: Asked, kind: string, known: readonly string[]): Problem => {
  const meant = nearest(asked.name, known);
  const all = kind === "helper" ? known.filter((name) => !name.endsWith("Missing")).join(", ") : "";
  return problemAt(template, asked, {
    code: "TEMPLATE_ERROR",
    severity: "error",
    message: `There is no ${kind} named \`${asked.name}\`.`,
    remedy:
      meant !== undefined
        ? `Write \`${meant}\`, if that is what was meant.`
        : kind === "helper"
          ? `Helpers are ${all}.`
          : `Write it as \`partials/${asked.name}.hbs\`, or take the name of one that stands there.`,
  });
};

/** Soft hyphens that a template brings into the text. */
const softHyphens = (template: Template): Problem[] => {
  const at = template.text.search(/\u00ad|&shy;|&#173;|&#xad;/i);
  if (at < 0) return [];
  return [
    problemAt(template, positionAt(template.text, at), {
      code: "TEMPLATE_ERROR",
      severity: "error",
      message: "Browsers write every soft hyphen into the PDF's text, used or not.",
      remedy: "Take the soft hyphen out; words of articles are divided without.",
    }),
  ];
};

export interface TemplateCheck {
  /** Those that could be read. */
  readonly read: readonly ReadTemplate[];
  readonly problems: readonly Problem[];
}

/** Reads the layout's templates. Problems: TEMPLATE_ERROR. */
export const checkTemplates = (layout: Layout): TemplateCheck => {
  const problems: Problem[] = [];
  const helpers = knownHelpers();
  const partials = Object.keys(layout.partialSources);
  const read = [...templatesOf(layout, "masters"), ...templatesOf(layout, "partials")].flatMap((template) => {
    problems.push(...softHyphens(template));
    try {
      const asked = askedIn(template.text);
      for (const one of asked.partials)
        if (!partials.includes(one.name)) problems.push(unknown(template, one, "partial", partials));
      for (const one of asked.helpers)
        if (!helpers.includes(one.name)) problems.push(unknown(template, one, "helper", helpers));
      return [{ ...template, ...asked }];
    } catch (fault) {
      problems.push(templateFault(layout, template.name, fault).problem);
      return [];
    }
  });
  return { read, problems };
};

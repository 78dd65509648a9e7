/** The check of a layout's templates, as text: what cannot be read, and what they ask for and do not get. */
import Handlebars from "handlebars";
import { nearest } from "../../manifest/index.js";
import type { Problem } from "../../problem.js";
import { type Naming, namingsOf } from "../namings.js";
import { templateFault } from "../templateFault.js";
import { HELPERS } from "../templates.js";
import type { Layout } from "../types.js";
import { positionAt, problemAt, type Source } from "./css.js";

/** A master or partial. */
export interface Template extends Source {
  readonly name: string;
}

/** A partial or helper that a template asks for by its name. */
type Asked = Naming & { readonly name: string };

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

const isNamed = (naming: Naming): naming is Asked => naming.name !== undefined;

/** The names that a template asks for. Without words after it a name may be the copy's own, and is no helper's. */
const askedIn = (text: string): Pick<ReadTemplate, "partials" | "helpers" | "takesBlocks"> => {
  const namings = namingsOf(text);
  const partials = namings.filter(({ of }) => of === "partial");
  return {
    partials: partials.filter(isNamed),
    helpers: namings.filter(({ of, called }) => of === "helper" && called).filter(isNamed),
    takesBlocks: !partials.every(isNamed),
  };
};

const knownHelpers = (): readonly string[] => [...Object.keys(Handlebars.create().helpers), ...Object.keys(HELPERS)];

const unknown = (template: Template, asked: Asked, kind: string, known: readonly string[]): Problem => {
  const meant = nearest(asked.name, known);
  const all = kind === "helper" ? known.filter((name) => !name.endsWith("Missing")).join(", ") : "";
  return problemAt(
    template,
    { line: asked.line, column: asked.col },
    {
      code: "TEMPLATE_ERROR",
      severity: "error",
      message: `There is no ${kind} named \`${asked.name}\`.`,
      remedy:
        meant !== undefined
          ? `Write \`${meant}\`, if that is what was meant.`
          : kind === "helper"
            ? `Helpers are ${all}.`
            : `Write it as \`partials/${asked.name}.hbs\`, or take the name of one that stands there.`,
    },
  );
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

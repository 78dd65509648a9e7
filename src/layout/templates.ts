import Handlebars from "handlebars";
import type { Inline } from "../article/index.js";
import type { Problem } from "../problem.js";
import type { Layout } from "./types.js";
import { inlineHtml } from "./view.js";

/** Renders a master or partial of the layout by name. Throws `TemplateFault` with the template's name. */
export type Render = (name: string, context: unknown) => string;

/** A template that cannot be read or rendered: the designer's to mend. */
export class TemplateFault extends Error {
  constructor(
    readonly problem: Problem,
    cause: unknown,
  ) {
    super(problem.message, { cause });
  }
}

/** What is wrong and in which line, by the template as the designer wrote it: its lines are counted before they are joined. */
const readFault = (source: string | undefined, cause: unknown): { message: string; line?: number } => {
  const told = (fault: unknown): { message: string; line?: number } => {
    const message = fault instanceof Error ? fault.message : String(fault);
    const line = (fault as { lineNumber?: number }).lineNumber ?? Number(/line (\d+)/.exec(message)?.[1]);
    return Number.isInteger(line) ? { message, line } : { message };
  };
  try {
    if (source !== undefined) Handlebars.parse(source);
  } catch (fault) {
    return told(fault);
  }
  // Lines of the joined source mean nothing to the designer.
  return { message: told(cause).message };
};

const parses = (source: string): boolean => {
  try {
    Handlebars.parse(source);
    return true;
  } catch {
    return false;
  }
};

const templateFault = (layout: Layout, rendered: string, cause: unknown): TemplateFault => {
  // A master fails for its partials' faults too: name the one that cannot be read.
  const broken = Object.entries(layout.partialSources).find(([, source]) => !parses(source));
  const inMaster = layout.masterSources[rendered] !== undefined && !parses(layout.masterSources[rendered]);
  const name = inMaster ? rendered : (broken?.[0] ?? rendered);
  const kind = layout.masterSources[name] === undefined ? "partials" : "masters";
  const { message, line } = readFault(layout.masterSources[name] ?? layout.partialSources[name], cause);
  return new TemplateFault(
    {
      code: "TEMPLATE_ERROR",
      severity: "error",
      place: {
        file: `layouts/${layout.name}/${kind}/${name}.hbs`,
        ...(line === undefined ? {} : { line }),
      },
      message: `The template cannot be rendered: ${message.replace(/\s+/g, " ").slice(0, 300)}.`,
      remedy: "Mend the template at this place; docs/layouts.md lists the helpers and what each master is given.",
    },
    cause,
  );
};

/** The helpers that templates may use beside Handlebars' own; docs/layouts.md documents them. */
const registerHelpers = (engine: typeof Handlebars): void => {
  engine.registerHelper("inline", (content: readonly Inline[] | string | undefined) =>
    typeof content === "string" ? content : new Handlebars.SafeString(inlineHtml(content ?? [])),
  );
  engine.registerHelper("or", (...values: unknown[]) => values.slice(0, -1).some((value) => Boolean(value)));
  engine.registerHelper("eq", (left: unknown, right: unknown) => left === right);
  engine.registerHelper("add", (left: number, right: number) => left + right);
  engine.registerHelper("plural", (count: number, one: string, many: string) => (count === 1 ? one : many));
  engine.registerHelper("plainUrl", (url: string) => url.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, ""));
};

/**
 * Line breaks of a template are the designer's, not the text's: behind a tag or an expression they vanish with the indent,
 * elsewhere they are one space. What remains is text, and pages keep every space of it.
 */
const withoutLineBreaks = (source: string): string =>
  source
    .trim()
    .replace(/(?<=[>}])[ \t]*\n\s*/g, "")
    .replace(/\s*\n\s*/g, " ");

/** Prepares the layout's templates: escaping on, each compiled when first used, a missing name is a fault. */
export const prepareTemplates = (layout: Layout): Render => {
  const engine = Handlebars.create();
  registerHelpers(engine);
  for (const [name, source] of Object.entries(layout.partialSources))
    engine.registerPartial(name, withoutLineBreaks(source));
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, context) => {
    try {
      let template = compiled.get(name);
      if (template === undefined) {
        const source = layout.masterSources[name] ?? layout.partialSources[name];
        if (source === undefined) throw new Error(`there is no template named "${name}"`);
        template = engine.compile(withoutLineBreaks(source));
        compiled.set(name, template);
      }
      return template(context);
    } catch (cause) {
      throw templateFault(layout, name, cause);
    }
  };
};

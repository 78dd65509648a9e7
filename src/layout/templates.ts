import Handlebars from "handlebars";
import type { Inline } from "../article/index.js";
import { markOutermost } from "./provenance.js";
import { lineTooDeep, TemplateFault, templateFault } from "./templateFault.js";
import type { Layout } from "./types.js";
import { inlineHtml } from "./view.js";

/** Renders a master or partial of the layout by name. Throws `TemplateFault` with the template's name. */
export type Render = (name: string, context: unknown) => string;

/** The helpers that templates may use beside Handlebars' own; docs/layouts.md documents them. */
export const HELPERS: Readonly<Record<string, Handlebars.HelperDelegate>> = {
  inline: (content: readonly Inline[] | string | undefined) =>
    typeof content === "string" ? content : new Handlebars.SafeString(inlineHtml(content ?? [])),
  or: (...values: unknown[]) => values.slice(0, -1).some((value) => Boolean(value)),
  eq: (left: unknown, right: unknown) => left === right,
  add: (left: number, right: number) => left + right,
  plural: (count: number, one: string, many: string) => (count === 1 ? one : many),
  plainUrl: (url: string) => url.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, ""),
};

/** A helper that fails is named: what it throws says nothing of the template. */
const registerHelpers = (engine: typeof Handlebars): void => {
  for (const [name, help] of Object.entries(HELPERS))
    engine.registerHelper(name, (...given: unknown[]): unknown => {
      try {
        return help(...given);
      } catch (cause) {
        throw new Error(`the helper "${name}" fails: ${cause instanceof Error ? cause.message : cause}`, { cause });
      }
    });
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

/** What templates tell of themselves in what they render. */
export interface TemplateOptions {
  /** Elements say which partial (`data-partial`) or master (`data-master`) made them. */
  readonly provenance?: boolean;
}

/** Prepares the layout's templates: escaping on, each compiled when first used, a missing name is a fault. */
export const prepareTemplates = (layout: Layout, { provenance = false }: TemplateOptions = {}): Render => {
  const engine = Handlebars.create();
  registerHelpers(engine);
  const prepare = (name: string, source: string, mark: string): Handlebars.TemplateDelegate => {
    const template = engine.compile(withoutLineBreaks(source));
    const deep = lineTooDeep(source) !== undefined;
    return (context, options) => {
      try {
        if (deep) throw new Error("its blocks are too deep to be compiled");
        const html = template(context, options);
        return provenance ? markOutermost(html, mark, name) : html;
      } catch (cause) {
        // The innermost template that fails is the one to mend, not those that take it.
        throw cause instanceof TemplateFault ? cause : templateFault(layout, name, cause);
      }
    };
  };
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of Object.entries(layout.partialSources)) {
    const partial = prepare(name, source, "data-partial");
    engine.registerPartial(name, partial);
    templates.set(name, partial);
  }
  for (const [name, source] of Object.entries(layout.masterSources))
    templates.set(name, prepare(name, source, "data-master"));
  return (name, context) => {
    const template = templates.get(name);
    if (template === undefined) throw templateFault(layout, name, new Error(`there is no template named "${name}"`));
    return template(context);
  };
};

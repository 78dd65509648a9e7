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

const templateFault = (layout: Layout, name: string, cause: unknown): TemplateFault => {
  const kind = layout.masterSources[name] === undefined ? "partials" : "masters";
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = /line (\d+)/.exec(message)?.[1];
  return new TemplateFault(
    {
      code: "TEMPLATE_ERROR",
      severity: "error",
      place: { file: `layouts/${layout.name}/${kind}/${name}.hbs`, ...(line === undefined ? {} : { line: Number(line) }) },
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
  engine.registerHelper("plural", (count: number, one: string, many: string) => (count === 1 ? one : many));
  engine.registerHelper("plainUrl", (url: string) => url.replace(/^https?:\/\//, "").replace(/\/$/, ""));
};

/** Prepares the layout's templates: escaping on, each compiled when first used, a missing name is a fault. */
export const prepareTemplates = (layout: Layout): Render => {
  const engine = Handlebars.create();
  registerHelpers(engine);
  for (const [name, source] of Object.entries(layout.partialSources)) engine.registerPartial(name, source.trimEnd());
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, context) => {
    try {
      let template = compiled.get(name);
      if (template === undefined) {
        const source = layout.masterSources[name] ?? layout.partialSources[name];
        if (source === undefined) throw new Error(`there is no template named "${name}"`);
        template = engine.compile(source);
        compiled.set(name, template);
      }
      return template(context);
    } catch (cause) {
      throw templateFault(layout, name, cause);
    }
  };
};

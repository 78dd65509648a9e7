/** The check of what a layout must have: its masters with their slots, the partials of every block; and what nothing uses. */
import type { Problem } from "../../problem.js";
import { TemplateFault } from "../templateFault.js";
import { prepareTemplates, type Render } from "../templates.js";
import type { Layout, Opener } from "../types.js";
import { SAMPLE } from "./sample.js";
import { type ReadTemplate, templatesOf } from "./templates.js";

/** A partial for each kind of block, as docs/layouts.md lists them, and that which takes the one for a block. */
const BLOCKS: readonly string[] = [
  "paragraph",
  "heading",
  "list",
  "quote",
  "pullQuote",
  "figure",
  "gallery",
  "table",
  "aside",
  "rule",
];

/** Masters that every issue has, beside covers and openers. */
const ALWAYS: readonly string[] = ["continuation", "back-cover"];
/** Masters that are used where they exist. */
const OPTIONAL: readonly string[] = ["section"];

const openersOf = ({ designs }: Layout): Opener[] => Object.values(designs).flatMap(({ openers }) => [...openers]);

/** Partials that the composer's document is made from, beside those that templates take. */
const rootPartials = ({ designs, house }: Layout): string[] => [
  "body",
  ...(designs.briefs === undefined ? [] : ["brief"]),
  ...(designs.contents === undefined ? [] : ["contents-entries"]),
  ...(house === undefined ? [] : ["house"]),
];

/** Masters that pages are made on. */
const usedMasters = (layout: Layout): Set<string> =>
  new Set([
    ...ALWAYS,
    ...OPTIONAL,
    ...openersOf(layout).map(({ master }) => master),
    ...Object.values(layout.covers).map(({ master }) => master),
    ...(layout.house === undefined ? [] : [layout.house.master]),
  ]);

const slotMissing = (file: string, severity: Problem["severity"], message: string, remedy: string): Problem => ({
  code: "LAYOUT_SLOT_MISSING",
  severity,
  place: { file },
  message,
  remedy,
});

/** Templates that the road asks for by name. */
const missingTemplates = (layout: Layout): Problem[] => {
  const problems: Problem[] = [];
  const missing = (file: string, message: string): void => {
    const remedy = `Copy it from \`layouts/classic/${file}\` and change it there.`;
    problems.push(slotMissing(`layouts/${layout.name}/${file}`, "error", message, remedy));
  };
  for (const name of ALWAYS)
    if (layout.masterSources[name] === undefined)
      missing(`masters/${name}.hbs`, `Every issue needs the master \`${name}\`, which is missing.`);
  for (const name of [...rootPartials(layout), ...BLOCKS])
    if (layout.partialSources[name] === undefined)
      missing(`partials/${name}.hbs`, `Articles need the partial \`${name}\`, which is missing.`);
  if (layout.designs.contents === undefined)
    missing("layout.yaml", "Every issue has contents, and there is no design `contents`.");
  return problems;
};

/** A page as its master makes it: what it must begin with. */
const PAGE = /^<\w+(?=[^>]*\sclass="(?:[^"]*\s)?page[\s"])(?=[^>]*\sdata-story="[^"]+")/;
const HERO = /\sclass="(?:[^"]*\s)?hero[\s"]/;

/** A master as it is rendered. */
interface Slots {
  readonly file: string;
  readonly html: string;
}

/** Where copy runs, on opening pages and those that follow. */
const copySlot = ({ file, html }: Slots): Problem[] =>
  /\sdata-frames[\s=>]/.test(html)
    ? []
    : [
        slotMissing(
          file,
          "error",
          "The master has no element with `data-frames`, where the copy runs.",
          'Write `<div class="frames" data-frames></div>` inside its `<div class="area">`.',
        ),
      ];

const folioSlot = ({ file, html }: Slots): Problem[] =>
  /\sdata-folio[\s=>]/.test(html)
    ? []
    : [
        slotMissing(
          file,
          "warning",
          "The master has no folio: readers cannot find the page that the contents name.",
          "Write `<span data-folio></span>` into its foot.",
        ),
      ];

/** Something with `class="hero"` in the head, which ends where the frames begin. */
const heroSlot = ({ file, html }: Slots, { hero, spread }: Opener): Problem[] => {
  if (hero === undefined || spread) return [];
  const [, head = ""] = html.split(/\sdata-head[\s=>]/);
  if (HERO.test(head.split(/\sdata-frames[\s=>]/)[0]!)) return [];
  const remedy =
    'Write `{{#if hero}}{{#with hero}}{{> picture class="hero"}}{{/with}}{{/if}}` inside the element with `data-head`, or take `hero` out of the opener in layout.yaml.';
  return [slotMissing(file, "error", 'The opener has a `hero`, and nothing with `class="hero"` in its head.', remedy)];
};

const pageSlot = ({ file, html }: Slots): Problem[] =>
  PAGE.test(html.trim())
    ? []
    : [
        slotMissing(
          file,
          "error",
          "The master does not begin with a page.",
          'Begin it with `<section class="page" data-story="{{slug}}">`.',
        ),
      ];

/** Renders a master with sample copy. Problems: TEMPLATE_ERROR. */
const rendered = (render: Render, name: string): { readonly html: string } | { readonly problem: Problem } => {
  try {
    return { html: render(name, SAMPLE) };
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    return { problem: fault.problem };
  }
};

/** Renders each master that is used, and looks for its slots. Problems: LAYOUT_SLOT_MISSING, TEMPLATE_ERROR. */
const checkSlots = (layout: Layout): Problem[] => {
  const render = prepareTemplates(layout);
  const used = usedMasters(layout);
  return templatesOf(layout, "masters").flatMap(({ name, file }) => {
    if (!used.has(name)) return [];
    const made = rendered(render, name);
    if ("problem" in made) return [made.problem];
    const page = { file, html: made.html };
    const opens = openersOf(layout).filter(({ master }) => master === name);
    const holdsCopy = opens.length > 0 || name === "continuation";
    // The page that it runs on to has a folio already.
    const hasFolio = holdsCopy && !opens.some(({ runsOn }) => runsOn);
    const heroes = opens.filter(({ hero }) => hero !== undefined).slice(0, 1);
    return [
      ...pageSlot(page),
      ...(holdsCopy ? copySlot(page) : []),
      ...heroes.flatMap((opener) => heroSlot(page, opener)),
      ...(hasFolio ? folioSlot(page) : []),
    ];
  });
};

const unused = (file: string, message: string, remedy: string): Problem => ({
  code: "LAYOUT_UNUSED",
  severity: "warning",
  place: { file },
  message,
  remedy,
});

/** Templates that no page comes to. Problems: LAYOUT_UNUSED. */
const checkUnused = (layout: Layout, read: readonly ReadTemplate[]): Problem[] => {
  const masters = usedMasters(layout);
  const byPartial = new Map(read.filter(({ file }) => file.includes("/partials/")).map((one) => [one.name, one]));
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    follow(byPartial.get(name));
  };
  const follow = (template: ReadTemplate | undefined): void => {
    for (const { name } of template?.partials ?? []) reach(name);
    if (template?.takesBlocks) for (const name of BLOCKS) reach(name);
  };
  for (const template of read) if (template.file.includes("/masters/") && masters.has(template.name)) follow(template);
  for (const name of rootPartials(layout)) reach(name);
  const remedy = "Name it where it belongs (an opener in layout.yaml, a `{{> partial}}`), or take the file away.";
  return [
    ...templatesOf(layout, "masters")
      .filter(({ name }) => !masters.has(name))
      .map(({ name, file }) => unused(file, `No design, cover or house matter uses the master \`${name}\`.`, remedy)),
    ...templatesOf(layout, "partials")
      .filter(({ name }) => !reached.has(name))
      .map(({ name, file }) => unused(file, `No template uses the partial \`${name}\`.`, remedy)),
  ];
};

/** Checks a layout's masters and partials, once all templates can be read. */
export const checkMasters = (layout: Layout, read: readonly ReadTemplate[], readable: boolean): Problem[] => {
  const missing = missingTemplates(layout);
  // What cannot be read hides what it uses, and fails wherever it is rendered.
  if (!readable) return missing;
  return [...missing, ...checkSlots(layout), ...checkUnused(layout, read)];
};

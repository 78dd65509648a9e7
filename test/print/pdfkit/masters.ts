/** The sample's copy in the simple layout: each master painted once, and the file that comes of it. */
import path from "node:path";
import { type Article, readArticle } from "../../../src/article/index.js";
import { preparePictures } from "../../../src/figures/index.js";
import { readFontFaces } from "../../../src/fonts/index.js";
import {
  completeCover,
  type Layout,
  pictureUses,
  planStories,
  readLayout,
  type Story,
} from "../../../src/layout/index.js";
import { type Issue, readIssue, type Section } from "../../../src/manifest/index.js";
import { describePdf, finishPdf, type PdfDescription } from "../../../src/pdf/index.js";
import {
  backCover,
  contentsEntries,
  coverPage,
  type Head,
  headOf,
  housePage,
  housePart,
  type MasterContext,
  paintFurniture,
  sectionPage,
} from "../../../src/print/pdfkit/masters/index.js";
import { openSurface } from "../../../src/print/pdfkit/surface.js";
import type { Setting, Surface, Tag } from "../../../src/print/pdfkit/types.js";
import { sharedCache } from "../helpers.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");
export const WEEK = "16–22 November 2026";
export const PT_PER_PX = 72 / 96;
export const TRIM_PT = { width: (210 / 25.4) * 72, height: (297 / 25.4) * 72 };
/** The type area of the layout, px. */
export const AREA = { x: 66, y: 84, width: 662, height: 954 };

export interface Sample {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  readonly layout: Layout;
  readonly pictures: MasterContext["pictures"];
  readonly faces: Awaited<ReturnType<typeof readFontFaces>>["faces"];
}

/** The sample, with what it lacks: a section with an opening page, a picture on the back cover. */
export const readSample = async (): Promise<Sample> => {
  const { issue: read } = await readIssue("issues/2026-W47", { cwd: ROOT });
  const { layout } = await readLayout("bulletin", [path.join(ROOT, "layouts")]);
  if (read === undefined || layout === undefined) throw new Error("the sample or its layout has errors");
  const { folder: issueFolder, language, magazine } = read;
  const articles = new Map<string, Article>();
  for (const entry of read.sections.flatMap((section) => section.articles)) {
    const { article } = await readArticle(entry, { issueFolder, language, magazineLanguages: magazine.languages });
    articles.set(article!.slug, article!);
  }
  const stars = read.house.find(({ name }) => name === "star-trails")!.picture!;
  const opener = { picture: stars, text: "What the ground is made of, and who gets to say so." };
  const sections = read.sections.map((section, index) => (index === 1 ? { ...section, opener } : section));
  const back = { ...magazine.backCover, picture: { ...stars, alt: "" } };
  const issue = {
    ...read,
    cover: completeCover(read, articles),
    sections,
    magazine: { ...magazine, backCover: back },
  };
  const { pictures } = await preparePictures(pictureUses(layout, { issue, articles }), {
    cacheDir: sharedCache(),
    ppi: 100,
  });
  const { faces } = await readFontFaces([path.join(ROOT, "fonts")]);
  return { issue, articles, layout, pictures, faces };
};

/** Opens a file to paint masters in. `folios` may be filled until pages are painted. */
export const open = ({ issue, articles, layout, pictures, faces }: Sample, folios: ReadonlyMap<string, number>) => {
  const missing: string[] = [];
  const { surface, letters } = openSurface({
    pagePt: TRIM_PT,
    faces,
    families: layout.fonts,
    onMissing: (character) => missing.push(character),
  });
  const tokens = layout.tokens!;
  const colourOf = (section: Section | undefined): string =>
    section === undefined ? tokens.colours.accent! : layout.sectionColours![issue.sections.indexOf(section) % 6]!;
  const settingFor = (language: string, section?: Section): Setting => ({
    layout,
    tokens,
    letters,
    sectionColour: colourOf(section),
    accentColour: tokens.colours.accent!,
    language,
    hyphenate: () => [],
  });
  const folioOf = (slug: string): number => folios.get(slug)!;
  const context: MasterContext = {
    layout,
    tokens,
    issue,
    articles,
    pictures,
    weekText: WEEK,
    letters,
    settingFor,
    folioOf,
  };
  return { surface, context, missing };
};

export const finish = async (surface: Surface, { issue }: Sample): Promise<PdfDescription> => {
  const { bytes, tags, pictures } = await surface.finish();
  const parts = await finishPdf(bytes, {
    trimPt: TRIM_PT,
    bleedPt: 0,
    title: "Masters",
    authors: [],
    keywords: [],
    language: issue.language,
    creator: "test",
    date: new Date(0),
    outline: [],
    pageLabels: Array.from({ length: surface.pageCount }, (_, index) => String(index + 1)),
    spreads: true,
    tags,
    pictures,
  });
  const chunks: Uint8Array[] = [];
  for await (const part of parts) chunks.push(part);
  return describePdf(Buffer.concat(chunks));
};

export interface Painted {
  readonly seen: PdfDescription;
  readonly missing: readonly string[];
  /** Whether the pages that are made up by themselves had room, by name. */
  readonly roomy: Readonly<Record<string, boolean>>;
  /** Page indexes by the story's or the page's name. */
  readonly pageOf: ReadonlyMap<string, number>;
  readonly heads: ReadonlyMap<string, Head>;
  readonly stories: readonly Story[];
}

export const HERO_LINES = 20;
const PART_TOPS_PX = [100, 320, 620];
const PARTS = ["subscribe", "companion", "star-trails"];

/** Paints the entries of the contents in two columns. Throws where they do not hold them. */
const paintContents = (top: number, parent: Tag, surface: Surface, context: MasterContext): void => {
  const widthPx = (AREA.width - 24) / 2;
  let [column, y] = [0, top];
  for (const { drawn, before, keep } of contentsEntries(context, widthPx)) {
    const heightPx = Math.ceil(drawn.heightPx / 18) * 18;
    if (y > top) y += before * 18;
    if (y + heightPx + (keep ? 72 : 0) > AREA.y + AREA.height) {
      column++;
      if (column === 2) throw new Error("the contents do not fit their page");
      y = top;
    }
    drawn.paint(surface, { x: AREA.x + column * (widthPx + 24), y, heightPx }, parent);
    y += heightPx;
  }
};

/** Paints each master once, and the head of every story; each article's folio is its story's page. */
export const paintAll = async (sample: Sample): Promise<Painted> => {
  const { issue, layout, articles, pictures } = sample;
  const { stories } = planStories(layout, { issue, articles }, pictures);
  const order = [...stories.map(({ plan }) => plan.id), ...issue.house.map(({ name }) => name), "parts"];
  const pageOf = new Map(order.map((name, index) => [name, index]));
  const folios = new Map(stories.flatMap(({ plan }) => plan.articles.map((slug) => [slug, pageOf.get(plan.id)! + 1])));
  const { surface, context, missing } = open(sample, folios);
  const roomy: Record<string, boolean> = {};
  const heads = new Map<string, Head>();
  const element = () => surface.newTag(surface.root, "Sect");
  for (const story of stories) {
    const { id } = story.plan;
    surface.addPage();
    const folio = surface.pageCount;
    const verso = folio % 2 === 0;
    if (id === "cover") roomy[id] = coverPage(surface, element(), context);
    else if (id === "back-cover") roomy[id] = backCover(surface, element(), { verso }, context);
    else if (story.plan.kind === "single") roomy[id] = sectionPage(surface, element(), { story, verso }, context);
    else {
      const sectionName = story.section?.name ?? "";
      const { sectionColour } = context.settingFor(issue.language, story.section);
      const words = { sectionName, runningTitle: story.articles.length === 1 ? "The Title that Runs" : "" };
      paintFurniture(surface, { folio, verso }, words, context, sectionColour);
      const [opener] = story.plan.openers;
      const head = headOf(story, opener, context)!;
      const heroLines = opener.hero === undefined ? 0 : HERO_LINES;
      heads.set(id, head);
      const parent = element();
      head.paint(surface, AREA, { heroLines, sinkLines: 0 }, parent);
      if (story.articles.length > 1) for (const { slug } of story.articles) surface.anchor(slug, AREA.y);
      if (id === "contents") paintContents(AREA.y + Math.ceil(head.heightPx / 18) * 18, parent, surface, context);
    }
  }
  for (const item of issue.house) {
    surface.addPage();
    roomy[item.name] = housePage(surface, element(), { item, verso: false }, context);
  }
  surface.addPage();
  for (const [index, name] of PARTS.entries()) {
    const part = housePart(issue.house.find((item) => item.name === name)!, context);
    part.paint(
      surface,
      { x: AREA.x, y: PART_TOPS_PX[index]!, width: AREA.width, height: part.leastLines * 18 },
      element(),
    );
  }
  return { seen: await finish(surface, sample), missing, roomy, pageOf, heads, stories };
};

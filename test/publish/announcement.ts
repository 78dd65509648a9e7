/** An issue as readers are told of it, in three languages, and a published folder with it on a loopback server. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { newsletter } from "../../src/publish/email/index.js";
import { archivePage, landingPage } from "../../src/publish/pages/index.js";
import type { AnnouncedArticle, Announcement, ArchivedIssue, CoverPicture } from "../../src/publish/types.js";
import { type Served, serve } from "../support/server.js";

export const WEEK = "2026-W47";
export const LANGUAGES = ["en-GB", "fr", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

const PICTURES: readonly CoverPicture[] = [600, 1200].flatMap((width) =>
  (["webp", "png"] as const).map((format): CoverPicture => {
    const height = Math.round((width * 297) / 210);
    return { name: `cover-${width}.${format}`, type: `image/${format}`, width, height };
  }),
);

/** `Headline: standfirst` by language; the last is in another language than its issue. */
const WORDS: Readonly<
  Record<
    Language,
    Readonly<Record<"name" | "week" | "headline" | "standfirst" | "note" | "alt", string>> & {
      readonly stories: readonly (readonly [headline: string, standfirst?: string])[];
    }
  >
> = {
  "en-GB": {
    name: "Rihla",
    week: "16–22 November 2026",
    headline: "The Sea Made of Sand",
    standfirst: "How dunes are born, why they travel, and what they sing",
    note: "This week began with a question about dunes and would not stay there.\n\nRead it from either end.",
    alt: "A great dune at low sun.",
    stories: [
      ["The Walking Dunes", "They never lose their shape."],
      ["How a Town Drank"],
      ["The Hammer and the Star", "From mud to mathematics."],
    ],
  },
  fr: {
    name: "Rihla, l’hebdomadaire",
    week: "16–22 novembre 2026",
    headline: "L’été où la mer était de sable",
    standfirst: "Naissance, voyages et chants des dunes",
    note: "Tout a commencé par une question sur les dunes : où vont-elles ?",
    alt: "Une grande dune au soleil bas.",
    stories: [
      ["Les dunes qui marchent", "Elles gardent leur forme."],
      ["Comment buvait une ville"],
      ["Le marteau et l’étoile"],
    ],
  },
  ar: {
    name: "رحلة",
    week: "16–22 نوفمبر 2026",
    headline: "بحر من رمال",
    standfirst: "كيف تولد الكثبان، ولماذا ترتحل، وماذا تغني",
    note: "بدأ هذا الأسبوع بسؤال عن الكثبان ولم يقف عنده.",
    alt: "كثيب كبير تحت شمس منخفضة",
    stories: [["الكثبان السائرة", "لا تفقد شكلها أبداً."], ["كيف شربت المدينة"], ["المطرقة والنجمة"]],
  },
};

const articlesIn = (language: Language): readonly AnnouncedArticle[] => [
  ...WORDS[language].stories.map(([headline, standfirst], index) => ({
    slug: `story-${index}`,
    headline,
    language,
    folio: 3 + 4 * index,
    ...(standfirst === undefined ? {} : { standfirst, byline: "Lina Harzi", kicker: "3" }),
  })),
  {
    slug: "guest",
    headline: language === "ar" ? "The Wind Called the Doctor" : "ريح اسمها الطبيب",
    standfirst: language === "ar" ? "From November on it brings the sand to the sea." : "تحمل الرمل إلى البحر.",
    language: language === "ar" ? "en" : "ar",
    folio: 21,
  },
];

export interface Told {
  readonly language?: Language;
  /** Where the published folder is found, with its slash. */
  readonly address?: string;
  readonly action?: string;
}

/** The announcement of an issue whose published folder stands at `address`. */
export const announcement = ({ language = "en-GB", address, action }: Told = {}): Announcement => {
  const words = WORDS[language];
  const [first, ...others] = articlesIn(language);
  return {
    magazine: {
      name: words.name,
      tagline: "A weekly of the Maghreb and the Sahel",
      publisher: "Rihla Press",
      website: "https://rihla.example",
      subscribe: "https://rihla.example/subscribe",
      accent: "#b4451f",
    },
    publishing: {
      folder: "/nowhere",
      ...(address === undefined ? {} : { address }),
      ...(action === undefined ? {} : { subscribeForm: { action, field: "MERGE0" } }),
      email: {
        from: "Rihla, the weekly <weekly@rihla.example>",
        to: "readers@lists.rihla.example",
        replyTo: "editors@rihla.example",
        unsubscribe: "https://rihla.example/leave?list=1&who=me",
        send: true,
      },
      place: { file: "issues/magazine.yaml" },
    },
    week: { label: WEEK, year: 2026, week: 47, startDate: "2026-11-16", endDate: "2026-11-22" },
    weekText: words.week,
    language,
    number: 12,
    title: words.headline,
    note: words.note,
    cover: {
      headline: words.headline,
      standfirst: words.standfirst,
      alt: words.alt,
      lines: others.map(({ headline, standfirst, folio }) => ({
        headline,
        folio,
        ...(standfirst === undefined ? {} : { text: standfirst }),
      })),
      pictures: PICTURES,
    },
    sections: [
      { name: "Desert", colour: "#0f6b6b", articles: [first!] },
      { name: "Makers", articles: others },
    ],
    pages: 36,
    pdf: { name: "rihla-2026-W47.pdf", bytes: 3_260_000 },
    published: "2026-11-20T05:00:00.000Z",
  };
};

/** The same issue in the list of all, and others before it: over two years, in two languages. */
export const archived = (a: Announcement): readonly ArchivedIssue[] => {
  const one: ArchivedIssue = {
    week: a.week,
    weekText: a.weekText,
    language: a.language,
    headline: a.cover.headline,
    alt: a.cover.alt,
    pictures: a.cover.pictures,
    pages: a.pages,
    pdf: a.pdf,
    published: a.published,
    ...(a.number === undefined ? {} : { number: a.number }),
    ...(a.cover.standfirst === undefined ? {} : { standfirst: a.cover.standfirst }),
  };
  const guest = announcement({ language: a.language === "ar" ? "fr" : "ar" });
  return [
    one,
    { ...one, number: 11 },
    { ...one, number: 10, language: guest.language, headline: guest.cover.headline, weekText: guest.weekText },
    { ...one, number: 9, week: { ...one.week, year: 2025 } },
  ];
};

/** A cover of two tones. `png`: as it travels with the e-mail. */
const drawCover = (width: number, format: "png" | "webp"): Promise<Buffer> =>
  sharp({ create: { width, height: Math.round((width * 297) / 210), channels: 3, background: "#96582b" } })
    .toFormat(format)
    .toBuffer();

export const mailCover = (): Promise<Buffer> => drawCover(600, "png");

export interface Site extends Served {
  /** Path of the published folder on this disk. */
  readonly folder: string;
  /** What the form sent. */
  readonly posted: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".png": "image/png",
  ".webp": "image/webp",
  ".pdf": "application/pdf",
  ".json": "application/ld+json",
  ".xml": "application/rss+xml",
};

/** Serves a folder; takes forms at `/subscribe` and answers as mailing services do, with the way to another page. */
export const serveSite = async (folder: string): Promise<Site> => {
  const posted: string[] = [];
  const served = await serve(async (request, response) => {
    const { pathname } = new URL(request.url!, "http://site");
    if (request.method === "POST") {
      let body = "";
      for await (const part of request) body += part;
      posted.push(body);
      response.writeHead(303, { location: "/thanks.html" }).end();
      return;
    }
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const bytes = await readFile(path.join(folder, name)).catch(() => undefined);
    response.writeHead(bytes === undefined ? 404 : 200, { "content-type": TYPES[path.extname(name)] ?? "text/plain" });
    response.end(bytes);
  });
  return { ...served, folder, posted };
};

/** Writes an issue's files and those at the root into a folder. */
export const writeSite = async (folder: string, a: Announcement): Promise<void> => {
  const own = path.join(folder, WEEK);
  await mkdir(own, { recursive: true });
  const { html } = await newsletter(a, { bytes: await mailCover() });
  const pictures = await Promise.all(
    a.cover.pictures.map(
      async ({ name, width, type }) => [name, await drawCover(width, type === "image/png" ? "png" : "webp")] as const,
    ),
  );
  const files: Readonly<Record<string, string | Buffer>> = {
    [`${WEEK}/index.html`]: landingPage(a),
    [`${WEEK}/newsletter.html`]: html,
    [`${WEEK}/issue.json`]: "{}",
    [`${WEEK}/${a.pdf.name}`]: "%PDF-1.7",
    "index.html": archivePage({ magazine: a.magazine, publishing: a.publishing, language: a.language }, archived(a)),
    "feed.xml": "<rss/>",
    "thanks.html": "<!doctype html><title>Thanks</title>",
    ...Object.fromEntries(pictures.map(([name, bytes]) => [`${WEEK}/${name}`, bytes])),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
};

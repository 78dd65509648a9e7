import path from "node:path";
import * as z from "zod";
import { slugify } from "./slug.js";
import type { Source } from "./types.js";
import { about, address, count, filled, language, note, texts } from "./values.js";
import type { YamlFile } from "./yaml.js";

/** Where stories come from: each source has one of these. */
const KINDS = ["wordpress", "feed", "url", "file"] as const;
/** What only WordPress can be asked for. */
const WORDPRESS_ONLY = ["categories", "tags", "authors", "credentials"] as const;

/** A text, or a list of any length. */
const list = z.union([texts, z.array(filled)]);

const webAddress = address.refine((value) => /^https?:/i.test(value), {
  error: "This is not an address of the web; it begins with https://.",
});

const keys = {
  name: about(note, "What the source is called in reports; its host's name when left out.", "Sahel Journal"),
  wordpress: about(webAddress.optional(), "A WordPress site, asked for its posts of the week.", "https://example.org"),
  feed: about(webAddress.optional(), "An RSS, Atom or JSON feed.", "https://example.org/feed/"),
  url: about(webAddress.optional(), "One page of the web.", "https://example.org/2026/11/dunes/"),
  file: about(
    note,
    "A saved page, Word, Markdown or text file, or a folder of them, from the folder of this manifest.",
    "inbox",
  ),
  categories: about(list.optional(), "Only posts in one of these categories, by short name or name.", ["culture"]),
  tags: about(list.optional(), "Only posts with one of these tags.", ["desert"]),
  authors: about(list.optional(), "Only posts by one of these authors.", ["amina-haddad"]),
  section: about(note, "The section for stories that `sections` does not place.", "News"),
  sections: about(
    z.record(z.string().max(200), filled).optional(),
    "Which section a category or tag goes to: its short name or name, then the section.",
    { culture: "Arts and Crafts" },
  ),
  limit: about(count("`limit`").optional(), "At most so many stories, the newest.", 12),
  minWords: about(count("`minWords`").optional(), "Leave shorter stories out.", 80),
  language: about(language.optional(), "The language of its stories; on WordPress, only those.", "fr"),
  credit: about(
    note,
    "By whose leave its stories are printed; a line at the end of each.",
    "From the Sahel Journal, by permission.",
  ),
  embargoHours: about(
    count("`embargoHours`").optional(),
    "Hours after publication before which its stories may not be reprinted.",
    48,
  ),
  credentials: about(
    z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, {
        error: "This is the name of an environment variable, in capitals, never the password itself.",
      })
      .optional(),
    "Name of the environment variable that holds user:application-password.",
    "SAHEL_JOURNAL_LOGIN",
  ),
};

const source = z.strictObject(keys).superRefine((said, context) => {
  const kinds = KINDS.filter((kind) => said[kind] !== undefined);
  if (kinds.length !== 1)
    context.addIssue({
      code: "custom",
      message: `A source has exactly one of ${KINDS.map((kind) => `\`${kind}\``).join(", ")}; this one has ${kinds.length === 0 ? "none" : kinds.length}.`,
      params: { remedy: "For example: `- wordpress: https://example.org`." },
    });
  for (const key of WORDPRESS_ONLY)
    if (said[key] !== undefined && said.wordpress === undefined)
      context.addIssue({
        code: "custom",
        path: [key],
        message: `Only a \`wordpress\` source has \`${key}\`.`,
        params: { remedy: "Delete the line." },
      });
});

/** `sources:`, in `magazine.yaml` or `issue.yaml`. */
export const sourcesSchema = z.array(source);
export type SourcesYaml = z.output<typeof sourcesSchema>;

/** `network:`. */
export const networkSchema = z.strictObject({
  allowPrivate: about(
    list.optional(),
    "Hosts inside your own network that collecting may reach; all others must be public.",
    ["intranet.example", "192.168.1.20:8080"],
  ),
});

/** The sources as collecting takes them. Files are looked for in `folder`. */
export const assembleSources = (file: YamlFile, said: SourcesYaml | undefined, folder: string): readonly Source[] =>
  (said ?? []).map((entry, index) => {
    const kind = KINDS.find((key) => entry[key] !== undefined)!;
    const at = entry[kind]!;
    return {
      name: entry.name ?? (kind === "file" ? path.basename(at) : new URL(at).hostname.replace(/^www\./, "")),
      kind,
      at,
      folder,
      categories: entry.categories ?? [],
      tags: entry.tags ?? [],
      authors: entry.authors ?? [],
      section: entry.section,
      sections: new Map(Object.entries(entry.sections ?? {}).map(([term, section]) => [slugify(term), section])),
      limit: entry.limit,
      minWords: entry.minWords,
      language: entry.language,
      credit: entry.credit,
      embargoHours: entry.embargoHours,
      credentials: entry.credentials,
      place: file.placeOf(["sources", index], "value"),
    };
  });

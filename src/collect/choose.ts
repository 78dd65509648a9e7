/** Which stories come into the issue: new ones, those that need another try, and what is told of the rest. */
import type { Magazine, Source } from "../manifest/index.js";
import type { Place, Problem } from "../problem.js";
import { counted } from "../words.js";
import type { FoundStory, Gathered } from "./gather.js";
import type { Entry, Ledger } from "./ledger.js";
import { Likenesses, unpackSketch } from "./similar.js";
import { prepareStory, type Story, textOf } from "./story.js";
import { dayOf } from "./week.js";

/** More words than this share gone are more than a page's furniture. */
const MAX_REMOVED_SHARE = 0.15;

export interface ChooseOptions {
  /** The week's label. */
  readonly week: string;
  readonly magazine: Pick<Magazine, "timeZone">;
  readonly ledger: Ledger;
  readonly now: Date;
  /** Whether stories of this issue that changed are to be taken anew. */
  readonly update: boolean;
  /** The article file of an entry, as it is shown. */
  readonly shown: (file: string) => string;
  /** Whether nobody touched the article of an entry since it was written. */
  readonly isUntouched: (entry: Entry) => Promise<boolean>;
}

/** A story that comes into the issue; `entry`: in place of what was collected before. */
export interface Chosen {
  readonly story: Story;
  readonly entry?: Entry;
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly problems: readonly Problem[];
}

type Told = Omit<Problem, "severity"> & { readonly severity?: Problem["severity"] };
const info = (problem: Told): Problem => ({ severity: "info", ...problem });
const warning = (problem: Told): Problem => ({ severity: "warning", ...problem });

const placeOf = ({ raw, source }: { readonly raw: FoundStory["raw"]; readonly source: Source }): Place =>
  raw.url === undefined ? source.place : { file: raw.url };

/** Words gone beyond measure. Problems: COPY_REMOVED. */
export const checkRemoved = (story: Story, file: string): readonly Problem[] => {
  const { wordsBefore, wordsAfter, title } = story;
  const gone = wordsBefore - wordsAfter;
  if (gone <= wordsBefore * MAX_REMOVED_SHARE) return [];
  return [
    warning({
      code: "COPY_REMOVED",
      place: { file },
      message: `Cleaning “${title}” took out ${gone} of its ${counted(wordsBefore, "word")}, ${Math.round((100 * gone) / wordsBefore)} %.`,
      remedy: "See what went and why: pressday collect … --explain. What belongs to the story can be put back by hand.",
    }),
  ];
};

/** The embargo of a story that may not be reprinted yet. */
const embargoEnd = ({ raw }: FoundStory, { embargoHours }: Source, now: Date): Date | undefined => {
  if (embargoHours === undefined || raw.published === undefined) return undefined;
  const end = new Date(raw.published.getTime() + embargoHours * 3_600_000);
  return end > now ? end : undefined;
};

const changed = (story: Story, entry: Entry, { week, shown }: ChooseOptions, untouched: boolean): Problem => {
  const here = entry.issue === week;
  return warning({
    code: "STORY_CHANGED",
    place: here ? { file: shown(entry.file) } : placeOf(story),
    message: here
      ? `${story.source.name} has changed “${story.title}” since it was collected${untouched ? "" : "; the article has been edited here"}.`
      : `${story.source.name} has changed “${story.title}” since it ran in ${entry.issue}.`,
    remedy: !here
      ? "Print a correction, if one is due."
      : untouched
        ? "Take the new text: pressday collect … --update."
        : `Compare it with ${story.raw.url ?? "its source"} and carry over what matters.`,
  });
};

/** A story that was had before: `where` tells when or from whom. */
const repeated = (title: string, place: Place, where: string): Problem =>
  info({
    code: "STORY_REPEATED",
    place,
    message: `“${title}” ${where}; it is not taken again.`,
    remedy: "To print it once more, copy its article from there.",
  });

const embargoed = (found: FoundStory, source: Source, { now, magazine }: ChooseOptions): Problem | undefined => {
  const end = embargoEnd(found, source, now);
  if (end === undefined) return undefined;
  return info({
    code: "STORY_EMBARGOED",
    place: placeOf({ raw: found.raw, source }),
    message: `“${textOf(found.raw.headline)}” may be reprinted from ${dayOf(end, magazine.timeZone)} on.`,
    remedy: "Nothing is to be done: it comes then.",
  });
};

/** Too little to be printed. Problems: STORY_LEFT_OUT, STORY_SHORT. */
const tooLittle = (story: Story): Problem | undefined => {
  const { title, wordsAfter, source, body } = story;
  if (wordsAfter === 0 && !/<img\b|!\[/.test(body.text))
    return warning({
      code: "STORY_LEFT_OUT",
      place: placeOf(story),
      message: `“${title}” has no text.`,
      remedy: "Open its address; what you copy from there into a text file can be collected.",
    });
  if (source.minWords === undefined || wordsAfter >= source.minWords) return undefined;
  return info({
    code: "STORY_SHORT",
    place: placeOf(story),
    message: `“${title}” has ${counted(wordsAfter, "word")}, fewer than ${source.minWords}.`,
    remedy: "Lower `minWords`, or name its address to take it.",
  });
};

const similar = (story: Story, other: string, share: number): Problem =>
  warning({
    code: "STORY_SIMILAR",
    place: placeOf(story),
    message: `“${story.title}” (${story.source.name}) is much like ${other}: they share about ${Math.round(100 * share)} % of their wording.`,
    remedy: "Read them side by side and delete one from issue.yaml.",
  });

/** Goes through what the sources gave, in their order. */
class Chooser {
  readonly chosen: Chosen[] = [];
  readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();
  /** Where the same words were had before, and stories by their shingles; both by how they are called in messages. */
  private readonly sameWords = new Map<string, string>();
  private readonly likenesses = new Likenesses<string>();

  constructor(private readonly options: ChooseOptions) {
    for (const { words, issue, headline, source, sketch } of options.ledger.entries) {
      this.sameWords.set(words, `ran in ${issue} word for word`);
      this.likenesses.add(`“${headline}” (${source}, ${issue})`, unpackSketch(sketch));
    }
  }

  async consider(found: FoundStory, source: Source): Promise<void> {
    if (this.seen.has(found.raw.id)) return;
    this.seen.add(found.raw.id);
    const entry = this.options.ledger.find(found.raw);
    if (entry !== undefined) return this.meet(found, source, entry);
    const held = embargoed(found, source, this.options);
    if (held !== undefined) this.problems.push(held);
    else this.take(prepareStory(found, source));
  }

  /** A story that the ledger has. */
  private async meet(found: FoundStory, source: Source, entry: Entry): Promise<void> {
    const { week, update, isUntouched } = this.options;
    const isHere = entry.issue === week;
    if (!isHere)
      this.problems.push(repeated(entry.headline, placeOf({ raw: found.raw, source }), `ran in ${entry.issue}`));
    const lacksPictures = isHere && entry.missing !== undefined;
    if (entry.raw === found.rawHash && !lacksPictures) return;
    const story = prepareStory(found, source);
    const isChanged = entry.words !== story.wordsHash || entry.headline !== story.title;
    // Other markup around the same words is no news; pages differ by a nonce or a counter each time they are asked for.
    if (!isChanged && !lacksPictures) return;
    const untouched = isHere && (await isUntouched(entry));
    if (untouched && (update || !isChanged)) this.chosen.push({ story, entry });
    else if (isChanged) this.problems.push(changed(story, entry, this.options, untouched));
  }

  /** A story that nobody has seen before. */
  private take(story: Story): void {
    const { title, source, wordsHash, wordsAfter, sketch } = story;
    const little = tooLittle(story);
    // Pictures without a word have the same none.
    const before = wordsAfter === 0 ? undefined : this.sameWords.get(wordsHash);
    if (little !== undefined) this.problems.push(little);
    else if (before !== undefined) this.problems.push(repeated(title, placeOf(story), before));
    else {
      const alike = this.likenesses.find(sketch);
      if (alike !== undefined) this.problems.push(similar(story, alike.item, alike.share));
      this.chosen.push({ story });
      this.sameWords.set(wordsHash, `came from ${source.name} word for word`);
      this.likenesses.add(`“${title}” (${source.name})`, sketch);
    }
  }
}

/** Which of the sources' stories come into the issue. Problems: STORY_*. */
export const chooseStories = async (gathered: readonly Gathered[], options: ChooseOptions): Promise<Choice> => {
  const chooser = new Chooser(options);
  for (const { source, stories } of gathered) for (const found of stories) await chooser.consider(found, source);
  const { chosen, problems } = chooser;
  return { chosen, problems };
};

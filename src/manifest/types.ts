import type { Place, Problem } from "../problem.js";
import type { CheckSettings } from "../rules.js";

/** A picture as an editor names it. `focus` is the point that a crop keeps, in percent from the left and from the top. */
export interface PictureRef {
  /** Absolute path, inside the issue's folder (checked after `realpath`). */
  readonly path: string;
  /** The name as written, for messages. */
  readonly name: string;
  readonly alt: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly focus: { readonly xPercent: number; readonly yPercent: number };
  readonly place: Place;
}

/** Where articles are collected from. */
export interface Source {
  /** As reports call it. */
  readonly name: string;
  readonly kind: "wordpress" | "feed" | "url" | "file";
  /** The address; of a file, its path as written. */
  readonly at: string;
  /** Absolute path that a file's name starts from, and that it must stand in. */
  readonly folder: string;
  /** Short names, names or numbers; empty: all. WordPress only. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  /** The section for stories that `sections` does not place. */
  readonly section?: string;
  /** Section by category or tag (`slugify` of its short name or name). */
  readonly sections: ReadonlyMap<string, string>;
  /** At most so many stories, the newest. */
  readonly limit?: number;
  readonly minWords?: number;
  /** BCP 47. */
  readonly language?: string;
  /** By whose leave its stories are printed. */
  readonly credit?: string;
  /** Hours after publication before which its stories may not be reprinted. */
  readonly embargoHours?: number;
  /** Name of the environment variable that holds `user:password`. */
  readonly credentials?: string;
  readonly place: Place;
}

/** A section that every issue has. */
export interface UsualSection {
  readonly name: string;
  readonly slug?: string;
  readonly colour?: string;
  readonly design?: string;
}

/** What `magazine.yaml` says of how an issue is begun and its stories are collected. */
export interface Collecting {
  /** Hour of `weekStartsOn`, on the publisher's clock, at which a week's stories end and the next week's begin. */
  readonly cutOff: { readonly hours: number; readonly minutes: number };
  /** The sections of every issue, in their order. */
  readonly sections: readonly UsualSection[];
  readonly sources: readonly Source[];
  /** Hosts with private addresses that may be reached. */
  readonly allowPrivate: readonly string[];
}

/** Where and how finished issues are put before readers (`publish:`). */
export interface Publishing {
  /** Absolute path. */
  readonly folder: string;
  /** Where the folder is found on the web; ends in a slash. */
  readonly address?: string;
  /** Where the form on the pages is sent, and what it calls the reader's address. */
  readonly subscribeForm?: { readonly action: string; readonly field: string };
  readonly email?: {
    /** Mailboxes: an address, or a name and an address in angle brackets. */
    readonly from: string;
    readonly to?: string;
    readonly replyTo?: string;
    /** An address, or the mark that the publisher's own sender fills in. */
    readonly unsubscribe: string;
    /** Whether `to` may be written to. */
    readonly send: boolean;
  };
  readonly place: Place;
}

/** The title: what stays the same from week to week (`issues/magazine.yaml`). */
export interface Magazine {
  readonly name: string;
  /** File-name form of the name: lower case, ASCII, hyphens. */
  readonly slug: string;
  readonly tagline?: string;
  readonly publisher: string;
  /** BCP 47, the first is the issue's own. */
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. ISO weeks are used whatever this says; it is for `collect`. */
  readonly weekStartsOn: number;
  readonly collecting: Collecting;
  readonly layout: string;
  /** CSS colours by role: `accent` and any that the layout names. */
  readonly colours: Readonly<Record<string, string>>;
  readonly masthead: readonly { readonly role: string; readonly names: readonly string[] }[];
  readonly colophon?: string;
  readonly website?: string;
  readonly subscribe?: string;
  readonly checks: CheckSettings;
  readonly publishing?: Publishing;
  readonly backCover?: { readonly headline?: string; readonly text?: string; readonly picture?: PictureRef };
}

export interface CoverLine {
  readonly headline: string;
  readonly text?: string;
  /** Slug of the article that the line announces, for its page number and link. */
  readonly article?: string;
}

export interface Cover {
  /** Which of the layout's covers it takes; the usual one when the editor says nothing. */
  readonly design?: string;
  readonly designPlace?: Place;
  readonly picture?: PictureRef;
  readonly kicker?: string;
  /** Empty when the editor wrote none: the cover then takes the headline of its story, `article`. */
  readonly headline: string;
  readonly standfirst?: string;
  /** Slug of the cover story; the first article of the issue when the cover names neither story nor headline. */
  readonly article?: string;
  readonly lines: readonly CoverLine[];
}

/** One article as the manifest lists it: the file and what the editor overrules. */
export interface ArticleEntry {
  /** Absolute path, inside the issue's folder. */
  readonly path: string;
  /** The file as shown to the editor: relative to the working folder where it stands below it. */
  readonly name: string;
  readonly slug: string;
  readonly place: Place;
  readonly design?: string;
  readonly headline?: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  readonly byline?: string;
  /** How many pages the editor gives it; absent: as many as it takes. */
  readonly pages?: number;
  /** `off`: nothing about it is changed to make it end at the foot of a page. */
  readonly fit?: "off";
}

/** A page of its own before a section's first article. */
export interface SectionOpener {
  readonly picture?: PictureRef;
  /** A few sentences below the section's name. */
  readonly text?: string;
}

export interface Section {
  readonly name: string;
  readonly slug: string;
  readonly colour?: string;
  readonly opener?: SectionOpener;
  /** `briefs`: its short pieces share pages. */
  readonly design?: string;
  readonly articles: readonly ArticleEntry[];
  readonly place: Place;
}

/** `2026-W47`: an ISO week; dates are ISO days in the title's time zone. */
export interface IssueWeek {
  readonly label: string;
  readonly year: number;
  readonly week: number;
  readonly startDate: string;
  readonly endDate: string;
}

/** A piece of the magazine's own stock (`issues/house/`), for pages that copy does not fill. */
export interface HouseItem {
  /** The file's name without ending. */
  readonly name: string;
  /** An advertisement of the magazine's own, a quotation, or a picture to look at. */
  readonly kind: "advertisement" | "quotation" | "picture";
  readonly kicker?: string;
  readonly headline?: string;
  readonly text?: string;
  /** Who said it, for a quotation. */
  readonly cite?: string;
  /** Where an advertisement leads. */
  readonly link?: string;
  readonly picture?: PictureRef;
  /** Parts of a page that it may fill; all when the editor says nothing. */
  readonly sizes: readonly ("whole" | "half" | "quarter")[];
  readonly place: Place;
}

/** What the editor asked for, checked. */
export interface Issue {
  readonly magazine: Magazine;
  /** Absolute path of the issue's folder. */
  readonly folder: string;
  /** Absolute path of the publisher's folder, the one that holds `issues/`. */
  readonly publisherFolder: string;
  readonly manifestPath: string;
  readonly week: IssueWeek;
  readonly number?: number;
  /** The issue's own name, such as "The Sand Issue". */
  readonly title?: string;
  /** A letter from the editor, or a line for the contents page. */
  readonly note?: string;
  readonly layout: string;
  /** Where the layout is named; absent when it is the usual one. */
  readonly layoutPlace?: Place;
  readonly language: string;
  /** The page budget: exactly this many, or the next multiple. */
  readonly pages?: number;
  readonly multipleOf?: number;
  /** `pictures`: some of the articles are announced with their heroes. Plain when absent. */
  readonly contents?: "plain" | "pictures";
  /** The magazine's own stock; none when the issue says `house: off`. */
  readonly house: readonly HouseItem[];
  readonly cover: Cover;
  readonly sections: readonly Section[];
  /** Sources of this issue alone. */
  readonly sources: readonly Source[];
  /** Where the page budget is said, and the words of pages that no article is on. */
  readonly places?: {
    readonly budget: Place;
    readonly cover: Place;
    readonly contents: Place;
    readonly backCover: Place;
  };
}

export interface ReadOptions {
  /** Whether an issue may have no articles yet: collecting brings them. */
  readonly mayBeEmpty?: boolean;
  /** Absolute path of the folder that a relative path starts from and that file names in messages are shown against. */
  readonly cwd: string;
}

/** The articles of an issue and what reading them takes. */
export interface IssueCopy {
  /** Absolute path of the issue's folder. */
  readonly folder: string;
  /** BCP 47: the issue's own language. */
  readonly language: string;
  /** All languages of the magazine. */
  readonly languages: readonly string[];
  readonly articles: readonly ArticleEntry[];
}

export interface ReadResult {
  /** Absent when a problem is an error. */
  readonly issue?: Issue;
  /**
   * The articles that were found, also in an issue with errors, so that their faults can be told in the same run. Absent when
   * nothing is known of them or of the magazine's languages.
   */
  readonly copy?: IssueCopy;
  readonly problems: readonly Problem[];
}

/** What readers of the web pages, the feed and the e-mail are told of an issue. All texts are plain. */
import type { IssueWeek, Publishing } from "../manifest/index.js";

export interface AnnouncedArticle {
  readonly slug: string;
  readonly headline: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  readonly byline?: string;
  /** BCP 47. */
  readonly language: string;
  /** The page on which it begins, as printed. */
  readonly folio: number;
}

/** A picture of the cover, by its name in the issue's published folder. */
export interface CoverPicture {
  readonly name: string;
  readonly type: "image/webp" | "image/png";
  /** px */
  readonly width: number;
  readonly height: number;
}

export interface Announcement {
  readonly magazine: {
    readonly name: string;
    readonly tagline?: string;
    readonly publisher: string;
    readonly website?: string;
    /** Where readers sign up: an address of the web or of e-mail. */
    readonly subscribe?: string;
    /** CSS colour. */
    readonly accent?: string;
  };
  readonly publishing: Publishing;
  readonly week: IssueWeek;
  /** The week in words, in the issue's language. */
  readonly weekText: string;
  /** BCP 47. */
  readonly language: string;
  readonly number?: number;
  readonly title?: string;
  /** The editor's letter. */
  readonly note?: string;
  readonly cover: {
    readonly kicker?: string;
    readonly headline: string;
    readonly standfirst?: string;
    /** What the cover's picture shows. */
    readonly alt: string;
    readonly lines: readonly { readonly headline: string; readonly text?: string; readonly folio?: number }[];
    /** From the smallest to the largest, each size in both formats. */
    readonly pictures: readonly CoverPicture[];
  };
  readonly sections: readonly {
    readonly name: string;
    readonly colour?: string;
    readonly articles: readonly AnnouncedArticle[];
  }[];
  readonly pages: number;
  readonly pdf: { readonly name: string; readonly bytes: number };
  /** When it was first published, ISO. */
  readonly published: string;
}

/** An issue in the list of all issues, newest first. Addresses are from the published folder: `2026-W47/`. */
export interface ArchivedIssue {
  readonly week: IssueWeek;
  readonly weekText: string;
  readonly language: string;
  readonly number?: number;
  readonly title?: string;
  readonly headline: string;
  readonly standfirst?: string;
  readonly alt: string;
  readonly pictures: readonly CoverPicture[];
  readonly pages: number;
  readonly pdf: { readonly name: string; readonly bytes: number };
  readonly published: string;
}

import { type AnyFeed, DetectError, MalformedError, ParseError, parseFeed } from "feedsmith";
import { fromAtom } from "./feed-atom.js";
import type { Feed, ParsedFeed } from "./feed-item.js";
import { fromJson } from "./feed-json.js";
import { fromRdf, fromRss } from "./feed-rss.js";
import { isRecord, parseJson } from "./json.js";
import { SourceFault } from "./types.js";

/** Feeds hold tens of items, some a few hundred. */
const MAX_ITEMS = 1000;

/**
 * feedsmith takes a person's text apart in time that grows with its square: so many letters, squared and added up, cost half
 * a second. A thousand items with four hundred letters of authors each stay below.
 */
const MOST_PERSON_LETTERS_SQUARED = 2e8;

const noFeed = (url: string, why: string, cause?: unknown): SourceFault =>
  new SourceFault(
    `What ${url} gives is no feed that can be read: ${why}.`,
    "Write the address of an RSS, Atom or JSON feed; on a WordPress site it is the site's own with `/feed/` after it.",
    { cause },
  );

/** What stands before the first element: spaces, declarations, comments, a document type. */
const PROLOGUE = /(?:\s+|\uFEFF|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>[]*>)*/isy;

const prologueEnd = (text: string): number => {
  PROLOGUE.lastIndex = 0;
  return PROLOGUE.exec(text) ? PROLOGUE.lastIndex : 0;
};

/** Whether a text is a web page rather than a feed. */
export const isWebPage = (text: string): boolean => {
  const end = prologueEnd(text);
  return /<!DOCTYPE\s+html/i.test(text.slice(0, end)) || /^<(html|head|body)\b/i.test(text.slice(end, end + 10));
};

/** Entities that a document defines itself can unfold to gigabytes; no feed needs any. */
const refuseEntities = (text: string, url: string): void => {
  if (!/^<!(DOCTYPE|ENTITY|ELEMENT)/i.test(text.slice(prologueEnd(text)))) return;
  throw new SourceFault(
    `The feed at ${url} defines XML entities of its own; such feeds are not read.`,
    "Look for another feed of the site, or collect its pages by their addresses.",
  );
};

const refuseEndlessPersons = (text: string, url: string): void => {
  let squares = 0;
  for (const { 1: name, index } of text.matchAll(/<(author|managingEditor|webMaster)\b/gi)) {
    const end = text.indexOf(`</${name}`, index);
    squares += ((end === -1 ? text.length : end) - index) ** 2;
    if (squares > MOST_PERSON_LETTERS_SQUARED) throw noFeed(url, "the names of its authors have no end");
  }
};

/** A feed that broke off, closed after its last whole item; undefined where there is none. */
const closedEarly = (text: string): string | undefined => {
  const root = /<(rss|feed|[\w-]+:RDF)\b/i.exec(text)?.[1];
  const end = Math.max(text.lastIndexOf("</item>"), text.lastIndexOf("</entry>"));
  if (root === undefined || end === -1) return undefined;
  const kept = text.slice(0, text.indexOf(">", end) + 1);
  return `${kept}${root.toLowerCase() === "rss" ? "</channel>" : ""}</${root}>`;
};

const turned = (parsed: AnyFeed, url: string): ParsedFeed => {
  switch (parsed.format) {
    case "rss":
      return fromRss(parsed.feed, url);
    case "atom":
      return fromAtom(parsed.feed, url);
    case "rdf":
      return fromRdf(parsed.feed, url);
    case "json":
      return fromJson(parsed.feed, url);
  }
};

const parseXml = (text: string, url: string): Feed => {
  try {
    return { ...turned(parseFeed(text, { maxItems: MAX_ITEMS }), url), isCutShort: false };
  } catch (fault) {
    const closed = fault instanceof MalformedError ? closedEarly(text) : undefined;
    if (closed === undefined) throw fault;
    return { ...turned(parseFeed(closed, { maxItems: MAX_ITEMS }), url), isCutShort: true };
  }
};

/** Parses RSS, RDF, Atom or JSON Feed. `url`: where it came from. Throws `SourceFault` for anything else. */
export const parseAnyFeed = (text: string, url: string): Feed => {
  try {
    const json = /^\s*\uFEFF?\s*\{/.test(text) ? parseJson(text) : undefined;
    if (isRecord(json)) return { ...turned(parseFeed(json, { maxItems: MAX_ITEMS }), url), isCutShort: false };
    refuseEntities(text, url);
    // PHP prints its warnings, and plugins their empty lines, before the first line of XML.
    const start = text.search(/<\?xml\b|<!DOCTYPE\b|<rss\b|<feed\b|<[\w-]+:RDF\b/i);
    const xml = text.slice(Math.max(0, start));
    refuseEntities(xml, url);
    refuseEndlessPersons(xml, url);
    return parseXml(xml, url);
  } catch (fault) {
    if (fault instanceof DetectError) throw noFeed(url, "it is of no known kind", fault);
    if (fault instanceof MalformedError || fault instanceof ParseError) throw noFeed(url, "its XML is broken", fault);
    throw fault;
  }
};

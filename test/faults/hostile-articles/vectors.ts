/** Every way we know in which copy runs, loads, sends or leads somewhere, one by one, each live in a browser that nobody guards. */

/** Whom the copy tries to reach, and what it tries to read. */
export interface Targets {
  /** `http://127.0.0.1:PORT`: each vector asks for its own name there. */
  readonly web: string;
  /** The same at `[::1]`, where the machine has it. */
  readonly six?: string;
  /** The same by a name that resolves to this machine, in browsers that were told so. */
  readonly named: string;
  /** `stun:127.0.0.1:PORT`, which is asked by UDP. */
  readonly stun: string;
  /** A text and a picture outside the folder, as `file:` addresses. */
  readonly secret: string;
  readonly secretPicture: string;
}

export interface Vector {
  readonly name: string;
  readonly html: string;
  /** The elements that a build leaves out and says so, by name. */
  readonly removed: readonly string[];
  /** The words that stay on the page. */
  readonly words?: string;
  /** How many of its links a build refuses. */
  readonly refused?: number;
  /**
   * How it shows in an unguarded browser: it asks for its name when nothing is said. `click`: once somebody presses on it. `text`,
   * `picture`: it shows the secret. `dead`: today's browser, or its headless form, knows it no more; others may.
   */
  readonly live?: "click" | "text" | "picture" | "dead";
  /** In an unguarded browser it stands in a document of its own. */
  readonly whole?: "html" | "xml";
}

/** The body of a script that leaves a trace in the document and asks for its name. Safe between double quotation marks. */
const traceFor = (web: string, name: string): string =>
  `document.documentElement.append('Harmed'+'By ${name}');new Image().src='${web}/${name}'`;

type Row = readonly [
  name: string,
  html: string,
  removed?: string,
  more?: Partial<Omit<Vector, "name" | "html" | "removed">>,
];

const vector = ([name, html, removed = "", more = {}]: Row): Vector => ({
  name,
  html,
  removed: removed.split(" ").filter(Boolean),
  ...more,
});

const running = (web: string): readonly Row[] => {
  const run = (name: string): string => traceFor(web, name);
  return [
    ["script", `<script>${run("script")}</script>`, "script"],
    ["script-src", `<script src="${web}/script-src"></script>`, "script"],
    ["script-module", `<script type="module">import "${web}/script-module"</script>`, "script"],
    ["toggled", `<details open ontoggle="${run("toggled")}">A detail.</details>`, "", { words: "A detail." }],
    [
      "focused",
      `<p tabindex="0" autofocus onfocus="${run("focused")}">A paragraph in focus.</p>`,
      "",
      {
        words: "A paragraph in focus.",
      },
    ],
    [
      "clicked",
      `<p onclick="${run("clicked")}">A paragraph to press.</p>`,
      "",
      { words: "A paragraph to press.", live: "click" },
    ],
    ["svg-loaded", `<svg onload="${run("svg-loaded")}"></svg>`, "svg"],
    ["svg-script", `<svg><script>${run("svg-script")}</script></svg>`, "svg"],
    ["svg-begun", `<svg><animate attributeName="x" dur="1s" onbegin="${run("svg-begun")}"/></svg>`, "svg"],
    [
      "svg-foreign",
      `<svg><foreignObject><video src="x" onerror="${run("svg-foreign")}"></video></foreignObject></svg>`,
      "svg",
    ],
    [
      "svg-link",
      `<svg width="90" height="20"><a xlink:href="javascript:void(${run("svg-link").replace(";", ",")})"><text y="15">Press</text></a></svg>`,
      "svg",
      { live: "click" },
    ],
    [
      "script-link",
      `<a href="javascript:void(${run("script-link").replace(";", ",")})">A link that runs.</a>`,
      "",
      { words: "A link that runs.", refused: 1, live: "click" },
    ],
    [
      "script-link-hidden",
      `<a href=" java&#10;script&colon;void(${run("script-link-hidden").replace(";", ",")})">A link that hides.</a>`,
      "",
      { words: "A link that hides.", refused: 1, live: "click" },
    ],
    ["script-frame", `<iframe src="javascript:parent.eval(&quot;${run("script-frame")}&quot;)"></iframe>`, "iframe"],
    ["frame-doc", `<iframe srcdoc="<script>parent.eval(&quot;${run("frame-doc")}&quot;)</script>"></iframe>`, "iframe"],
    ["frame-data", `<iframe src="data:text/html,<script src='${web}/frame-data'></script>"></iframe>`, "iframe"],
    ["object-data", `<object data="data:text/html,<script src='${web}/object-data'></script>"></object>`, "object"],
    ["video-failed", `<video src="x" onerror="${run("video-failed")}"></video>`, "video"],
    ["input-failed", `<input type="image" src="x:" onerror="${run("input-failed")}">`, "input"],
    ["body-loaded", `<body onload="${run("body-loaded")}">`, "", { whole: "html" }],
    ["socket", `<script>new WebSocket("${web.replace("http", "ws")}/socket")</script>`, "script"],
    ["events", `<script>new EventSource("${web}/events")</script>`, "script"],
    ["beacon", `<script>navigator.sendBeacon("${web}/beacon", "x")</script>`, "script"],
    ["worker", `<script>new Worker("${web}/worker")</script>`, "script"],
    ["window", `<script>open("${web}/window")</script>`, "script", { live: "dead" }],
    ["location", `<script>location="${web}/location"</script>`, "script"],
  ];
};

const loading = (web: string): readonly Row[] => [
  ["sheet", `<link rel="stylesheet" href="${web}/sheet">`, "link"],
  ["preload", `<link rel="preload" as="style" href="${web}/preload">`, "link"],
  ["prefetch", `<link rel="prefetch" href="${web}/prefetch">`, "link"],
  ["prerender", `<link rel="prerender" href="${web}/prerender">`, "link", { live: "dead" }],
  ["module", `<link rel="modulepreload" href="${web}/module">`, "link"],
  [
    "speculation",
    `<script type="speculationrules">{"prefetch":[{"urls":["${web}/speculation"],"eagerness":"immediate"}]}</script>`,
    "script",
  ],
  ["style-import", `<style>@import url("${web}/style-import");</style>`, "style"],
  ["style-background", `<style>html { background: url("${web}/style-background") }</style>`, "style"],
  [
    "style-font",
    `<style>@font-face { font-family: far; src: url("${web}/style-font") } html::before { content: "x"; font-family: far }</style>`,
    "style",
  ],
  ["style-content", `<style>html::before { content: url("${web}/style-content") }</style>`, "style"],
  [
    "attribute-background",
    `<p style="background: url(${web}/attribute-background)">A paragraph on a picture.</p>`,
    "",
    { words: "A paragraph on a picture." },
  ],
  [
    "attribute-set",
    `<p style="background: image-set('${web}/attribute-set' 1x)">A paragraph on a set.</p>`,
    "",
    { words: "A paragraph on a set." },
  ],
  [
    "attribute-list",
    `<ul style="list-style-image: url(${web}/attribute-list)"><li>An item with a mark.</li></ul>`,
    "",
    { words: "An item with a mark." },
  ],
  [
    "attribute-mask",
    `<div style="mask: url(${web}/attribute-mask#m); filter: url(${web}/attribute-mask#f)">A part behind a mask.</div>`,
    "",
    { words: "A part behind a mask." },
  ],
  [
    "attribute-border",
    `<p style="border: 9px solid; border-image: url(${web}/attribute-border) 1">A paragraph in a frame.</p>`,
    "",
    { words: "A paragraph in a frame." },
  ],
  [
    "table-background",
    `<table background="${web}/table-background"><tr><td>A cell on a picture.</td></tr></table>`,
    "",
    { words: "A cell on a picture." },
  ],
  ["body-background", `<body background="${web}/body-background">`, "", { whole: "html" }],
  ["svg-image", `<svg><image href="${web}/svg-image"/></svg>`, "svg"],
  ["svg-xlink", `<svg><image xlink:href="${web}/svg-xlink"/></svg>`, "svg"],
  ["svg-use", `<svg><use href="${web}/svg-use#x"/></svg>`, "svg"],
  [
    "svg-filter",
    `<svg><filter id="f"><feImage href="${web}/svg-filter"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
    "svg",
  ],
  ["svg-style", `<svg><style>@import "${web}/svg-style";</style></svg>`, "svg"],
  ["math", `<math><mtext><video poster="${web}/math"></video></mtext></math>`, "math"],
  ["video", `<video src="${web}/video" autoplay></video>`, "video"],
  ["poster", `<video poster="${web}/poster"></video>`, "video"],
  ["audio", `<audio src="${web}/audio" preload="auto"></audio>`, "audio"],
  ["source", `<video autoplay><source src="${web}/source"></video>`, "video"],
  ["embed", `<embed src="${web}/embed">`, "embed"],
  ["object", `<object data="${web}/object"></object>`, "object"],
  ["applet", `<applet code="x.class" codebase="${web}/applet"></applet>`, "applet", { live: "dead" }],
  ["frame", `<iframe src="${web}/frame"></iframe>`, "iframe"],
  ["frameset", `<frameset><frame src="${web}/frameset"></frameset>`, "frameset", { whole: "html" }],
  ["input", `<input type="image" src="${web}/input">`, "input"],
  ["base", `<base href="${web}/base/"><link rel="stylesheet" href="sheet">`, "base link"],
  ["refresh", `<meta http-equiv="refresh" content="0; url=${web}/refresh">`, "meta"],
  ["candidates", `<img src="dune.jpg" srcset="${web}/candidates 1x" sizes="9px" alt="A dune.">`, "", {}],
  [
    "picture-source",
    `<picture><source srcset="${web}/picture-source"><img src="dune.jpg" alt="A dune."></picture>`,
    "source",
  ],
  ["mhtml", `<iframe src="mhtml:${web}/mhtml!part"></iframe>`, "iframe", { live: "dead" }],
  ["sheet-instruction", `<?xml-stylesheet type="text/css" href="${web}/sheet-instruction"?>`, "", { whole: "xml" }],
  ["xsl-instruction", `<?xml-stylesheet type="text/xsl" href="${web}/xsl-instruction"?>`, "", { whole: "xml" }],
];

/** What waits for the reader, what goes another way than TCP to this address, and what reads files. */
const others = ({ web, six, named, stun, secret, secretPicture }: Targets): readonly Row[] => [
  [
    "ping",
    `<a href="#wells" ping="${web}/ping">A link that tells.</a>`,
    "",
    { words: "A link that tells.", live: "click" },
  ],
  ["form", `<form action="${web}/form"><button>Send</button></form>`, "form", { live: "click" }],
  ["form-action", `<form><button formaction="${web}/form-action">Send</button></form>`, "form", { live: "click" }],
  [
    "stun",
    `<script>{ const peer = new RTCPeerConnection({ iceServers: [{ urls: "${stun}" }] }); peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer)); globalThis.peer = peer }</script>`,
    "script",
  ],
  ["looked-up", `<iframe src="http://looked-up.localhost:${new URL(web).port}/looked-up"></iframe>`, "iframe"],
  ["named", `<iframe src="${named}/named"></iframe>`, "iframe"],
  ["six", `<iframe src="${six ?? web}/six"></iframe>`, "iframe"],
  ["preconnect", `<link rel="preconnect" href="http://preconnect.localhost:9">`, "link", { live: "dead" }],
  ["dns", `<link rel="dns-prefetch" href="http://dns.localhost">`, "link", { live: "dead" }],
  ["file-frame", `<iframe src="${secret}"></iframe>`, "iframe", { live: "text" }],
  ["file-object", `<object data="${secret}"></object>`, "object", { live: "text" }],
  ["file-embed", `<embed src="${secret}" type="text/plain">`, "embed", { live: "text" }],
  ["file-inside", `<iframe src="../notes.txt"></iframe>`, "iframe", { live: "text" }],
  [
    "file-svg",
    `<svg width="90" height="90"><image href="${secretPicture}" width="90" height="90"/></svg>`,
    "svg",
    { live: "picture" },
  ],
  [
    "file-background",
    `<p style="width: 90px; height: 90px; background: url('${secretPicture}')">A paragraph on a file.</p>`,
    "",
    { words: "A paragraph on a file.", live: "picture" },
  ],
  ["file-poster", `<video poster="${secretPicture}" width="90" height="90"></video>`, "video", { live: "picture" }],
  ["file-picture-inside", `<object data="../pictures/unused.png"></object>`, "object", { live: "picture" }],
  ["file-candidates", `<img src="dune.jpg" srcset="../pictures/unused.png 1x" alt="A dune.">`, "", { live: "picture" }],
  [
    "file-entity",
    `<!DOCTYPE html [<!ENTITY far SYSTEM "${secret}">]><p>An entity: &far;</p>`,
    "",
    { words: "An entity:", live: "dead" },
  ],
  [
    "file-link",
    `<a href="${secret}">A link to a file.</a>`,
    "",
    { words: "A link to a file.", refused: 1, live: "click" },
  ],
];

export const vectorsFor = (targets: Targets): readonly Vector[] =>
  [...running(targets.web), ...loading(targets.web), ...others(targets)].map(vector);

/** Links that no reader of a PDF may be offered, in Markdown. */
export const REFUSED_LINKS: readonly string[] = [
  "[one](JaVaScRiPt:alert(1))",
  "[two](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[three](vbscript:msgbox(1))",
  "[four](mhtml:https://example.org/x!y)",
  "[five](&#106;avascript:alert(1))",
  "[six](//127.0.0.1/six)",
  "[seven](\\\\\\\\server\\\\share)",
  "[eight](blob:https://example.org/x)",
  "[nine](ms-word:ofe|u|https://example.org/x)",
  "[ten](tel:+21620000000)",
  "[eleven](view-source:https://example.org)",
  "[twelve][reference]",
  "<javascript:alert(13)>",
  "<p><a href='x-apple.systempreferences:'>fourteen</a></p>",
];

/** Words that would be code to a template, a PDF or a shell, and are words here. */
export const LITERAL_WORDS: readonly string[] = [
  "{{headline}}",
  "{{{headline}}}",
  "{{#each sections}}each{{/each}}",
  "{{> masthead}}",
  "{{lookup this 'constructor'}}",
  "Tails) >> endobj 9 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj (",
];

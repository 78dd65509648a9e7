/** The one style sheet of the web pages. */
import { hex, inkIn, type Scheme, schemesOf } from "../inks.js";

const properties = ({ ground, wash, ink, soft, rule, accent }: Scheme): string =>
  Object.entries({ ground, wash, ink, soft, rule, accent })
    .map(([role, colour]) => `--${role}:${hex(colour)}`)
    .join(";");

/** A colour that is known to browsers alone, brought to a lightness that can be read. Older ones keep the usual colour. */
const byBrowser = (name: string, css: string, dark: boolean): string =>
  `@supports (color:oklch(from red l c h)){${dark ? "@media (prefers-color-scheme:dark){" : ""}:root{--${name}:oklch(from ${css} ${dark ? "max(l,.8)" : "min(l,.46)"} c h)}${dark ? "}" : ""}}`;

/** Only what cannot end a declaration: the manifest admits nothing else. */
const isPlain = (css: string): boolean => /^[\w\s.,%/()#+-]+$/.test(css);

/** The magazine's colours and those of `sections` (as `--section-0` …), by daylight and by night. */
const colours = (accent: string | undefined, sections: readonly (string | undefined)[]): string => {
  const schemes = schemesOf(accent);
  const light = [properties(schemes.light)];
  const dark = [properties(schemes.dark)];
  const later: string[] = [];
  const leave = (name: string, css: string | undefined): void => {
    if (css !== undefined && isPlain(css)) later.push(byBrowser(name, css, false), byBrowser(name, css, true));
  };
  if (accent !== undefined && inkIn(accent, schemes) === undefined) leave("accent", accent);
  for (const [index, css] of sections.entries()) {
    const ink = inkIn(css, schemes);
    light.push(`--section-${index}:${ink ? hex(ink.light) : "var(--accent)"}`);
    dark.push(`--section-${index}:${ink ? hex(ink.dark) : "var(--accent)"}`);
    if (ink === undefined) leave(`section-${index}`, css);
  }
  return [
    `:root{color-scheme:light dark;${light.join(";")}}`,
    `@media (prefers-color-scheme:dark){:root{${dark.join(";")}}}`,
    ...later,
    ...sections.map((_, index) => `.section-${index}{--section:var(--section-${index})}`),
  ].join("\n");
};

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 "Source Serif 4","Source Serif Pro",Charter,"Bitstream Charter",Cambria,Georgia,serif;
  text-rendering:optimizeLegibility;overflow-wrap:break-word}
:lang(ar),:lang(fa),:lang(ur){font-family:"Noto Naskh Arabic","Geeza Pro",Amiri,"Traditional Arabic","DejaVu Sans",serif}
h1,h2,h3,p,ul,ol,figure{margin:0;padding:0}
ul,ol{list-style:none}
img{display:block;width:100%;height:auto;background:var(--wash)}
a{color:inherit;text-decoration-color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.display,h1,h2,h3{font-family:"Display","Instrument Serif","Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;font-weight:400;line-height:1.08;text-wrap:balance}
.display:lang(ar),h1:lang(ar),h2:lang(ar),h3:lang(ar),.display:lang(fa),h1:lang(fa),h2:lang(fa),h3:lang(fa),.display:lang(ur),h1:lang(ur),h2:lang(ur),h3:lang(ur){font-family:"Display","Noto Naskh Arabic","Geeza Pro",Amiri,"Traditional Arabic","DejaVu Sans",serif;line-height:1.35}
.label{font:600 .8125rem/1.4 "Libre Franklin","Franklin Gothic Medium","Helvetica Neue",Arial,"Liberation Sans",sans-serif}
.label:lang(ar),.label:lang(fa),.label:lang(ur){font-family:"Noto Kufi Arabic","Geeza Pro",Tahoma,"DejaVu Sans",sans-serif}
.soft{color:var(--soft);font-weight:400}
.room{max-width:76rem;margin-inline:auto;padding-inline:clamp(1.25rem,4vw,3rem)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-6rem;z-index:1;padding:.75rem 1.25rem;background:var(--accent);color:var(--ground)}
.skip:focus{inset-block-start:1rem}
.button{display:inline-block;padding:.95rem 1.9rem;border:2px solid transparent;background:var(--accent);color:var(--ground);
  font:600 1.0625rem/1.25 "Libre Franklin","Franklin Gothic Medium","Helvetica Neue",Arial,"Liberation Sans",sans-serif;text-decoration:none;cursor:pointer}
.button:lang(ar),.button:lang(fa),.button:lang(ur){font-family:"Noto Kufi Arabic","Geeza Pro",Tahoma,"DejaVu Sans",sans-serif}
.button:hover{background:var(--ink)}
.read{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1.25rem}
.cover{display:block}
.cover img{box-shadow:0 1px 2px rgb(0 0 0/.18),0 1.2rem 2.8rem -1rem rgb(0 0 0/.42)}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.25rem 2rem;padding-block:1.1rem .9rem}
.top ul,.foot ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.top a,.foot a{display:inline-block;padding-block:.35rem}
.name{font-size:2.5rem;line-height:1;text-decoration:none}
.subscribe{background:var(--wash);border-block-start:1px solid var(--rule);margin-block-start:clamp(3rem,7vw,5.5rem)}
.subscribe .room{display:grid;gap:1.5rem 4rem;align-items:center;padding-block:clamp(2.25rem,5vw,4rem)}
.subscribe h2{font-size:clamp(1.9rem,4vw,2.75rem)}
.subscribe form{display:grid;gap:.4rem}
.subscribe .row{display:flex;flex-wrap:wrap;gap:.6rem}
.subscribe input{flex:1 1 14rem;min-width:0;padding:.9rem 1rem;border:1px solid var(--soft);border-radius:0;background:var(--ground);color:var(--ink);font:inherit;line-height:1.25}
.foot{border-block-start:1px solid var(--rule)}
.foot .room{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 2rem;padding-block:1.5rem 2.5rem}
@media (min-width:52rem){.subscribe .room{grid-template-columns:1fr 1fr}}
@media print{
  body{font-size:10pt;background:none;color:#000}
  .top nav,.skip,.subscribe,.foot ul,.button{display:none}
  .room{max-width:none;padding-inline:0}
  .cover img{box-shadow:none}
  a{text-decoration:none}
}
`;

const LANDING = `
.lead{background:var(--wash);border-block:1px solid var(--rule)}
.lead .room{display:grid;gap:2rem clamp(2rem,6vw,5.5rem);padding-block:clamp(1.5rem,4vw,3.75rem)}
.lead .cover{max-width:22rem;width:86%;margin-inline:auto}
.lead .words{display:grid;align-content:center;gap:1.1rem}
.kicker{color:var(--accent)}
.lead h1{font-size:clamp(2.9rem,7.2vw,5.75rem);line-height:.98;letter-spacing:-.012em}
.lead h1:lang(ar),.lead h1:lang(fa),.lead h1:lang(ur){font-size:clamp(2.3rem,5.4vw,4.25rem);line-height:1.25;letter-spacing:0}
.standfirst{font-size:clamp(1.2rem,2.1vw,1.5rem);line-height:1.4;max-width:32em;text-wrap:pretty}
.lead .read{margin-block:.6rem .4rem}
.lines{display:grid;gap:0 2rem;margin-block-start:.4rem}
.lines li{border-block-start:1px solid var(--rule);padding-block:.7rem .9rem}
.lines .display{font-size:1.4rem}
.lines p:not(.display){font-size:.95rem;line-height:1.4;color:var(--soft);margin-block-start:.15rem}
.note{padding-block-start:clamp(2.5rem,6vw,4.75rem)}
.note .room>div{max-width:42rem}
.note h2{font-size:1rem;border-block-start:2px solid var(--accent);padding-block-start:.5rem}
.note p{font-size:clamp(1.15rem,1.9vw,1.375rem);line-height:1.5;margin-block-start:.6rem;white-space:pre-line;text-wrap:pretty}
.contents{padding-block-start:clamp(2.5rem,6vw,4.75rem)}
.contents h2{font-size:clamp(2.25rem,5vw,3.5rem);margin-block-end:1.5rem}
.contents .columns{columns:19rem 3;column-gap:clamp(1.5rem,3.5vw,3rem)}
.section{margin-block-end:2.25rem}
.section h3{color:var(--section);border-block-start:2px solid;padding-block:.5rem .35rem;margin-block-end:.2rem;break-after:avoid}
.section li{display:grid;grid-template-columns:2.4rem 1fr;break-inside:avoid;padding-block:.45rem .55rem}
.section li{text-align:left}
[dir=rtl] .section li{text-align:right}
.section .folio{color:var(--section);font-size:1.5rem;line-height:1.08}
.section .headline{display:block;font-size:1.5rem;line-height:1.08}
.section .headline:lang(ar),.section .headline:lang(fa),.section .headline:lang(ur){line-height:1.4;font-size:1.3rem}
.section a{text-decoration:none}
.section a:hover .headline{text-decoration:underline 1px var(--section);text-underline-offset:.12em}
.section .about{font-size:.95rem;line-height:1.42;color:var(--soft);margin-block-start:.2rem;text-wrap:pretty}
.section .byline{font-size:.75rem;margin-block-start:.25rem}
.section a,.section .detail{grid-column:1/-1;display:grid;grid-template-columns:subgrid;align-items:baseline}
.section .detail>*{grid-column:2}
@media (min-width:26rem){.lines{grid-template-columns:1fr 1fr}}
@media (min-width:52rem){.lead .room{grid-template-columns:minmax(0,5fr) minmax(0,6fr)}.lead .cover{width:100%;max-width:30rem;margin-inline:0;align-self:center}}
@media (min-width:52rem){.note .room{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:clamp(2rem,6vw,5.5rem)}.note p{margin-block-start:-.3rem}}
@media print{.lead{background:none;border:0}.lead .room{grid-template-columns:7cm 1fr;gap:1cm}.lead .cover{width:100%}.contents .columns{columns:2}}
`;

const ARCHIVE = `
.head{padding-block:clamp(1.5rem,4vw,3rem) clamp(1.25rem,3vw,2.25rem)}
.head h1{font-size:clamp(4.5rem,15vw,11rem);line-height:.86;letter-spacing:-.02em;margin-inline-start:-.02em}
.head h1:lang(ar),.head h1:lang(fa),.head h1:lang(ur){font-size:clamp(3.5rem,11vw,8rem);line-height:1.2;letter-spacing:0}
.head p{font-size:clamp(1.15rem,2vw,1.5rem);line-height:1.35;margin-block-start:1.1rem;color:var(--soft)}
.latest{background:var(--wash);border-block:1px solid var(--rule)}
.latest .room{display:grid;gap:1.75rem clamp(2rem,6vw,5rem);padding-block:clamp(1.75rem,4vw,3.5rem)}
.latest .cover{max-width:20rem}
.latest .words{display:grid;align-content:center;gap:1rem}
.latest h3{font-size:clamp(2.5rem,5.6vw,4.5rem);line-height:1}
.latest h3:lang(ar),.latest h3:lang(fa),.latest h3:lang(ur){font-size:clamp(2rem,4.4vw,3.4rem);line-height:1.3}
.latest h2{color:var(--accent)}
.latest h3 a,.issues a{text-decoration:none}
.latest h3 a:hover,.issues a:hover .headline{text-decoration:underline;text-decoration-thickness:1px;text-decoration-color:var(--accent);text-underline-offset:.12em}
.standfirst{font-size:clamp(1.15rem,2vw,1.4rem);line-height:1.4;max-width:32em;text-wrap:pretty}
.earlier{padding-block-start:clamp(2.5rem,6vw,4.5rem)}
.earlier>h2{font-size:clamp(2rem,4vw,3rem);margin-block-end:1.25rem}
.earlier h3{border-block-start:2px solid var(--accent);color:var(--accent);padding-block:.5rem 1rem}
.issues{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(9.5rem,44%),1fr));gap:2.25rem clamp(1.25rem,2.6vw,2.25rem);margin-block-end:2.75rem}
.issues .cover img{box-shadow:0 1px 2px rgb(0 0 0/.18),0 .7rem 1.4rem -.6rem rgb(0 0 0/.4)}
.issues .headline{font-size:1.4rem;line-height:1.1;margin-block-start:.9rem}
.issues .headline:lang(ar),.issues .headline:lang(fa),.issues .headline:lang(ur){line-height:1.4;font-size:1.2rem}
.issues .label{font-size:.75rem;margin-block-start:.3rem}
.none{padding-block:3rem;font-size:1.25rem}
@media (min-width:46rem){.latest .room{grid-template-columns:20rem minmax(0,1fr)}.issues{grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr))}}
`;

export interface StyleOptions {
  readonly kind: "landing" | "archive";
  /** `@font-face`, or nothing. */
  readonly face: string;
  readonly accent: string | undefined;
  readonly sections?: readonly (string | undefined)[];
}

export const styleSheet = ({ kind, face, accent, sections = [] }: StyleOptions): string =>
  [face, colours(accent, sections), BASE.trim(), (kind === "landing" ? LANDING : ARCHIVE).trim()].join("\n");

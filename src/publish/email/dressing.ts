/** What the e-mail's words are dressed in. Mail programs drop style sheets, so every element carries its own. */
import { hex, schemesOf } from "../inks.js";

const SERIF = "Georgia,'Times New Roman',serif";
const SANS = "'Helvetica Neue',Helvetica,Arial,sans-serif";

export interface Dressing {
  readonly ground: string;
  readonly wash: string;
  readonly accent: string;
  readonly rule: string;
  /** Styles by the part they dress. */
  readonly of: Readonly<
    Record<"headline" | "standfirst" | "text" | "title" | "label" | "kicker" | "small" | "folio", string>
  >;
  /** For programs that keep style sheets: darkness, narrow windows. Classes stand beside the styles. */
  readonly sheet: string;
}

/** The magazine's colours and type for an e-mail. */
export const dressingFor = (accent: string | undefined): Dressing => {
  const { light, dark } = schemesOf(accent);
  const ink = hex(light.ink);
  const soft = hex(light.soft);
  const tint = hex(light.accent);
  const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:520px){
  .whole{width:100%!important}
  .stack{display:block!important;width:100%!important;padding-left:0!important;padding-right:0!important}
  .stack img{margin-bottom:24px}
  .sides{padding-left:20px!important;padding-right:20px!important}
}
@media (prefers-color-scheme:dark){
  .ground{background-color:${hex(dark.ground)}!important}
  .wash{background-color:${hex(dark.wash)}!important}
  .ink{color:${hex(dark.ink)}!important}
  .soft{color:${hex(dark.soft)}!important}
  .accent{color:${hex(dark.accent)}!important}
  .lined{border-color:${hex(dark.accent)}!important}
  .rule{border-color:${hex(dark.rule)}!important}
  .button,.button a{background-color:${hex(dark.accent)}!important;color:${hex(dark.ground)}!important}
}`;
  return {
    ground: hex(light.ground),
    wash: hex(light.wash),
    accent: tint,
    rule: hex(light.rule),
    of: {
      headline: `margin:0;overflow-wrap:anywhere;word-break:break-word;font:normal 38px/1.06 ${SERIF};color:${ink}`,
      standfirst: `margin:12px 0 0;font:normal 18px/1.4 ${SERIF};color:${ink}`,
      text: `margin:0;font:normal 17px/1.55 ${SERIF};color:${ink}`,
      title: `font:normal 19px/1.25 ${SERIF};color:${ink};text-decoration:none`,
      label: `margin:0;font:bold 13px/1.4 ${SANS};color:${ink}`,
      kicker: `margin:0 0 10px;font:bold 13px/1.4 ${SANS};color:${tint}`,
      small: `margin:0;font:normal 13px/1.5 ${SANS};color:${soft}`,
      folio: `font:normal 19px/1.25 ${SERIF};color:${tint}`,
    },
    sheet,
  };
};

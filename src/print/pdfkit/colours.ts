import type { Setting } from "./types.js";

/** The colour of a style: of the section, of the magazine, one of the layout's own by name, or `#rrggbb` itself. */
export const colourOf = (
  colour: string,
  { tokens, sectionColour, accentColour }: Pick<Setting, "tokens" | "sectionColour" | "accentColour">,
): string => {
  if (colour === "section") return sectionColour;
  if (colour === "accent") return accentColour;
  return tokens.colours[colour] ?? colour;
};

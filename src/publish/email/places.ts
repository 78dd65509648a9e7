/** Where the e-mail's links lead: all absolute, for a mail stands nowhere. */
import { safeAddress } from "../markup.js";
import type { Announcement } from "../types.js";

export interface Places {
  readonly landing: string;
  readonly browser: string;
  readonly pdf: string;
  readonly page: (folio: number | undefined) => string;
  /** The cover that every mail program can show, in its smallest size. */
  readonly cover?: { readonly address: string; readonly width: number; readonly height: number };
  /** As a link takes it: an address, or the sender's mark. */
  readonly unsubscribe: string;
  /** For the header, where it is an address. */
  readonly unsubscribeAddress?: string;
}

/** Throws where the magazine does not say where the published folder is found on the web, or has no e-mail. */
export const placesOf = (a: Announcement): Places => {
  const { address, email } = a.publishing;
  if (address === undefined || email === undefined)
    throw new Error(`an e-mail was asked for ${a.week.label}, but publish: has ${email ? "no address" : "no email"}`);
  const folder = `${address}${encodeURIComponent(a.week.label)}/`;
  const pdf = folder + encodeURIComponent(a.pdf.name);
  const png = a.cover.pictures.find(({ type }) => type === "image/png");
  const known = safeAddress(email.unsubscribe);
  // Any other scheme would be a link that runs or reads something; a mark has none.
  const mark = /^\s*[a-z][a-z\d+.-]*:/i.test(email.unsubscribe) ? "{{unsubscribe}}" : email.unsubscribe;
  return {
    landing: folder,
    browser: `${folder}newsletter.html`,
    pdf,
    page: (folio) => (folio === undefined ? pdf : `${pdf}#page=${folio}`),
    unsubscribe: known ?? mark,
    ...(png === undefined
      ? {}
      : { cover: { address: folder + encodeURIComponent(png.name), width: png.width, height: png.height } }),
    ...(known === undefined ? {} : { unsubscribeAddress: known }),
  };
};

/** An absolute http address, or undefined where there is none. `base`: what a relative one starts from. */
export const webAddress = (written: string | undefined, base?: string): string | undefined => {
  const url = written?.trim() ? URL.parse(written.trim(), base) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
};

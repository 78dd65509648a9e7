/** A text's characters, for proving that nothing of it is lost. */
export const withoutSpace = (text: string): string => text.replace(/\s+/g, "");

/** The same characters, each as often, in whatever order. */
export const haveSameCharacters = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false;
  const balance = new Int32Array(0x10000);
  for (let at = 0; at < one.length; at++) {
    balance[one.charCodeAt(at)]++;
    balance[other.charCodeAt(at)]--;
  }
  for (let at = 0; at < one.length; at++) if (balance[one.charCodeAt(at)] !== 0) return false;
  return true;
};

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * One of Pressday's own fonts, to stand in for all the fonts of the machine. Chromium on Linux loads no web font at all where it
 * finds no font whatever, as on a bare server; and where it finds some, a letter that the layout's fonts lack would come out
 * in whatever that machine has. Undefined where `fonts/` is missing: then the machine's fonts are used.
 */
export async function findFallbackFont(): Promise<string | undefined> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const top = await access(join(folder, "package.json")).then(
      () => true,
      () => false,
    );
    if (!top) continue;
    const names = await readdir(join(folder, "fonts"), { recursive: true }).catch(() => []);
    const regular = names.filter((name) => /regular\.ttf$/i.test(name)).sort();
    return regular[0] === undefined ? undefined : join(folder, "fonts", regular[0]);
  }
  return undefined;
}

/**
 * Writes a fontconfig into the profile that knows this font alone; returns its path. It names a folder with one link in it: given the
 * file itself, fontconfig finds nothing, and given all of `fonts/`, it would read every one at every start.
 */
export function writeFontconfig(profile: string, font: string): string {
  const folder = join(profile, "fonts");
  mkdirSync(folder);
  symlinkSync(font, join(folder, "fallback.ttf"));
  const path = join(profile, "fonts.conf");
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    `<fontconfig><dir>${escapeXml(folder)}</dir></fontconfig>`,
  ];
  writeFileSync(path, lines.join("\n"));
  return path;
}

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

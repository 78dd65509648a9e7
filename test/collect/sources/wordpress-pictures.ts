import sharp from "sharp";

/** A picture's name in an address: `chott.jpg`, or `chott-1024x683.jpg` for a size that WordPress made of it. */
const NAME = /\/(?<name>[\w-]+?)(?:-(?<width>\d+)x(?<height>\d+))?\.jpe?g$/;

export const PICTURE_SIZE = { width: 1600, height: 1067 };

const hash = (name: string): number => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);

/** Dunes and a sun, in one of a few colours. */
const landscape = (variant: number): string => {
  const hue = variant * 47;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 106" preserveAspectRatio="none">
    <rect width="160" height="106" fill="hsl(${hue + 180} 45% 78%)"/>
    <circle cx="${30 + variant * 18}" cy="28" r="11" fill="hsl(${hue} 80% 92%)"/>
    <path d="M0 70 Q40 ${40 + variant * 3} 90 66 T160 58 V106 H0Z" fill="hsl(${hue} 40% 60%)"/>
    <path d="M0 86 Q60 ${62 + variant * 2} 110 84 T160 80 V106 H0Z" fill="hsl(${hue} 45% 42%)"/>
  </svg>`;
};

/** Six landscapes a size are drawn once: hundreds of pictures cost no more. */
const VARIANTS = 6;
const drawn = new Map<string, Promise<Buffer>>();

/** A JPEG with a comment in it, so that no two pictures have the same bytes. */
const withComment = (jpeg: Buffer, comment: string): Buffer => {
  const text = Buffer.from(comment, "latin1");
  const segment = Buffer.from([0xff, 0xfe, 0, 0]);
  segment.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, text, jpeg.subarray(2)]);
};

/** The JPEG at a path of uploads; undefined where the path is none of a picture. */
export const pictureAt = async (path: string): Promise<Buffer | undefined> => {
  const parts = NAME.exec(path)?.groups;
  if (parts === undefined) return undefined;
  const width = Number(parts.width ?? PICTURE_SIZE.width);
  const height = Number(parts.height ?? PICTURE_SIZE.height);
  const variant = hash(parts.name!) % VARIANTS;
  const key = `${variant} ${width} ${height}`;
  const drawing =
    drawn.get(key) ??
    sharp(Buffer.from(landscape(variant)))
      .resize(width, height, { fit: "fill" })
      .jpeg({ quality: 80 })
      .toBuffer();
  drawn.set(key, drawing);
  return withComment(await drawing, path);
};

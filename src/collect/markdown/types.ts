/** A picture of the folder. */
export interface PictureFile {
  /** Its name in the issue's `pictures/`. */
  readonly file: string;
  /** What it shows, as plain text. */
  readonly alt: string;
  /** Who made it, as plain text. */
  readonly credit?: string;
}

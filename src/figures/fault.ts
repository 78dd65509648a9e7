import type { PictureRef } from "../manifest/index.js";
import type { Problem } from "../problem.js";

/** A picture that cannot be used, thrown between the steps of this folder and gathered as a problem by `prepare.ts`. */
export class PictureFault extends Error {
  readonly fault: Pick<Problem, "code" | "remedy">;

  constructor(fault: Pick<Problem, "code" | "message" | "remedy">, cause?: unknown) {
    super(fault.message, { cause });
    this.fault = fault;
  }

  problemFor(picture: PictureRef): Problem {
    return {
      ...this.fault,
      severity: "error",
      place: picture.place,
      message: `The picture “${picture.name}” ${this.message}.`,
    };
  }
}

export const corrupt = (why: string, cause?: unknown): PictureFault =>
  new PictureFault(
    {
      code: "PICTURE_CORRUPT",
      message: `cannot be read: ${why}`,
      remedy: "Open it in a picture program and save it again as JPEG, or take it from its source once more.",
    },
    cause,
  );

export const tooLarge = (message: string, remedy: string): PictureFault =>
  new PictureFault({ code: "PICTURE_TOO_LARGE", message, remedy });

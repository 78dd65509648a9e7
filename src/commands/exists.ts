import { stat } from "node:fs/promises";

/** Whether something stands at that path. */
export const exists = async (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

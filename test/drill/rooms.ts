/** Disks that are full or read-only, as far as this machine lets a test have one. */
import { execFileSync } from "node:child_process";
import { chmod, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

const PROGRAM = path.join(import.meta.dirname, "programs/room.sh");

export interface Plan {
  readonly kind: "full" | "readonly";
  /** Absolute. */
  readonly folder: string;
  /** What is left of a full disk. */
  readonly kb?: number;
}

export interface Room {
  /** What to put before a command so that it runs in the room. */
  readonly under: readonly string[];
  /** Whether the disk is what the plan says, and not the nearest thing to it that the machine has. */
  readonly isReal: boolean;
  /** Leaves the room: what the command has left in the folder stands there for all to see, and the folder can be written again. */
  leave(): Promise<void>;
}

/** A limit on the size of files (of 16 KB: the unit is 512 bytes), which ends writing in the middle, as a full disk does. */
export const SMALL_FILES: readonly string[] = ["sh", "-c", 'ulimit -f 32 && exec "$@"', "sh"];

/** Root may write where nobody may; without this right it is refused as others are. */
const WITHOUT_OVERRIDE: readonly string[] = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];

const tried = (command: readonly string[]): boolean => {
  try {
    execFileSync(command[0]!, [...command.slice(1), "sh", "-c", "mount -t tmpfs none /mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Root may have mounts of its own; others may in a namespace in which they are root, where the kernel allows that. */
const mountingWay = (): readonly string[] | undefined =>
  process.env.DRILL_WITHOUT_MOUNTS
    ? undefined
    : [
        ["unshare", "--mount"],
        ["unshare", "--mount", "--user", "--map-root-user"],
      ].find(tried);

let way: readonly string[] | undefined | "unknown" = "unknown";

/** Takes every right to write from a folder and the folders in it, or gives it back. */
const setWritable = async (folder: string, isWritable: boolean): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const one of [folder, ...folders]) await chmod(one, isWritable ? 0o700 : 0o500);
};

/** Makes the room ready. Without a right to mount disks, the nearest thing that every system has stands in. */
export const makeRoom = async ({ kind, folder, kb = 8 }: Plan): Promise<Room> => {
  if (way === "unknown") way = mountingWay();
  if (way !== undefined) {
    const left = `${folder}.left`;
    const leave = async (): Promise<void> => {
      await rm(folder, { recursive: true });
      await rename(left, folder);
    };
    return { under: [...way, PROGRAM, kind, folder, String(kb), left], isReal: true, leave };
  }
  if (kind === "full") return { under: SMALL_FILES, isReal: false, leave: async () => {} };
  await setWritable(folder, false);
  const under = process.getuid?.() === 0 ? WITHOUT_OVERRIDE : [];
  return { under, isReal: true, leave: () => setWritable(folder, true) };
};

import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** Fifty times what the largest ledger of a test takes. A container gets 64 MB of it where nobody asks for more. */
const ROOM_BYTES = 1_000_000_000;

const hasRoom = (): boolean => {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
};

/**
 * A new folder for what an engine or a gateway keeps: in memory where the machine has room for it, because each write waits for its disk otherwise, which took a third of a test's
 * time. What a kill leaves is there as on a disk; what a power cut leaves, no test can ask.
 */
export const dataFolder = (name: string): string =>
  mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), `kanal-${name}-`));

import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A name under which an object lies already: what a locked bucket holds is never overwritten. */
export class ObjectLocked extends Error {
  readonly code = "OBJECT_LOCKED";
}

export interface LockedFolder {
  /** Lays an object down for good. @throws ObjectLocked when there is one of this name */
  put(key: string, body: Uint8Array): void;
  get(key: string): { readonly body: Buffer; readonly storedAt: Date } | undefined;
}

/**
 * A bucket with Object Lock as a folder of read-only files. It is not in the store, which a running gateway holds for itself alone: whoever checks the trail
 * reads it while the gateway runs. This keeps programs from overwriting, not the owner of the machine; in AWS S3 itself does.
 */
export function lockedFolder(folder: string): LockedFolder {
  const fileOf = (key: string) => {
    if (key.split("/").some((part) => part === "" || part === "." || part === ".."))
      throw new RangeError(`not a name of an object: ${key}`);
    return join(folder, ...key.split("/"));
  };
  return {
    put(key, body) {
      const file = fileOf(key);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      // Whole or not at all, however the process ends: a link refuses a name that is taken, a rename would not.
      const unfinished = `${file}.${process.pid}.new`;
      writeFileSync(unfinished, body, { mode: 0o400 });
      try {
        linkSync(unfinished, file);
      } catch (cause) {
        if (existsSync(file)) throw new ObjectLocked(`${key} lies there already`, { cause });
        throw cause;
      } finally {
        rmSync(unfinished, { force: true });
      }
    },
    get(key) {
      const file = fileOf(key);
      if (!existsSync(file)) return undefined;
      return { body: readFileSync(file), storedAt: statSync(file).mtime };
    },
  };
}

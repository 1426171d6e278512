import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another gateway works on this data folder. */
export class DataDirInUse extends Error {
  readonly code = "DATA_DIR_IN_USE";
}

/** What must survive Ctrl-C and kill -9 of the gateway: one SQLite database, held by one process. */
export interface DurableStore {
  readonly db: DatabaseSync;
  setting(name: string): string | undefined;
  setSetting(name: string, value: string): void;
  /** Runs the writes of `work` all or not at all. */
  atomically<T>(work: () => T): T;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS checkpoints (
  stream TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (stream, shard)) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, sent_at INTEGER NOT NULL,
  first_received_at INTEGER, receive_count INTEGER NOT NULL DEFAULT 0, visible_at INTEGER NOT NULL,
  in_flight INTEGER NOT NULL DEFAULT 0, dead_letter_source TEXT) STRICT;
CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, in_flight, visible_at);
CREATE TABLE IF NOT EXISTS archive (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, bus TEXT NOT NULL, detail_type TEXT NOT NULL,
  envelope TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS objects (
  bucket TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, content_type TEXT NOT NULL, stored_at INTEGER NOT NULL,
  PRIMARY KEY (bucket, key)) STRICT;
`;

/**
 * Opens the store and keeps it locked: the lock is the kernel's, so it ends with the process however that ends, and two gateways
 * never work on one folder. WAL with synchronous=NORMAL loses nothing when the process is killed (only when the power is).
 * @throws DataDirInUse
 */
export function openDurableStore(file: string): DurableStore {
  const db = new DatabaseSync(file);
  try {
    db.exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
    db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
  } catch (cause) {
    db.close();
    if (cause instanceof Error && /locked|busy/.test(cause.message)) {
      throw new DataDirInUse(
        `Another Kanal is running on this data folder (${dirname(file)}). Choose one: KANAL_DATA_DIR=.kanal-2 npm start`,
        { cause },
      );
    }
    throw cause;
  }
  const read = db.prepare("SELECT value FROM settings WHERE name = ?");
  const write = db.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)");
  return {
    db,
    setting(name) {
      const value = read.get(name)?.value;
      return typeof value === "string" ? value : undefined;
    },
    setSetting(name, value) {
      write.run(name, value);
    },
    atomically: (work) => atomically(db, work),
    close() {
      if (db.isOpen) db.close();
    },
  };
}

function atomically<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

import { copyFileSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { DataDir } from "../../local/data-dir.ts";
import { openDurableStore } from "../../local/durable-store.ts";

const SQLITE_ENDINGS = ["-wal", "-shm", "-journal"];

/**
 * Copies the engine's database as it stands at this moment, while the engine goes on writing: SQLite reads one snapshot for the whole copy, as point-in-time recovery
 * gives one instant of the table.
 */
export function copyTable(dir: DataDir, copy: string): void {
  const db = new DatabaseSync(dir.ledger);
  try {
    db.exec("PRAGMA busy_timeout=5000");
    db.prepare("VACUUM INTO ?").run(copy);
  } finally {
    db.close();
  }
}

/**
 * Puts the copy in the table's place while nothing runs, and keeps the lost table beside it. A restored table in AWS is a new one: its stream is off and then empty, so the
 * copy's stream records go, and the reader begins at the beginning of the new stream. Queues, bus archive and objects are other services and stay.
 * @throws DataDirInUse
 */
export function putBackTable(dir: DataDir, copy: string, lost: string): void {
  const store = openDurableStore(dir.store);
  try {
    renameSync(dir.ledger, lost);
    for (const end of SQLITE_ENDINGS) rmSync(dir.ledger + end, { force: true });
    copyFileSync(copy, dir.ledger);
    const db = new DatabaseSync(dir.ledger);
    db.exec("DELETE FROM _stream_records");
    db.close();
    store.db.exec("DELETE FROM checkpoints");
  } finally {
    store.close();
  }
}

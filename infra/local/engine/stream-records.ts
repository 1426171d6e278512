import { DatabaseSync } from "node:sqlite";

/**
 * dynoxide 1.2.1 looks up the last stream sequence number of a table without an index, so writes get slower with every record. These two
 * indexes make it flat. They are added from outside to another program's private schema, so failing is a warning, never an end.
 */
const INDEXES = `
CREATE INDEX IF NOT EXISTS _sr1 ON _stream_records(table_name, CAST(sequence_number AS INTEGER));
CREATE INDEX IF NOT EXISTS _sr2 ON _stream_records(table_name, shard_id, CAST(sequence_number AS INTEGER));`;

/** Adds the indexes. @returns a warning when the engine's schema is not the one we know */
export function indexStreamRecords(database: string): string | undefined {
  return onEngineDatabase(database, (db) => db.exec(INDEXES));
}

/**
 * Deletes the stream records before the checkpoint; the engine keeps them for ever, AWS for 24 hours. The record at the checkpoint stays: the engine
 * takes the next sequence number from the highest that it finds, and would start again at 1.
 * @returns a warning when the engine's schema is not the one we know
 */
export function pruneStreamRecords(
  database: string,
  table: string,
  deliveredUpTo: string,
): string | undefined {
  return onEngineDatabase(database, (db) =>
    db
      .prepare(
        "DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < CAST(? AS INTEGER)",
      )
      .run(table, deliveredUpTo),
  );
}

function onEngineDatabase(database: string, work: (db: DatabaseSync) => unknown): string | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(database);
    db.exec("PRAGMA busy_timeout=2000");
    work(db);
    return undefined;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown";
    return `The engine's stream records could not be indexed or pruned (${why}); it works on, slower with time.`;
  } finally {
    db?.close();
  }
}

import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DataDir } from "../data-dir.ts";
import type { DurableStore } from "../durable-store.ts";
import { LOCAL } from "../topology.ts";
import type { Engine } from "./engine.ts";
import { ensureLedgerTable } from "./ledger-table.ts";
import { indexStreamRecords, pruneStreamRecords } from "./stream-records.ts";

/**
 * Opens the ledger's table, and tidies the embedded engine's stream: two indexes, and no records that were delivered.
 * @returns the ARN of the stream
 */
export async function openLedgerTable(opening: {
  readonly client: DynamoDBClient;
  readonly engine: Engine;
  readonly dir: DataDir;
  readonly store: DurableStore;
  readonly log: (line: string) => void;
}): Promise<string> {
  const { engine, dir, store } = opening;
  const streamArn = await ensureLedgerTable(opening.client, LOCAL.table);
  if (engine.kind === "external") return streamArn;
  let warning = indexStreamRecords(dir.ledger);
  const delivered = store.db
    .prepare("SELECT sequence FROM checkpoints WHERE stream = ?")
    .get(streamArn)?.sequence;
  if (typeof delivered === "string") warning ??= pruneStreamRecords(dir.ledger, LOCAL.table, delivered);
  if (warning) opening.log(warning);
  return streamArn;
}

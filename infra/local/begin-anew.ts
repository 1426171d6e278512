import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { clearDataDir, type DataDir } from "./data-dir.ts";
import { type DurableStore, openDurableStore } from "./durable-store.ts";
import { endEngine, recordedEngine } from "./engine/engine-process.ts";
import { LOCAL } from "./topology.ts";

/**
 * Empties the data folder for `--fresh`: ends an engine that was left behind, and deletes our table from an engine that somebody else runs.
 * @param store the open store, which proved that no other gateway works here; @returns the new one
 */
export async function beginAnew(
  dir: DataDir,
  store: DurableStore,
  engineUrl: string | undefined,
): Promise<DurableStore> {
  const left = recordedEngine(dir.engineRecord, dir.ledger);
  if (left) await endEngine(left, dir.engineRecord);
  if (engineUrl) await deleteTable(engineUrl);
  store.close();
  clearDataDir(dir);
  return openDurableStore(dir.store);
}

async function deleteTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint });
  try {
    await client.send(new DeleteTableCommand({ TableName: LOCAL.table }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  } finally {
    client.destroy();
  }
}

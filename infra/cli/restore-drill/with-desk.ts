import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { MACHINE_CLOCK, MACHINE_IDS } from "../../../functions/machine.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import type { DataDir } from "../../local/data-dir.ts";
import { LOCAL } from "../../local/topology.ts";
import type { PartnerDesk } from "../partner/desk.ts";
import { localKeys } from "../partner/local-keys.ts";

/** A client of an engine on this machine. */
export function engineClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new DynamoDBClient({ endpoint, region: "ap-southeast-3", credentials });
}

/** Runs what somebody does at the partners' desk over this engine's table, as `npm run partner` would. */
export async function withDesk<T>(
  dir: DataDir,
  endpoint: string,
  work: (desk: PartnerDesk) => Promise<T>,
): Promise<T> {
  const client = engineClient(endpoint);
  try {
    return await work({
      ledger: dynamoLedger(client, LOCAL.table),
      keys: localKeys(dir),
      machineNow: MACHINE_CLOCK.machineNow,
      ids: MACHINE_IDS,
      actor: { by: "ops-yohanes", why: "latihan pemulihan / restore drill", origin: "cli:drill" },
      environment: "sandbox",
      baseUrl: "",
      sandboxFile: dir.sandboxFile,
    });
  } finally {
    client.destroy();
  }
}

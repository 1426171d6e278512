import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { type DataDir, openDataDir } from "../../local/data-dir.ts";
import { type Engine, externalEngine, startEngine } from "../../local/engine/engine.ts";
import { recordedEngine } from "../../local/engine/engine-process.ts";
import { LOCAL } from "../../local/topology.ts";
import { readKeySet } from "./read-key-set.ts";
import { AuditStop, type TrailPlace } from "./trail-place.ts";

/** Opens the trail of a data folder. Where no gateway runs on it, its engine is started for as long as it is read. @throws AuditStop */
export async function openLocalTrail(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<TrailPlace> {
  const notThere = `Tidak ada gerbang di / No gateway in ${folder}. Jalankan / Run: npm start`;
  if (!existsSync(folder)) throw new AuditStop(notThere);
  const dir = openDataDir(folder);
  if (!existsSync(dir.gatewayKeys)) throw new AuditStop(notThere);
  const publicKeys = readKeySet(JSON.parse(readFileSync(dir.gatewayKeys, "utf8")).jwks, dir.gatewayKeys);
  const engine = await engineOf(dir, env.AWS_ENDPOINT_URL_DYNAMODB);
  const client = new DynamoDBClient({
    ...{ endpoint: engine.url, region: env.AWS_REGION ?? "ap-southeast-3" },
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    source: { ledger: dynamoLedger(client, LOCAL.table), ...folderVault(dir.auditVault) },
    publicKeys,
    alwaysOn: false,
    name: folder,
    async close() {
      client.destroy();
      await engine.stop();
    },
  };
}

async function engineOf(dir: DataDir, external: string | undefined): Promise<Pick<Engine, "url" | "stop">> {
  if (external) return externalEngine(external);
  const running = recordedEngine(dir.engineRecord, dir.ledger);
  // Somebody else's to end.
  if (running) return { url: `http://127.0.0.1:${running.port}`, stop: async () => undefined };
  return startEngine(dir, () => undefined);
}

/** The locked bucket as the local gateway keeps it: a folder of read-only files. */
function folderVault(folder: string) {
  return {
    async names() {
      if (!existsSync(folder)) return [];
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      return files
        .filter((name) => name.endsWith(".jws"))
        .map((name) => ({ name: name.replaceAll("\\", "/"), overlaid: false }));
    },
    async document(name: string) {
      const file = join(folder, ...name.split("/"));
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
  };
}

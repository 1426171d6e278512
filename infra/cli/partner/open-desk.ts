import { createSecretKey } from "node:crypto";
import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { MACHINE_CLOCK, MACHINE_IDS } from "../../../functions/machine.ts";
import { ledgerClient } from "../../../shared/ledger/client.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { Environment } from "../../../shared/partner/environment.ts";
import { kmsUnwrapper } from "../../../shared/seal/kms-unwrapper.ts";
import { type DataDir, openDataDir } from "../../local/data-dir.ts";
import { recordedEngine } from "../../local/engine/engine-process.ts";
import { readSandboxFile } from "../../local/sandbox/sandbox-file.ts";
import { LOCAL } from "../../local/topology.ts";
import type { PartnerDesk } from "./desk.ts";
import { localKeys } from "./local-keys.ts";
import { PartnerStop } from "./partner-stop.ts";

export interface DeskOptions {
  readonly aws?: boolean | undefined;
  readonly table?: string | undefined;
  readonly environment?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly by?: string | undefined;
  readonly why?: string | undefined;
}

/** A desk that has to be closed. */
export type OpenDesk = PartnerDesk & { close(): void };

type Env = Readonly<Record<string, string | undefined>>;
type Registry = Pick<OpenDesk, "ledger" | "keys" | "baseUrl" | "sandboxFile" | "close">;

/** Opens the registry of the sandbox that runs on this machine, or that of a table in AWS. @throws PartnerStop */
export async function openDesk(options: DeskOptions, env: Env): Promise<OpenDesk> {
  const environment = environmentOf(options);
  const by = options.by ?? userInfo().username;
  const why = options.why ?? (options.aws ? undefined : "sandbox");
  if (why === undefined)
    throw new PartnerStop('Mengapa? Dicatat di jejak audit / Why? It goes into the audit trail: --why "..."');
  const registry = options.aws ? await inAws(options, env) : here(env);
  return {
    ...registry,
    ...(options.baseUrl !== undefined && { baseUrl: options.baseUrl }),
    environment,
    machineNow: MACHINE_CLOCK.machineNow,
    ids: MACHINE_IDS,
    actor: { by, why, origin: `cli:${hostname()}` },
  };
}

function environmentOf({ environment, aws }: DeskOptions): Environment {
  // In AWS nobody may mean the sandbox by having said nothing.
  const named = environment ?? (aws ? "" : "sandbox");
  const known = Environment.options.find((each) => each === named);
  if (known) return known;
  throw new PartnerStop("--environment sandbox | production");
}

/** The sandbox of this folder: its engine, and its data key opened with the local KMS. */
function here(env: Env): Registry {
  const folder = env.KANAL_DATA_DIR || ".kanal";
  const notThere = `Tidak ada sandbox di / No sandbox in ${folder}. Jalankan / Run: npm start`;
  if (!existsSync(folder)) throw new PartnerStop(notThere);
  const dir = openDataDir(folder);
  if (!existsSync(dir.gatewayKeys) || !existsSync(dir.masterKey)) throw new PartnerStop(notThere);
  const engine = env.AWS_ENDPOINT_URL_DYNAMODB || engineUrl(dir);
  if (engine === undefined) throw new PartnerStop(notThere);
  const client = new DynamoDBClient({
    endpoint: engine,
    region: env.AWS_REGION ?? "ap-southeast-3",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    ledger: dynamoLedger(client, LOCAL.table),
    keys: localKeys(dir),
    baseUrl: readSandboxFile(dir.sandboxFile)?.baseUrl ?? "http://127.0.0.1:3000",
    sandboxFile: dir.sandboxFile,
    close: () => client.destroy(),
  };
}

function engineUrl(dir: DataDir): string | undefined {
  const engine = recordedEngine(dir.engineRecord, dir.ledger);
  return engine && `http://127.0.0.1:${engine.port}`;
}

/** A table in AWS, with the credentials and the region of the shell. The data key comes as the ciphertext that the functions are given. */
async function inAws({ table }: DeskOptions, env: Env): Promise<Registry> {
  const ciphertext = env.KANAL_KEY_DATA;
  if (!table) throw new PartnerStop("--aws --table <nama / name>");
  if (!ciphertext) {
    throw new PartnerStop(
      "KANAL_KEY_DATA: ciphertext kunci data / of the data key: data in infra/stages/<stage>-keys.json",
    );
  }
  const client = ledgerClient();
  const { unwrap, close } = kmsUnwrapper();
  try {
    const dataKey = createSecretKey(await unwrap(ciphertext, "data"));
    return {
      ledger: dynamoLedger(client, table),
      keys: { dataKey },
      baseUrl: "https://<alamat API mitra / the partners' API>",
      sandboxFile: undefined,
      close: () => client.destroy(),
    };
  } finally {
    close();
  }
}

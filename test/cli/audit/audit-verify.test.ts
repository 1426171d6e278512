import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openKms } from "../../../infra/local/aws/kms.ts";
import { lockedFolder } from "../../../infra/local/aws/locked-folder.ts";
import { openDataDir } from "../../../infra/local/data-dir.ts";
import { startEngine } from "../../../infra/local/engine/engine.ts";
import { ensureLedgerTable } from "../../../infra/local/engine/ledger-table.ts";
import { gatewayKeys } from "../../../infra/local/gateway-keys.ts";
import { LOCAL } from "../../../infra/local/topology.ts";
import { appendAudit } from "../../../shared/audit/append-audit.ts";
import { chainPartition, entrySortKey } from "../../../shared/audit/chain-item.ts";
import { rootName } from "../../../shared/audit/root.ts";
import { sealTrail } from "../../../shared/audit/seal-trail.ts";
import { addDays, businessDateOf, instant, startOf } from "../../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { KEY_PURPOSE_CONTEXT } from "../../../shared/seal/kms-unwrapper.ts";
import { signingKeyOf } from "../../../shared/seal/signing-key.ts";
import { act, idsOfShard } from "../../audit/trail.ts";
import { dataFolder } from "../../engine/data-folder.ts";

/** A data folder with a sealed yesterday of three entries, as a gateway leaves it when it is switched off. */
const dir = openDataDir(dataFolder("verify"));
const yesterday = addDays(businessDateOf(instant(Date.now())), -1);
const SHARD = "03";
afterAll(() => rmSync(dir.path, { recursive: true, force: true }));

async function onEngine(work: (ledger: ReturnType<typeof dynamoLedger>) => Promise<void>) {
  const engine = await startEngine(dir, () => undefined);
  const client = new DynamoDBClient({ endpoint: engine.url, region: "ap-southeast-3" });
  await ensureLedgerTable(client, LOCAL.table);
  await work(dynamoLedger(client, LOCAL.table));
  client.destroy();
  await engine.stop();
}

beforeAll(async () => {
  const kms = openKms(dir.masterKey);
  const { audit, jwks } = await gatewayKeys(dir.gatewayKeys, kms);
  const opened = kms.decrypt(Buffer.from(audit, "base64"), { [KEY_PURPOSE_CONTEXT]: "audit" });
  const key = await signingKeyOf(opened ?? Buffer.alloc(0));
  const folder = lockedFolder(dir.auditVault);
  const vault = {
    putOnce: async (name: string, text: string) => {
      folder.put(name, Buffer.from(text));
      return "put" as const;
    },
    get: async (name: string) => folder.get(name)?.body.toString(),
  };
  await onEngine(async (ledger) => {
    const seal = (now: number) =>
      sealTrail(
        { ledger, vault, key, publicKeys: JSON.parse(jwks), clock: { machineNow: () => instant(now) } },
        { daysMax: 2, hasTime: () => true },
      );
    await seal(startOf(yesterday) + 600_000);
    for (const id of idsOfShard(SHARD, 3)) {
      await appendAudit(ledger, act(id, { at: instant(startOf(yesterday) + 3_600_000) }));
    }
    await seal(startOf(addDays(yesterday, 1)) + 600_000);
  });
});

/** Runs the command as a person does. */
function verify(folder = dir.path, ...more: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, KANAL_DATA_DIR: folder, AWS_ENDPOINT_URL_DYNAMODB: "" };
  const program = join(import.meta.dirname, "../../../infra/cli/audit-verify.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...more], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    );
  });
}

it("a whole trail passes, though no gateway runs on it", async () => {
  const { code, said } = await verify();
  expect(said).toContain("UTUH / WHOLE");
  expect(said).toMatch(/Catatan \/ Entries +3/);
  expect(code).toBe(0);
});

it("an altered entry and a removed root are named with day, shard and number, and the exit code says it", async () => {
  await onEngine(async (ledger) => {
    const key = { PK: chainPartition({ day: yesterday, shard: SHARD }), SK: entrySortKey(2) };
    const update = { expression: "SET actor = :other", values: { ":other": "orang lain" } };
    const guard = { expression: "attribute_exists(PK)" };
    await ledger.write({ kind: "update", key, update, guard });
  });
  const altered = await verify();
  expect(altered.said).toContain(`${yesterday} shard ${SHARD} #2  catatan diubah / the entry was altered`);
  expect(altered.code).toBe(1);

  rmSync(join(dir.auditVault, rootName(yesterday)));
  const { code, said } = await verify(dir.path, "--json");
  expect(JSON.parse(said).findings).toEqual([
    { kind: "root-missing", day: yesterday },
    { kind: "entry-altered", day: yesterday, shard: SHARD, sequence: 2 },
  ]);
  expect(code).toBe(1);
});

it("a folder without a gateway is told apart from a broken trail", async () => {
  const nowhere = await verify(join(dir.path, "nowhere"));
  expect(nowhere).toMatchObject({ code: 2, said: expect.stringContaining("npm start") });
});

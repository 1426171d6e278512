import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { openDataDir } from "../local/data-dir.ts";
import { LOCAL } from "../local/topology.ts";
import { localKeys } from "./partner/local-keys.ts";
import { findKnee } from "./rotation/find-knee.ts";
import { gatewayChild } from "./rotation/gateway-child.ts";
import { judgeRun, type RotationFigures } from "./rotation/judge-run.ts";
import { keysOf } from "./rotation/key-pairs.ts";
import { registerWorkers } from "./rotation/register-workers.ts";
import { runRotation } from "./rotation/run-rotation.ts";
import { connectPartners, type Stage } from "./rotation/stage.ts";
import { openTills } from "./rotation/tills.ts";
import { workerPool } from "./rotation/worker-pool.ts";

/** Enough for a machine ten times as fast as two cores of 2026. */
const WORKERS = 3_000;
const KNEE_PART = 0.6;

/** Everything happens under load here, so each step waits out the ten seconds after which every gateway knows of the one before. */
const TIMES = {
  ...{ nextAt: 2_000, someSwitchAt: 12_500, promoteAt: 14_000, allSwitchAt: 20_000 },
  ...{ endAt: 25_000, stopAt: 30_000 },
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kanal-rotation-"));
  const gateway = await gatewayChild(folder);
  const client = new DynamoDBClient({
    endpoint: gateway.engineUrl,
    region: "ap-southeast-3",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  try {
    const stage: Stage = { ledger: dynamoLedger(client, LOCAL.table), keys: localKeys(openDataDir(folder)) };
    const figures = await measured(stage, gateway.baseUrl);
    if (!isSound(figures)) process.exitCode = 1;
  } finally {
    client.destroy();
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(stage: Stage, baseUrl: string): Promise<RotationFigures> {
  const old = keysOf("old");
  await connectPartners(stage, old);
  const pool = workerPool(await registerWorkers(stage, WORKERS));
  say(`Batas mesin ini / This machine's knee (${availableParallelism()} core; tills, gateway, engine on it)`);
  const knee = await findKnee(openTills(baseUrl, { old, new: old }), pool, ({ lanes, perSecond }) =>
    say(
      `  ${String(lanes).padStart(3)} kasir / tills  ${perSecond.toFixed(1).padStart(7)} pembayaran/detik / payments a second`,
    ),
  );
  const perSecond = Math.max(1, Math.round(knee.perSecond * KNEE_PART));
  say(`  knee ${knee.perSecond.toFixed(1)}/s, 60 % = ${perSecond}/s`);
  say(`\nRotasi / Rotation: ${perSecond}/s, ${TIMES.stopAt / 1000} s; H2H Ed25519, SNAP RSA-2048, SNAP HMAC`);
  const figures = judgeRun(await runRotation({ stage, baseUrl, old, pool }, { perSecond, ...TIMES }));
  say(told(figures));
  return figures;
}

function told({
  payments,
  perSecond,
  withOld,
  withNew,
  refused,
  p50Ms,
  p99Ms,
  old,
}: RotationFigures): string {
  const codes = refused.length === 0 ? "" : ` (${[...new Set(refused)].join(", ")})`;
  return [
    `  ${payments} pembayaran / payments, ${perSecond.toFixed(1)}/s; kunci lama / old key ${withOld}, baru / new ${withNew}`,
    `  payment p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    `  ditolak / refused: ${refused.length}${codes}`,
    "  Kunci lama / The old keys, sebelum dan sesudah akhirnya / before and after their end:",
    ...Object.entries(old).map(
      ([key, { takenBefore, refusedBefore, takenAfter, refusedAfter }]) =>
        `    ${key.padEnd(17)} sebelum / before: ${takenBefore} diterima / taken, ${refusedBefore} ditolak / refused;` +
        ` sesudah / after: ${takenAfter} diterima / taken, ${refusedAfter} ditolak / refused`,
    ),
  ].join("\n");
}

/** What the command promises: nobody refused, no old key taken after its end, and none refused before it. */
function isSound({ refused, old }: RotationFigures): boolean {
  return (
    refused.length === 0 &&
    Object.values(old).every(({ refusedBefore, takenAfter }) => refusedBefore === 0 && takenAfter === 0)
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error instanceof Error && error.stack) || String(error)}\n`);
  process.exitCode = 1;
});

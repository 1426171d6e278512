import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { snapClient } from "../../infra/cli/snap-client.ts";
import type { DataDir } from "../../infra/local/data-dir.ts";
import { readSandboxFile } from "../../infra/local/sandbox/sandbox-file.ts";
import { eventually } from "../local/eventually.ts";
import { tempDataDir } from "../local/temp-data-dir.ts";
import { registerWorkers } from "./crash-workers.ts";
import { type GatewayProcess, gatewayProcess, type Victim } from "./gateway-process.ts";
import { auditLedger } from "./ledger-audit.ts";
import { type PaymentStorm, paymentStorm } from "./payment-storm.ts";

/**
 * Goal: kill -9 of the gateway, of the engine, or of both, in the middle of many payments, loses no acknowledged payment and books none twice. Method:
 * the gateway runs as `npm start` runs it; the ledger is read past it, straight from the engine.
 */
const IS_FULL = process.env.KANAL_TEST === "full";
const PAYMENTS = 500;
const KILLS_EACH = 3;
/** Requests of the bank at the same time. */
const CONNECTIONS = 32;
/** The last answer of the repeats is in; from here on everything has to be in force within this. */
const ACTIVE_WITHIN_MS = 20_000;
const NOW = "2026-11-20T10:00:00+07:00";

const KILLS: readonly Victim[] = Array.from({ length: KILLS_EACH }, (): readonly Victim[] => [
  "gateway",
  "engine",
  "both",
]).flat();

// What a short run could show, test/local/start.test.ts shows: it kills as well.
test.skipIf(!IS_FULL)(
  `${PAYMENTS} payments through ${KILLS.length} kills: none lost, none twice, all in force`,
  {
    timeout: 360_000,
  },
  async () => {
    const dir = tempDataDir();
    const niks = await registerWorkers(dir, PAYMENTS);
    const gateway = await gatewayProcess(dir, NOW);
    await gateway.start();
    const before = await auditLedger(dir);
    const storm = await stormAt(gateway, dir, niks);

    await Promise.all([storm.rage(), killThrough(storm, gateway)]);
    await nothingAcknowledgedIsLost(storm, dir);
    // The kills hit something: calls that broke off, and payments among them of which the bank knows nothing.
    const inDoubt = storm.payments.filter(({ acknowledged }) => acknowledged.length === 0).length;
    expect(storm.counts.unanswered).toBeGreaterThan(0);
    expect(inDoubt).toBeGreaterThan(0);

    await repeatsAreTheSame(storm);
    await allAreActive(storm);
    await everyRupiahHasOneEffect(storm, dir, before.accepted.length);
    expect(await gateway.stop()).toBe(0);
  },
);

async function stormAt(gateway: GatewayProcess, dir: DataDir, niks: readonly string[]) {
  const partner = readSandboxFile(dir.sandboxFile)?.partners.find(({ partnerId }) => partnerId === "bri");
  if (partner?.protocol !== "snap") throw new Error("no bri in sandbox.json");
  const bank = snapClient(gateway.url, partner);
  await bank.token();
  return paymentStorm(bank, niks, { paidAt: NOW, connections: CONNECTIONS });
}

/** Kills at even distances of the storm, each time with payments on the wire. */
async function killThrough({ counts }: PaymentStorm, gateway: GatewayProcess): Promise<void> {
  for (const [index, victim] of KILLS.entries()) {
    const from = Math.floor(((index + 1) * PAYMENTS) / (KILLS.length + 2));
    await eventually(() => counts.sent >= from, 60_000);
    // Not always the same moment of a request's life.
    await pause((index * 7) % 17);
    const engine = gateway.enginePid();
    await gateway.killAndRestart(victim);
    // A gateway that finds an engine left behind goes on with it.
    expect([victim, gateway.enginePid() === engine]).toEqual([victim, victim === "gateway"]);
  }
}

async function nothingAcknowledgedIsLost({ payments }: PaymentStorm, dir: DataDir): Promise<void> {
  const { accepted } = await auditLedger(dir);
  const kept = new Map(accepted.map(({ reference, amountRupiah }) => [reference, amountRupiah]));
  const lost = payments.filter(
    ({ acknowledged, reference, rupiah }) => acknowledged.length > 0 && kept.get(reference) !== rupiah,
  );
  expect(lost.map(({ reference }) => reference)).toEqual([]);
}

async function repeatsAreTheSame({ payments, repeatAll }: PaymentStorm): Promise<void> {
  const replies = await repeatAll();
  expect(replies.map((reply) => reply?.responseCode)).toEqual(payments.map(() => "2002500"));
  expect(payments.flatMap(({ refusals }) => refusals)).toEqual([]);
  const differing = payments.filter(({ acknowledged }, index) =>
    acknowledged.some(({ body }) => JSON.stringify(body) !== JSON.stringify(replies[index]?.body)),
  );
  expect(differing.map(({ reference }) => reference)).toEqual([]);
}

async function allAreActive({ payments, askAll }: PaymentStorm): Promise<void> {
  const deadline = Date.now() + ACTIVE_WITHIN_MS;
  for (;;) {
    const replies = await askAll();
    const waiting = payments.filter((_, index) => {
      const { additionalInfo } = replies[index]?.body ?? {};
      return (additionalInfo as { paymentState?: string } | undefined)?.paymentState !== "active";
    });
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(`not active: ${waiting.map(({ reference }) => reference)}`);
    await pause(50);
  }
}

async function everyRupiahHasOneEffect(storm: PaymentStorm, dir: DataDir, samples: number): Promise<void> {
  const { accepted, refused, claims, slices, failures } = await auditLedger(dir);
  expect([accepted.length, refused.length, failures]).toEqual([PAYMENTS + samples, 0, 0]);
  const stormed = accepted.filter(({ reference }) => reference.startsWith("STORM-"));
  expect(stormed.map(({ reference }) => reference).sort()).toEqual(
    storm.payments.map(({ reference }) => reference).sort(),
  );
  expect(accepted.every(({ state }) => state === "active")).toBe(true);

  const owners = claims.map(({ paymentKey }) => paymentKey);
  expect(owners.toSorted()).toEqual(accepted.map(({ paymentKey }) => paymentKey).sort());
  const owned = new Map(claims.map(({ paymentKey, claim }) => [paymentKey, claim.rupiah]));
  expect(accepted.filter(({ paymentKey, amountRupiah }) => owned.get(paymentKey) !== amountRupiah)).toEqual(
    [],
  );
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  expect(sum(stormed.map(({ amountRupiah }) => amountRupiah))).toBe(
    sum(storm.payments.map(({ rupiah }) => rupiah)),
  );

  const bought = accepted.flatMap(({ months, programmes, paymentKey }) =>
    months.flatMap(() => programmes.map(() => paymentKey)),
  );
  expect(slices.map(({ paymentKey }) => paymentKey).sort()).toEqual(bought.sort());
}

import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { PartnerDesk } from "../../../infra/cli/partner/desk.ts";
import { ensureLedgerTable } from "../../../infra/local/engine/ledger-table.ts";
import { readSandboxFile, writeSandboxFile } from "../../../infra/local/sandbox/sandbox-file.ts";
import { readAuditDay } from "../../../shared/audit/read-audit-day.ts";
import { businessDateOf, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { readRegistry } from "../../../shared/partner/partner-store.ts";
import { dataFolder } from "../../engine/data-folder.ts";
import { newKeyring } from "../../engine/keyring.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { placeOf, STANDARD_SNAP, USUAL_TERMS } from "../../partner/sample-profile.ts";

/** One engine a test file, one table a desk. */
let started: Promise<TestLedger> | undefined;
let tables = 0;

/** What each file with desks does after all of its tests. */
export async function closeDesks(): Promise<void> {
  const engine = started;
  started = undefined;
  await (await engine)?.stop();
}

async function newTable() {
  started ??= startTestLedger();
  const { client } = await started;
  const table = `desk-${++tables}`;
  await ensureLedgerTable(client, table);
  return dynamoLedger(client, table);
}

/** A registry of its own with somebody who changes it; its clock is the machine's, moved on by the test. */
export async function openTestDesk() {
  const folder = dataFolder("desk");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ledger = await newTable();
  const keys = await newKeyring();
  const sandboxFile = join(folder, "sandbox.json");
  writeSandboxFile(sandboxFile, { baseUrl: "http://127.0.0.1:1", partners: [], members: [], ops: [] });
  let ids = 0;
  let movedMs = 0;
  const desk: PartnerDesk = {
    ledger,
    keys,
    machineNow: (): Instant => instant(Date.now() + movedMs),
    ids: { next: () => `AUDIT${String(++ids).padStart(21, "0")}` },
    actor: { by: "ratna", why: "uji coba", origin: "cli:test" },
    environment: "sandbox",
    baseUrl: "https://partners.example",
    sandboxFile,
  };
  return Object.assign(
    { ...desk, keys },
    {
      /** The same desk for the other environment's keys. */
      live: { ...desk, environment: "production" } satisfies PartnerDesk,
      letTimePass(ms: number) {
        movedMs += ms;
      },
      /** Writes a file into the desk's folder. @returns its path */
      file(name: string, content: unknown): string {
        const path = join(folder, name);
        writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
        return path;
      },
      /** The partner's side of what `--play` made. */
      played: (id: string) =>
        readSandboxFile(sandboxFile)?.partners.find(({ partnerId }) => partnerId === id),
      /** Who did what to whom and why, in the order in which it happened. */
      async audit() {
        const day = businessDateOf(desk.machineNow());
        const { entries } = await readAuditDay(ledger, { day, limit: 100 });
        return entries
          .toSorted((one, other) => one.at - other.at || (one.auditId < other.auditId ? -1 : 1))
          .map(({ actor, action, subject, reason }) => [actor, action, subject, reason]);
      },
      async partner(id: string) {
        const found = (await readRegistry(ledger, keys)).find(({ partnerId }) => partnerId === id);
        if (!found) throw new RangeError(`${id} is not registered`);
        return found;
      },
    },
  );
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

/** A new key pair as the partner makes it. */
export function keyPair(make: () => { publicKey: KeyObject; privateKey: KeyObject } = ed25519) {
  const { publicKey, privateKey } = make();
  return {
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
export const ed25519 = () => generateKeyPairSync("ed25519");
export const rsa = (modulusLength: number) => () => generateKeyPairSync("rsa", { modulusLength });

/** What a shop's file says. */
export const shopFile = (more: Record<string, unknown> = {}) => ({
  partnerId: "koperasi",
  name: "Koperasi Sejahtera",
  ...USUAL_TERMS,
  channels: [placeOf("BANK_OTHER")],
  h2h: { skewSeconds: 300 },
  ...more,
});

/** What a bank's file says. */
export const bankFile = (more: Record<string, unknown> = {}, snap: Record<string, unknown> = {}) => ({
  partnerId: "bankmaju",
  name: "PT Bank Maju",
  ...USUAL_TERMS,
  channels: [placeOf("BANK_OTHER")],
  snap: {
    ...STANDARD_SNAP,
    basePath: "/maju",
    clientKey: "bankmaju-sandbox-01",
    xPartnerId: "MAJUKANAL",
    partnerServiceId: "61234",
    channelId: "95221",
    ...snap,
  },
  ...more,
});

import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { madePayment } from "../../infra/cli/settlement/made-payment.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { BankCredentials } from "../../shared/partner/bank-credentials.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { askAboutShard } from "../../shared/settlement/ask-about-shard.ts";
import { STANDARD_SNAP } from "../partner/sample-profile.ts";
import type { BankFacts } from "./fake-bank.ts";
import { at, type SettlementWorld, settlementWorld } from "./settlement-world.ts";

const NOON = at("2026-11-26T12:00:00+07:00");
/** Invented: no district has the code 999999. */
export const WORKER = "9999991503850001" as Nik;
const KEY = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What the fake bank gave us. */
export const CREDENTIALS: BankCredentials = {
  ...{ clientKey: "kanal-at-the-bank", xPartnerId: "KANAL", channelId: "00001" },
  ...{ clientSecret: "uji-coba-rahasia-kanal", privateKeyPem: KEY.privateKey },
};

/** The bank in a process of its own. @returns the base of its API */
export async function fakeBank(payments: BankFacts["payments"]): Promise<string> {
  const { clientKey, clientSecret, xPartnerId } = CREDENTIALS;
  const facts: BankFacts = { clientKey, clientSecret, xPartnerId, publicKeyPem: KEY.publicKey, payments };
  const script = fileURLToPath(new URL("fake-bank.ts", import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(facts)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  let printed = "";
  for await (const piece of child.stdout) {
    printed += piece;
    const url = /^ready (\S+)$/m.exec(printed)?.[1];
    if (url) return url;
  }
  throw new Error("the bank did not start");
}

/** A bank's day with payments that its file does not name, and the errands to ask about them. Our credentials at it are another's matter. */
export async function openQuestions(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  { references, url }: { readonly references: readonly string[]; readonly url: string },
): Promise<SettlementWorld> {
  const bankStatus = { url, answerWithinMs: 1_000, questionsMax: 160 };
  const world = await settlementWorld({ ledger }, { bankStatus });
  const snap = {
    ...{
      basePath: "",
      clientKey: `${world.partnerId}-01`,
      xPartnerId: "X",
      partnerServiceId: "77210",
      channelId: "1",
    },
    ...STANDARD_SNAP,
  };
  await putPartner(ledger, { ...world.profile, snap });
  const memberKey = memberKeyOf(world.deps.keys.nikHashKey, WORKER);
  await putMember(ledger, keys, {
    ...{ memberKey, version: 1, segment: "BPU", standing: "registered", programmes: ["JKK", "JKM"] },
    ...{ sector: "OTHER", bpuCategory: "PEKERJA_MANDIRI" },
    identity: {
      ...{ nik: WORKER, kpj: "1", name: "Budi Santoso", birthDate: businessDate("1985-03-15") },
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  });
  const made = references.map((reference) => ({ partnerId: world.partnerId, reference, receivedAt: NOON }));
  await world.put(...made.map((each) => ({ ...madePayment(each), memberKey })));
  await world.hand(world.file([]));
  while (world.errands.some(({ kind }) => kind !== "ask")) {
    const due = world.errands.splice(0);
    const asks = due.filter(({ kind }) => kind === "ask");
    await Promise.all(due.filter(({ kind }) => kind !== "ask").map((errand) => world.carryOut(errand)));
    world.errands.unshift(...asks);
  }
  return world;
}

let ids = 0;

/** Asks the bank, as the function does. @returns its word by reference; undefined where nobody asked */
export async function ask(world: SettlementWorld, keys: Pick<Keyring, "dataKey">) {
  const deps = { ...world.deps, clock: { ...world.deps.clock, machineNow: () => instant(Date.now()) } };
  for (const errand of world.errands.splice(0)) {
    if (errand.kind !== "ask") continue;
    await askAboutShard({ ...deps, keys, ids: { next: () => `EXT-${++ids}` } }, errand, () => true);
  }
  const found = await world.differences();
  return Object.fromEntries(
    found.map(({ reference, answer }) => [reference, answer && [answer.says, answer.code]]),
  );
}

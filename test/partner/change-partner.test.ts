import { afterAll, beforeAll, expect, it } from "vitest";
import { changePartner } from "../../shared/partner/change-partner.ts";
import type { Credential } from "../../shared/partner/credential.ts";
import type { RegisteredPartner } from "../../shared/partner/key-record.ts";
import { readDirectory, readRegistry } from "../../shared/partner/partner-store.ts";
import { planNewKey, planPromotion, planRevocation } from "../../shared/partner/plan-keys.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { newKeyring } from "../engine/keyring.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { h2hKey, later, NOW, recordOf, registered, snapSecret } from "./key-samples.ts";

let engine: TestLedger;
let keys: Keyring;
beforeAll(async () => {
  engine = await startTestLedger();
  keys = await newKeyring();
});
afterAll(() => engine.stop());

let entries = 0;
const audit = (subject: string) => ({
  auditId: `A${String(++entries).padStart(25, "0")}`,
  at: NOW,
  actor: "ops",
  action: "test",
  subject,
  reason: "because",
  origin: "test",
});

/** A partner in the registry, with these keys. */
async function connected(id: string, ...credentials: readonly Credential[]): Promise<RegisteredPartner> {
  const { profile } = registered(id, []);
  const changes = credentials.map((credential) => ({ record: recordOf(credential), was: undefined }));
  const change = { seen: undefined, profile, keys: changes, audit: audit(id) };
  expect(await changePartner(engine.ledger, keys, change)).toEqual({ kind: "changed" });
  return lookedUp(id);
}

async function lookedUp(id: string): Promise<RegisteredPartner> {
  const found = (await readRegistry(engine.ledger, keys)).find(({ partnerId }) => partnerId === id);
  if (!found) throw new RangeError(id);
  return found;
}

/** Writes a rotation to a fresh key as somebody does who looked at `partner`. */
async function rotate(partner: RegisteredPartner, credential: Credential) {
  const { keyId } = credential;
  const plan = planNewKey([partner], partner.partnerId, { credential, environment: "sandbox", now: NOW });
  if (plan.kind === "refused") throw new RangeError(plan.refusal.reason);
  const [fresh] = plan.changes;
  const promotion = planPromotion(partner, {
    keyId,
    until: later(60_000),
    now: NOW,
    ...(fresh && { fresh }),
  });
  if (promotion.kind === "refused") throw new RangeError(promotion.refusal.reason);
  return changePartner(engine.ledger, keys, {
    seen: partner.revision,
    profile: partner.profile,
    keys: promotion.changes,
    audit: audit(keyId),
  });
}

const statesOf = ({ keys: records }: RegisteredPartner) =>
  Object.fromEntries(records.map(({ credential }) => [credential.keyId, credential.state]));

it("writes profile, keys and audit entry as one transaction", async () => {
  engine.takeCalls();
  const { profile } = registered("one", []);
  const change = { seen: undefined, profile, keys: [{ record: recordOf(snapSecret("s1")), was: undefined }] };
  await changePartner(engine.ledger, keys, { ...change, audit: audit("one") });
  expect(engine.takeCalls()).toEqual(["GetItem", "TransactWriteItems"]);
  expect(await lookedUp("one")).toMatchObject({
    revision: 0,
    keys: [{ environment: "sandbox", createdAt: NOW }],
  });
});

it("tells the second of two people who rotate at the same moment, and neither loses a key", async () => {
  const seenByBoth = await connected("two", h2hKey("two-1"));
  const [mine, yours] = [h2hKey("two-2"), h2hKey("two-3")];
  const outcomes = await Promise.all([rotate(seenByBoth, mine), rotate(seenByBoth, yours)]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "overtaken"]);
  const winner = outcomes[0]?.kind === "changed" ? mine : yours;
  const between = await lookedUp("two");
  expect(statesOf(between)).toEqual({ "two-1": "retiring", [winner.keyId]: "active" });

  const loser = winner === mine ? yours : mine;
  expect(await rotate(between, loser)).toEqual({ kind: "changed" });
  expect(statesOf(await lookedUp("two"))).toEqual({
    "two-1": "retiring",
    [winner.keyId]: "retiring",
    [loser.keyId]: "active",
  });
});

it("a partner that another person suspended meanwhile stays suspended", async () => {
  const seen = await connected("three", h2hKey("three-1"));
  const { revision, profile } = seen;
  const suspended = { ...profile, standing: "suspended" as const };
  const change = { seen: revision, profile: suspended, keys: [], audit: audit("three") };
  expect(await changePartner(engine.ledger, keys, change)).toEqual({ kind: "changed" });
  expect(await rotate(seen, h2hKey("three-2"))).toEqual({ kind: "overtaken" });
  expect(await lookedUp("three")).toMatchObject({ profile: { standing: "suspended" }, revision: 1 });
});

it("gives an H2H key id to one of two partners who take it at the same moment", async () => {
  const add = (id: string) => {
    const change = { record: recordOf(h2hKey("shared-id")), was: undefined };
    const { profile } = registered(id, []);
    return changePartner(engine.ledger, keys, { seen: undefined, profile, keys: [change], audit: audit(id) });
  };
  const outcomes = await Promise.all([add("fourth"), add("fifth")]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "key-id-taken"]);
});

it("a revoked key is in no directory, and keeps its place in the registry", async () => {
  const partner = await connected("six", h2hKey("six-1"), h2hKey("six-2", "next"));
  const plan = planRevocation(partner, { keyId: "six-1", now: NOW });
  if (plan.kind === "refused") throw new RangeError(plan.refusal.reason);
  const { revision, profile } = partner;
  await changePartner(engine.ledger, keys, {
    seen: revision,
    profile,
    keys: plan.changes,
    audit: audit("six"),
  });
  expect(statesOf(await lookedUp("six"))).toEqual({ "six-1": "revoked", "six-2": "next" });
  const directory = await readDirectory(engine.ledger, keys, "sandbox");
  expect(directory.byH2hKeyId("six-1")).toBeUndefined();
  expect(directory.byH2hKeyId("six-2")?.partner.profile.partnerId).toBe("six");
});

it("partners and keys of a program that counted no revisions are changed like any", async () => {
  const { partnerId, profile, keys: records } = registered("seven", [recordOf(h2hKey("seven-1"))]);
  const [record] = records;
  if (!record) throw new RangeError("no key");
  const { keyId, state, ...rest } = record.credential;
  const { kind, algorithm, publicKeyPem } = rest as { kind: string; algorithm: string; publicKeyPem: string };
  const old = { PK: "PARTNERS", schemaVersion: 1 };
  const key = { ...old, SK: "seven#KEY#seven-1", partnerId, keyId, state };
  await engine.ledger.write({ kind: "put", item: { ...old, SK: "seven#PROFILE", profile }, guard: "absent" });
  await engine.ledger.write({
    kind: "put",
    item: { ...key, material: { kind, algorithm, publicKeyPem } },
    guard: "absent",
  });
  const found = await lookedUp("seven");
  expect(found).toMatchObject({ revision: 0, keys: [{ environment: "sandbox", createdAt: undefined }] });
  expect(await rotate(found, h2hKey("seven-2"))).toEqual({ kind: "changed" });
  expect(statesOf(await lookedUp("seven"))).toEqual({ "seven-1": "retiring", "seven-2": "active" });
});

it("a key of one environment is in no directory of the other, and one that names none is a sandbox's", async () => {
  const { profile } = registered("eight", []);
  const record = { ...recordOf(h2hKey("eight-live")), environment: "production" as const };
  const change = { seen: undefined, profile, keys: [{ record, was: undefined }], audit: audit("eight") };
  await changePartner(engine.ledger, keys, change);
  const [sandbox, production] = await Promise.all([
    readDirectory(engine.ledger, keys, "sandbox"),
    readDirectory(engine.ledger, keys, "production"),
  ]);
  const knows = (keyId: string) => [sandbox, production].map((each) => each.byH2hKeyId(keyId) !== undefined);
  expect(knows("eight-live")).toEqual([false, true]);
  expect(knows("seven-2")).toEqual([true, false]);
});

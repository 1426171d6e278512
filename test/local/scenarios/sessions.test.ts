import { afterAll, beforeAll, expect, test } from "vitest";
import { serveCustomer } from "../../../infra/cli/conformance/partner/careful-client.ts";
import type { SessionProgress } from "../../../infra/cli/conformance/partner/session-api.ts";
import { instant } from "../../../shared/calendar/calendar.ts";
import { type ConformanceGround, failures, openGround } from "./conformance-ground.ts";

let ground: ConformanceGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

const recordOf = async ({ sessionId }: SessionProgress) => {
  await ground.api.end(sessionId);
  return JSON.parse(await ground.api.record(sessionId)) as {
    readonly exchanges: readonly { readonly scenario: string | null; readonly fate: string }[];
  };
};

const nikOf = ({ now }: SessionProgress) => now?.task.nik ?? "";

test("two partners' sessions see nothing of each other, and neither's accident meets the other", async () => {
  const bank = await ground.api.open({ partnerId: "bri", scenarios: ["answer-lost"] });
  const shop = await ground.api.open({ partnerId: "pos", scenarios: ["first-payment"] });
  expect(nikOf(bank)).not.toBe(nikOf(shop));
  const shopCounter = ground.counter("pos");
  const bill = await shopCounter.inquire({ nik: nikOf(shop), months: 1 });
  if (bill.kind !== "yes") throw new Error("no bill");
  // The bank's scenario loses answers to payments; the shop's is not the bank's.
  const paid = await shopCounter.status(bill.value);
  expect(paid).toEqual({ kind: "yes", value: "not-seen" });
  const bankCounter = ground.counter("bri");
  const bankBill = await bankCounter.inquire({ nik: nikOf(bank), months: 1 });
  const how = { paidAt: instant(Date.now()), advice: false };
  expect(await shopCounter.pay(bill.value, how)).toEqual({ kind: "yes", value: "booked" });
  if (bankBill.kind !== "yes") throw new Error("no bill");
  expect((await bankCounter.pay(bankBill.value, how)).kind).toBe("unknown");
  // Another bank has no session at all.
  const stranger = ground.counter("bni");
  const strangersBill = await stranger.inquire({ nik: nikOf(bank), months: 1 });
  expect(strangersBill.kind).toBe("yes");

  const [ofBank, ofShop] = [await recordOf(bank), await recordOf(shop)];
  expect(ofBank.exchanges.map(({ fate }) => fate)).toEqual(["told", "told", "answer-lost"]);
  expect(ofShop.exchanges.map(({ fate }) => fate)).toEqual(["told", "told", "told"]);
});

test("a core that is down for one partner's scenario is up for everybody else", async () => {
  const session = await ground.api.open({ partnerId: "bri", scenarios: ["core-down"] });
  const [cut, whole] = [ground.bank("bri"), ground.bank("bni")];
  const asked = await ground.counter("bri").inquire({ nik: nikOf(session), months: 1 });
  const elsewhere = ground.file.members.filter(({ state }) => state === "active")[0]?.nik ?? "";
  const other = await ground.counter("bni").inquire({ nik: elsewhere, months: 1 });
  if (asked.kind !== "yes" || other.kind !== "yes") throw new Error("no bill");
  const how = { paidAt: instant(Date.now()), advice: false };
  expect(await ground.counter("bri").pay(asked.value, how)).toMatchObject({ kind: "yes" });
  expect(await ground.counter("bni").pay(other.value, how)).toMatchObject({ kind: "yes" });

  const stateAt = async (bank: typeof cut, { nik, reference }: { nik: string; reference: string }) => {
    const { body } = await bank.status({ customerNo: `${nik}01`, paymentRequestId: reference });
    return (body.additionalInfo as { paymentState?: string } | undefined)?.paymentState;
  };
  await expect.poll(() => stateAt(whole, other.value), { timeout: 10_000 }).toBe("active");
  expect(await stateAt(cut, asked.value)).toBe("accepted");
  await ground.api.end(session.sessionId);
});

test("a payment that comes after its scenario still counts against it", async () => {
  const { api, time } = ground;
  const counter = ground.counter("alfamart");
  const ended = await time.during(async () => {
    const opened = await api.open({ partnerId: "alfamart", scenarios: ["first-payment", "unknown-worker"] });
    const client = ground.client(counter);
    await time.during(() => serveCustomer(client, nikOf(opened), 1));
    await time.sleep(11_000);
    const next = await api.progress(opened.sessionId);
    expect([next.now?.id, failures(next)]).toEqual(["unknown-worker", []]);
    await time.during(() => serveCustomer(client, nikOf(opened), 1));
    return api.end(opened.sessionId);
  });
  expect(failures(ended)).toEqual([
    "first-payment: nothing is sent again once it is booked",
    "first-payment: no fresh payment for the same worker",
  ]);
});

test("one session at a time for a partner, unless the old one is replaced", async () => {
  const { api } = ground;
  const wish = { partnerId: "bni", scenarios: ["first-payment"] };
  const first = await api.open(wish);
  await expect(api.open(wish)).rejects.toThrow("409");
  const second = await api.open({ ...wish, replace: true });
  expect((await api.progress(first.sessionId)).state).toBe("abandoned");
  await expect(api.certificate(first.sessionId)).rejects.toThrow(
    "No certificate: the session was ended early",
  );
  await api.end(second.sessionId);
});

test("a skipped scenario is no passed one", async () => {
  const { api, time } = ground;
  const opened = await api.open({ partnerId: "bni", scenarios: ["first-payment", "answer-lost"] });
  const next = await api.skip(opened.sessionId);
  expect([next.now?.id, next.results.map(({ outcome }) => outcome)]).toEqual(["answer-lost", ["skipped"]]);
  // Nobody pays; after a quarter of an hour the session is over.
  await time.during(() => time.sleep(901_000));
  const ended = await api.progress(opened.sessionId);
  expect([ended.state, ended.results.at(-1)?.outcome]).toEqual(["finished", "failed"]);
  expect(ended.noCertificateBecause).toBe("not every mandatory scenario was asked for");
});

test("what a session is asked for is looked at", async () => {
  const { api } = ground;
  await expect(api.open({ partnerId: "nobody" })).rejects.toThrow("404");
  await expect(api.open({ partnerId: "bri", scenarios: ["reversal"] })).rejects.toThrow("400");
  await expect(api.open({ partnerId: "faspay" })).rejects.toThrow("409");
  await expect(api.open({ partnerId: "bri", timeScale: 0 })).rejects.toThrow("400");
  await expect(api.progress("no-such-session")).rejects.toThrow("404");
});

test("a bank of the BCA kind is judged by the flags of its repeats", async () => {
  const wish = { partnerId: "bca", scenarios: ["first-payment", "request-lost", "answers-lost-twice"] };
  const ended = await ground.play(wish, ground.client(ground.counter("bca")));
  expect([ended.results.map(({ outcome }) => outcome), failures(ended)]).toEqual([
    ["passed", "passed", "passed"],
    [],
  ]);
});

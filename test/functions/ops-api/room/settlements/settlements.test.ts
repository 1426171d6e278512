import { afterAll, beforeAll, expect, it } from "vitest";
import { madePayment } from "../../../../../infra/cli/settlement/made-payment.ts";
import { businessDate } from "../../../../../shared/calendar/calendar.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { at, DAY, settlementWorld } from "../../../../settlement/settlement-world.ts";
import { consoleDesk } from "../console-desk.ts";

let table: TestLedger;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
beforeAll(async () => {
  table = await startTestLedger();
  desk = await consoleDesk(table);
  desk.world.businessNow = at("2026-11-27T16:00:00+07:00");
});
afterAll(() => table.stop());

const NOON = at("2026-11-26T12:00:00+07:00");

/** A partner with a day of four lines: one agrees, one is twice, one only theirs, and one payment is only ours. */
async function partnerWithDay() {
  const world = await settlementWorld(table, { filesFrom: businessDate("2026-11-20") });
  const { partnerId } = world;
  const made = (reference: string) => madePayment({ partnerId, reference, receivedAt: NOON });
  await world.put(made("AGREED"), made("OURS-ALONE"));
  const line = (reference: string) =>
    ({ type: "payment", reference, amountRupiah: 8_400, paidAt: NOON }) as const;
  await world.hand(world.file([line("AGREED"), line("=cmd|<b>x"), line("AGREED")]));
  await world.drain();
  return world;
}

it("shows each partner's dates as a calendar: what adds up, what does not, what is late", async () => {
  const { partnerId } = await partnerWithDay();
  const viewer = await desk.person("vera", "viewer");
  const all = await viewer.get("/settlements");
  expect(all.status).toBe(200);
  expect(all.words).toMatch(/Business dates 2026-11-14 - 2026-11-27/);
  expect(all.text).toMatch(
    new RegExp(`href="/ops/settlements/${partnerId}/${DAY}"[^>]*><span class="badge warn">3 to look at`),
  );
  const own = await viewer.get(`/settlements?partner=${partnerId}&until=2026-11-26`);
  expect(own.words).toMatch(/2026-11-26 3 to look at 3 1 Rp25\.200 Rp16\.800/);
  expect(own.words).toMatch(/2026-11-25 late/);
  expect((await viewer.get("/settlements?partner=nobody9")).words).toContain(
    "This partner is not registered.",
  );
});

it("shows a day that adds up both ways, with every difference, its payment and the way to its correction", async () => {
  const { partnerId } = await partnerWithDay();
  const operator = await desk.person("oki", "operator");
  const { words, text } = await operator.get(`/settlements/${partnerId}/${DAY}`);
  for (const row of [
    "Matched 1 Rp8.400 Rp8.400 Rp0",
    "Ours only 1 Rp0 Rp8.400 Rp8.400",
    "Theirs only 1 Rp8.400 Rp0 -Rp8.400",
    "Twice in the file 1 Rp8.400 Rp0 -Rp8.400",
    "Total 4 Rp25.200 Rp16.800 -Rp8.400",
  ]) {
    expect(words).toContain(row);
  }
  expect(text).toContain(`/ops/payments/${partnerId}/OURS-ALONE`);
  expect(text).toContain("=cmd|&lt;b&gt;x");
  expect(text).not.toContain("<b>x");
  expect(text.match(/\/ops\/corrections\/new\?difference=/g)).toHaveLength(1);
  const viewer = await desk.person("vera", "viewer");
  const narrowed = await viewer.get(`/settlements/${partnerId}/${DAY}?class=ours-only`);
  expect(narrowed.text).toContain("OURS-ALONE");
  expect(narrowed.text).not.toContain("=cmd|");
  expect(narrowed.text).not.toContain("/ops/corrections/new");
});

it("shows what was booked since as that, and offers its correction no more", async () => {
  const world = await partnerWithDay();
  const { partnerId } = world;
  await world.put(madePayment({ partnerId, reference: "=cmd|<b>x", receivedAt: NOON }));
  const operator = await desk.person("oki", "operator");
  const { words, text } = await operator.get(`/settlements/${partnerId}/${DAY}`);
  expect(words).toMatch(/Theirs only =cmd\|&lt;b&gt;x 4 Rp8\.400 Rp0 never reached us .*booked since/);
  expect(text).not.toContain("/ops/corrections/new?difference=");
  const { body } = await operator.call("GET", `/settlements/${partnerId}/${DAY}/differences`);
  const booked = body.differences.map(({ bookedAs }: { bookedAs: string | null }) => bookedAs);
  expect(booked).toEqual([null, `${partnerId}#=cmd|<b>x`, null]);
  const csv = await operator.get(`/settlements/${partnerId}/${DAY}/differences.csv`);
  expect(csv.text).toContain(`,${partnerId}#=cmd|<b>x`);
});

it("gives statement and differences as CSV in which nothing runs as a formula", async () => {
  const { partnerId } = await partnerWithDay();
  const viewer = await desk.person("vera", "viewer");
  const statement = await viewer.get(`/settlements/${partnerId}/${DAY}/statement.csv`);
  expect(statement.headers["content-disposition"]).toContain(`kanal-${partnerId}-${DAY}-statement.csv`);
  expect(statement.text).toContain("total,Jumlah,Total,4,25200,16800");
  const differences = await viewer.get(`/settlements/${partnerId}/${DAY}/differences.csv`);
  expect(differences.text).toContain("'=cmd|<b>x");
  expect((await viewer.get(`/settlements/${partnerId}/2026-11-20/statement.csv`)).status).toBe(404);
});

it("tells of a refused file its line and reason, and of a day without one what is due", async () => {
  const world = await settlementWorld(table, { filesFrom: businessDate("2026-11-20") });
  const { partnerId } = world;
  const sound = world.file([{ type: "payment", reference: "A", amountRupiah: 8_400, paidAt: NOON }]);
  await world.hand(sound.replace("8400", "84x0"));
  const viewer = await desk.person("vera", "viewer");
  const { words } = await viewer.get(`/settlements/${partnerId}/${DAY}`);
  expect(words).toMatch(
    /file\.csv was refused whole; nothing has changed\. Line \d+: The amount is not whole rupiah/,
  );
  expect((await viewer.get(`/settlements/${partnerId}/2026-11-27`)).words).toContain("Due by");
  for (const path of [`${partnerId}/yesterday`, `nobody9/${DAY}`]) {
    expect((await viewer.get(`/settlements/${path}`)).status).toBe(404);
  }
});

it("says the same to programs", async () => {
  const { partnerId } = await partnerWithDay();
  const viewer = await desk.person("vera", "viewer");
  const list = await viewer.call("GET", `/settlements?partner=${partnerId}&from=2026-11-25&to=2026-11-26`);
  expect(list.body.settlements.map(({ state }: { state: string }) => state)).toEqual(["reconciled", "late"]);
  const day = await viewer.call("GET", `/settlements/${partnerId}/${DAY}`);
  expect(day.body.statement.at(-1)).toMatchObject({ row: "total", theirsRupiah: 25_200, oursRupiah: 16_800 });
  const { body } = await viewer.call("GET", `/settlements/${partnerId}/${DAY}/differences?class=theirs-only`);
  expect(body.differences).toHaveLength(1);
  expect(body.differences[0]).not.toHaveProperty("memberKey");
  expect((await viewer.call("GET", "/settlements?from=soon")).status).toBe(400);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madePayment } from "../../infra/cli/settlement/made-payment.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import { formsOf } from "../../shared/settlement/ready-forms.ts";
import { refusalInWords } from "../../shared/settlement/refusal.ts";
import { takeInFile } from "../../shared/settlement/take-in-file.ts";
import { type WrittenLine, writtenFile } from "../../shared/settlement/write-file.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { at, DAY, type SettlementWorld, settlementWorld } from "./settlement-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = at("2026-11-26T12:00:00+07:00");
const line = (reference: string, more: Partial<WrittenLine> = {}): WrittenLine => ({
  ...{ type: "payment", reference, amountRupiah: 8_400, paidAt: NOON },
  ...more,
});
const LINES = [line("A"), line("B"), line("C", { type: "reversal" })];
/** A text with its nth line (from 1) replaced. */
const withLine = (text: string, number: number, other: string) =>
  text
    .split("\n")
    .with(number - 1, other)
    .join("\n");

describe("a file that is not sound is refused whole, with the line and the reason", () => {
  test.each<[string, (text: string) => string | Buffer, number, string]>([
    ["a picture", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 1, "not-a-settlement-file"],
    ["an empty file", () => "", 1, "not-a-settlement-file"],
    ["somebody's letter", () => "Dengan hormat,\nterlampir\n", 1, "not-a-settlement-file"],
    ["other columns", (text) => withLine(text, 2, "reference,amount"), 2, "not-a-settlement-file"],
    ["another day's heading", (text) => text.replace("2026-11-26", "2026-11-25"), 1, "date-differs"],
    ["a file that breaks off", (text) => text.slice(0, text.indexOf("TRAILER")), 0, "truncated"],
    ["half a line at its end", (text) => text.slice(0, text.indexOf("TRAILER") - 20), 5, "cell-count"],
    ["a line that got lost", (text) => text.split("\n").toSpliced(2, 1).join("\n"), 5, "count-differs"],
    ["an amount that was changed", (text) => text.replace("A,8400", "A,9400"), 6, "total-differs"],
    ["a line after the trailer", (text) => `${text}PAYMENT,Z,8400,,,,,\n`, 7, "after-the-trailer"],
    ["sen", (text) => text.replace("B,8400", "B,8400.50"), 4, "amount-malformed"],
    ["a sign", (text) => text.replace("B,8400", "B,-8400"), 4, "amount-malformed"],
    ["a type nobody agreed", (text) => text.replace("REVERSAL,", "REFUND,"), 5, "type-unknown"],
    ["no reference", (text) => text.replace(",B,", ",,"), 4, "reference-malformed"],
    [
      "a day that does not exist",
      (text) => text.replace("2026-11-26T12", "2026-11-31T12"),
      3,
      "time-malformed",
    ],
    ["a column too few", (text) => text.replace(",B,8400", ",B"), 4, "cell-count"],
    ["an open quotation", (text) => text.replace(",B,", ',"B,'), 4, "quote-open"],
    ["a control character", (text) => text.replace(",B,", ",B\u0007,"), 4, "not-text"],
    [
      "bytes that are no UTF-8",
      (text) => Buffer.from(text.replace(",B,", ",\u00e9,"), "latin1"),
      4,
      "not-text",
    ],
    ["an endless line", (text) => withLine(text, 4, "x".repeat(20_000)), 4, "line-too-long"],
  ])("%s", async (_, change, lineNumber, reason) => {
    const world = await settlementWorld(engine);
    const text = change(world.file(LINES));
    expect(await world.hand(text)).toBe("refused");
    const settlement = await world.day();
    expect(settlement.state).toBe("refused");
    expect(settlement.refusal).toMatchObject({ line: lineNumber, reason, name: "file.csv" });
    expect(world.errands).toEqual([]);
  });
});

test("a refused file is an open failure that a sound one closes, and changes nothing that an earlier one found", async () => {
  const world = await settlementWorld(engine);
  const mine = async () =>
    (await openFailures(world.ledger)).filter(({ subject }) => subject.id.includes(world.partnerId));
  await world.put(madePayment({ partnerId: world.partnerId, reference: "A", receivedAt: NOON }));
  await world.hand("rubbish\n", "first.csv");
  expect(await mine()).toMatchObject([
    { cause: "settlement-file-refused", reason: expect.stringMatching(/^Line 1: /) },
  ]);

  await world.hand(world.file([line("A")]), "second.csv");
  await world.drain();
  expect(await mine()).toEqual([]);
  const sound = await world.day();
  expect(sound).toMatchObject({ state: "reconciled", refusal: null });

  world.moveTo("2026-11-27T10:00:00+07:00");
  await world.hand("rubbish again\n", "third.csv");
  const after = await world.day();
  expect(after).toMatchObject({ state: "reconciled", refusal: { name: "third.csv", line: 1 } });
  expect(after.collected).toEqual(sound.collected);
});

test("a file that was refused for its form is taken in, unchanged, once the partner's terms fit it", async () => {
  const world = await settlementWorld(engine, { files: "bank" });
  const kanal = { ...world.profile, settlement: { ...world.profile.settlement, files: "kanal" } } as const;
  const [form] = formsOf(kanal.settlement);
  const text = form ? [...writtenFile(form, DAY, LINES)].join("") : "";
  expect(await world.hand(text)).toBe("refused");
  expect(await world.hand(text)).toBe("known");
  await putPartner(world.ledger, kanal);
  expect(await world.hand(text)).toBe("taken-in");
  await world.drain();
  expect(await world.day()).toMatchObject({ state: "reconciled", refusal: null, files: 1 });
  const open = await openFailures(world.ledger);
  expect(open.filter(({ subject }) => subject.id.includes(world.partnerId))).toEqual([]);
});

test("a refusal is no news once a later file is sound, and stays one when an earlier file is", async () => {
  const open = async (world: SettlementWorld) =>
    (await openFailures(world.ledger)).filter(({ subject }) => subject.id.includes(world.partnerId));
  const overtaken = await settlementWorld(engine);
  const rubbish = await overtaken.lay("rubbish\n", "one.csv");
  overtaken.moveTo("2026-11-27T09:05:00+07:00");
  await overtaken.hand(overtaken.file(LINES), "two.csv");
  expect(await takeInFile(overtaken.deps, rubbish)).toBe("refused");
  expect([(await overtaken.day()).refusal, await open(overtaken)]).toEqual([null, []]);

  const standing = await settlementWorld(engine);
  const early = await standing.lay(standing.file(LINES), "one.csv");
  standing.moveTo("2026-11-27T09:05:00+07:00");
  await standing.hand("rubbish\n", "two.csv");
  expect(await takeInFile(standing.deps, early)).toBe("taken-in");
  expect((await standing.day()).refusal).toMatchObject({ name: "two.csv" });
  expect(await open(standing)).toMatchObject([{ cause: "settlement-file-refused" }]);
});

test("a suspect file and a file of collected money end each their own refusal", async () => {
  const world = await settlementWorld(engine, { files: "minimarket" });
  const open = async () =>
    (await openFailures(world.ledger)).filter(({ subject }) => subject.id.includes(world.partnerId)).length;
  await world.hand("rubbish\n", "SUCCESS.csv");
  const suspect = world.file([line("S")], "SUSPECT.csv");
  await world.hand(suspect, "SUSPECT.csv");
  expect([(await world.day()).state, await open()]).toEqual(["refused", 1]);
  await world.hand(world.file([line("A")], "SUCCESS.csv"), "SUCCESS.csv");
  await world.hand("rubbish\n", "SUSPECT.csv");
  expect(await open()).toBe(1);
  await world.hand(world.file([line("T")], "SUSPECT.csv"), "SUSPECT.csv");
  expect([(await world.day()).refusal, await open()]).toEqual([null, 0]);
});

test("a file for a day that has not come, or with a name that fits no form, is refused unread", async () => {
  const world = await settlementWorld(engine, { files: "minimarket" });
  const tomorrow = businessDate("2026-11-28");
  expect(await world.hand("x", "SUCCESS.csv", tomorrow)).toBe("refused");
  expect((await world.day(tomorrow)).refusal).toMatchObject({ reason: "date-in-future", line: 0 });
  expect(await world.hand("x", "summary.csv")).toBe("refused");
  expect((await world.day()).refusal).toMatchObject({ reason: "no-form-fits", line: 0 });
});

test.each(["readme.txt", "nobody/2026-11-26/x.csv", "shop/2026-02-30/x.csv"])(
  "an object at %s is nobody's file: ops are told, by a hash of its name",
  async (objectKey) => {
    const world = await settlementWorld(engine);
    const { takeInFile } = await import("../../shared/settlement/take-in-file.ts");
    const before = await openFailures(world.ledger);
    expect(await takeInFile(world.deps, { bucket: "b", objectKey, etag: "e" })).toBe("stray");
    const opened = (await openFailures(world.ledger)).filter(
      ({ failureId }) => !before.some((each) => each.failureId === failureId),
    );
    expect(opened).toMatchObject([
      { cause: "message-unreadable", subject: { id: expect.stringMatching(/^settlement-object:/) } },
    ]);
    expect(JSON.stringify(opened)).not.toContain(objectKey);
  },
);

test("quotation marks, CRLF and a mark of the byte order do no harm", async () => {
  const world = await settlementWorld(engine);
  await world.put(madePayment({ partnerId: world.partnerId, reference: 'A "1", x', receivedAt: NOON }));
  const text = world.file([line('A "1", x')]);
  expect(text).toContain('"A ""1"", x"');
  expect(await world.hand(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toBe("taken-in");
  await world.drain();
  expect((await world.day()).collected?.totals).toEqual({
    matched: { count: 1, theirsRupiah: 8_400, oursRupiah: 8_400 },
  });
});

test("a refusal is told in both languages", () => {
  expect(refusalInWords({ line: 17, reason: "amount-malformed" })).toEqual({
    indonesia: "Baris 17: Jumlah bukan rupiah bulat dalam bentuk yang disepakati",
    english: "Line 17: The amount is not whole rupiah in the form agreed",
  });
  expect(refusalInWords({ line: 0, reason: "truncated" }).english).toBe(
    "The file breaks off: it has no trailer",
  );
});

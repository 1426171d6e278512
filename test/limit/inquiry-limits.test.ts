import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { FISHER, paymentWorld } from "../payment/payment-world.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const terms = placeOf("BRILINK", {
  lookups: { perNumberAndDay: 2, perFamilyAndDay: 1_000, perTillAndHour: 1_000 },
});

it("an inquiry asked again under its id is the same question and is not counted again", async () => {
  const world = await paymentWorld(table);
  await world.register(FISHER);
  const ask = (inquiryId: string) => world.inquire({ terms, inquiryId });
  expect(await ask("LIMIT-A")).toMatchObject({ kind: "quoted", repeated: false });
  for (let again = 0; again < 3; again++) {
    expect(await ask("LIMIT-A")).toMatchObject({ kind: "quoted", repeated: true });
  }
  expect(await ask("LIMIT-B")).toMatchObject({ kind: "quoted", repeated: false });
  expect(await ask("LIMIT-C")).toEqual({
    kind: "refused",
    reason: "too-many-requests",
    retryAfterSeconds: 14 * 3600,
  });
  // What was quoted before stands, limit or not.
  expect(await ask("LIMIT-A")).toMatchObject({ kind: "quoted", repeated: true });
});

it("a refused question leaves no quote: its id is free for tomorrow", async () => {
  const world = await paymentWorld(table);
  await world.register(FISHER);
  const once = placeOf("BRILINK", { lookups: { ...terms.lookups, perNumberAndDay: 1 } as never });
  await world.inquire({ terms: once, inquiryId: "LIMIT-D" });
  expect(await world.inquire({ terms: once, inquiryId: "LIMIT-E" })).toMatchObject({
    reason: "too-many-requests",
  });
  expect(await table.ledger.read({ PK: "QUOTE#bri#LIMIT-E", SK: "QUOTE" })).toBeUndefined();
});

it("an inquiry is one Query and one transaction, whether the number is anybody's or not", async () => {
  const world = await paymentWorld(table);
  await world.register(FISHER);
  table.takeCalls();
  await world.inquire({ nik: "9999990101700009" as never });
  expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
  await world.inquire();
  expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
});

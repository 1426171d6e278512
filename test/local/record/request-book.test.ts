import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openDurableStore } from "../../../infra/local/durable-store.ts";
import type { PartnerRequest } from "../../../infra/local/sandbox/record/partner-request.ts";
import { openRequestBook, REQUESTS_MAX } from "../../../infra/local/sandbox/record/request-book.ts";
import { shownId } from "../../../infra/local/sandbox/record/shown-id.ts";
import { dataFolder } from "../../engine/data-folder.ts";

const folder = dataFolder("book");
afterAll(() => rmSync(folder, { recursive: true }));

const request = (partnerId: string, reference: string, more: Partial<PartnerRequest> = {}) => ({
  ...{ at: 1, partnerId, reference, isVerified: true, service: "payment", asked: "POST /x", code: "2002500" },
  ...{ status: 200, outcome: { indonesia: "Sukses", english: "Success" }, durationMs: 3, bodySha256: "00" },
  isRepeat: false,
  ...more,
});

it("keeps the last 200 requests of each partner, and no other partner's in their place", () => {
  const store = openDurableStore(join(folder, "bounded.db"));
  const book = openRequestBook(store);
  book.add(request("bni", "B-1"));
  for (let n = 0; n < REQUESTS_MAX + 120; n++) book.add(request("bri", `A-${n}`));
  expect(book.of("bri").length).toBe(REQUESTS_MAX);
  expect(book.of("bri")[0]?.reference).toBe(`A-${REQUESTS_MAX + 119}`);
  expect(book.of("bni").map(({ reference }) => reference)).toEqual(["B-1"]);
  const rows = store.db.prepare("SELECT count(*) AS n FROM partner_requests").get()?.n;
  expect(Number(rows)).toBeLessThanOrEqual(REQUESTS_MAX + 51);
  store.close();
});

it("outlives the gateway; the text that was compared does not", () => {
  const file = join(folder, "kept.db");
  const explanation = { verdict: "signature-wrong", indonesia: "i", english: "e", stringToSign: "POST:/x:y" };
  const before = openDurableStore(file);
  const book = openRequestBook(before);
  book.add(request("bri", "A-1", { status: 401, isVerified: false, explanation }));
  expect(book.of("bri")[0]?.explanation).toEqual(explanation);
  before.close();
  book.add(request("bri", "A-2"));

  const after = openDurableStore(file);
  const [kept] = openRequestBook(after).of("bri");
  expect(kept?.explanation).toEqual({ verdict: "signature-wrong", indonesia: "i", english: "e" });
  after.close();
});

it("counts attempts by reference and service; a refused one before is no repeat", () => {
  const store = openDurableStore(join(folder, "attempts.db"));
  const book = openRequestBook(store);
  book.add(request("bri", "A-1", { status: 401 }));
  book.add(request("bri", "A-1"));
  book.add(request("bri", "A-1"));
  book.add(request("bri", "A-1", { service: "status" }));
  book.add(request("bri", "A-1", { service: "status" }));
  expect(book.of("bri").map(({ attempt, isRepeat }) => [attempt, isRepeat])).toEqual([
    [2, false],
    [1, false],
    [3, true],
    [2, false],
    [1, false],
  ]);
  store.close();
});

it.each([
  ["INQ-20261120-091405-000431", "INQ-20261120-091405-000431"],
  ["9999995207900002", "9999********0002"],
  ["pay-3174012508950001-x", "pay-3174********0001-x"],
  [`a\u0000b\u00e9${"x".repeat(100)}`, `a?b?${"x".repeat(76)}...`],
  ["e3b0c44298fc1c149afbf4c8996fb924", "e3b0c44298fc1c149afbf4c8996fb924"],
])("shows %j as %j", (text, shown) => expect(shownId(text)).toBe(shown));

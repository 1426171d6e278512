import { expect, it } from "vitest";
import { noteSkew } from "../../functions/note-skew.ts";
import type { RequestLine } from "../../functions/request-log.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { bank, inquiryBody } from "./partner-api/bank.ts";

it.each([
  [90_000, { skewSeconds: 90, partnerClock: "ahead" }],
  [-90_000, { skewSeconds: 90, partnerClock: "behind" }],
  [-400, { skewSeconds: 0 }],
  [undefined, {}],
])("%s ms from ours", (offMs, noted) => {
  const line: Partial<RequestLine> = {};
  noteSkew(
    line,
    offMs === undefined ? undefined : instant(1_000_000_000_000 + offMs),
    instant(1_000_000_000_000),
  );
  expect(line).toEqual(noted);
});

it("tells how far the clock of a bank is off that is refused for it, and nothing of a caller whose signature is not genuine", async () => {
  const bri = await bank();
  await bri.askToken();
  const late = { timestamp: "2026-11-20T09:50:00+07:00" };
  await bri.inquire(inquiryBody(), late);
  await bri.inquire(inquiryBody(), { ...late, secret: "another's" });
  await bri.askToken(late);
  const told = bri.lines.map(({ operation, responseCode, skewSeconds, partnerClock }) => [
    ...[operation, responseCode.slice(0, 3), skewSeconds, partnerClock],
  ]);
  expect(told).toEqual([
    ["snap.token", "200", 0, undefined],
    ["snap.token", "200", 0, undefined],
    ["snap.inquiry", "401", 600, "behind"],
    ["snap.inquiry", "401", undefined, undefined],
    ["snap.token", "401", 600, "behind"],
  ]);
});

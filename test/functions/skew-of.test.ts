import { expect, it } from "vitest";
import { skewOf } from "../../functions/skew-of.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { startTestLedger } from "../engine/test-ledger.ts";
import { insuredBank } from "./partner-api/insured-bank.ts";

const NOW = instant(Date.parse("2026-11-20T10:00:00+07:00"));
const created = (seconds: number) => `sig1=("@method" "@path");created=${seconds};keyid="k"`;

it.each([
  ["x-timestamp", "2026-11-20T10:01:30+07:00", 90],
  ["x-timestamp", "2026-11-20T09:58:30+07:00", 90],
  ["x-timestamp", "2026-11-20T10:00:00.400+07:00", 0],
  ["signature-input", created(NOW / 1000 - 45), 45],
  ["x-something", "else", Number.NaN],
])("%s: %s", (name, value, seconds) => {
  expect(skewOf(new Map([[name, value]]), NOW)).toBe(seconds);
});

it("is told of a payment that is genuinely signed too late, and not of a caller whose signature is not genuine", async () => {
  const engine = await startTestLedger();
  try {
    const bri = await insuredBank(engine);
    const payment = await bri.quotedPayment();
    await bri.pay(payment, { timestamp: "2026-11-20T09:50:00+07:00" });
    await bri.pay(payment, { timestamp: "2026-11-20T09:50:00+07:00", secret: "another's" });
    const told = bri.lines.slice(-2).map(({ partnerId, skewSeconds }) => [partnerId, skewSeconds]);
    expect(told).toEqual([
      ["bri", 600],
      ["bri", undefined],
    ]);
  } finally {
    await engine.stop();
  }
});

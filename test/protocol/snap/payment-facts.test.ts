import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  businessDate,
  instant,
  monthOf,
  shiftMonth,
} from "../../../shared/calendar/calendar.ts";
import type { MemberKey } from "../../../shared/member/member.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { AcceptedPayment } from "../../../shared/payment/payment.ts";
import { paymentKeyOf } from "../../../shared/payment/payment-key.ts";
import { paymentFacts } from "../../../shared/protocol/snap/payment-facts.ts";
import { proofCodeOf } from "../../../shared/receipt/proof-code.ts";
import { BRI, BRI_SNAP } from "./bri-profile.ts";

const ANCHOR = businessDate("2026-11-20");
const months = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    month: shiftMonth(monthOf(ANCHOR), index),
    from: addMonths(ANCHOR, index),
    to: addDays(addMonths(ANCHOR, index + 1), -1),
    lines: [],
    amount: rupiah(8_400),
  }));

const paid = (more: Partial<AcceptedPayment>): AcceptedPayment => ({
  state: "accepted",
  partnerId: BRI.partnerId,
  reference: "P-1",
  paymentKey: paymentKeyOf(BRI.partnerId, "P-1"),
  receivedAt: instant(0),
  businessDate: ANCHOR,
  channel: "BRILINK",
  inquiryId: "P-1",
  amountRupiah: rupiah(8_400),
  echo: {},
  memberKey: "m" as MemberKey,
  gatewayReference: "JVJMCR90R4HYA4CJPH4PBG50SQ",
  maskedName: "S*** R*****",
  maskedNik: "************0001",
  payer: "SELF",
  programmes: ["JKK", "JKM"],
  months: months(1),
  feeRupiah: rupiah(2_500),
  creditUsedRupiah: rupiah(0),
  creditGivenRupiah: rupiah(0),
  advised: false,
  coversToday: true,
  monthsToCoverToday: 1,
  inForceFrom: instant(0),
  runAfter: null,
  activatedAt: null,
  review: null,
  ...more,
});

interface Facts {
  readonly billDetails: readonly {
    readonly billNo: string;
    readonly billAmount: { readonly value: string };
  }[];
  readonly freeTexts: readonly Record<"english" | "indonesia", string>[];
  readonly paidAmount: { readonly value: string };
}
const factsOf = (more: Partial<AcceptedPayment>) => paymentFacts(paid(more), BRI_SNAP) as unknown as Facts;

describe("what a payment says of itself", () => {
  it("ends with the code by which the worker proves it, the same on every answer", () => {
    const code = proofCodeOf("JVJMCR90R4HYA4CJPH4PBG50SQ");
    expect(factsOf({}).freeTexts.at(-1)).toEqual({
      english: `Proof code ${code}`,
      indonesia: `Kode bukti ${code}`,
    });
    expect(factsOf({ state: "active", activatedAt: instant(1) })).toEqual(factsOf({}));
  });

  it.each([
    ["one month", {}],
    ["a year", { months: months(12), amountRupiah: rupiah(100_800) }],
    ["with credit", { creditUsedRupiah: rupiah(5_000), amountRupiah: rupiah(3_400) }],
    ["with money that waits", { creditGivenRupiah: rupiah(600), amountRupiah: rupiah(9_000) }],
    ["only money that waits", { state: "credited", months: [], creditGivenRupiah: rupiah(8_400) }],
  ] as const)(
    "snap-bi 8.22: %s: bills add up to what was paid, and every text fits 32 characters",
    (_what, more) => {
      const { billDetails, freeTexts, paidAmount } = factsOf(more);
      const sum = billDetails.reduce((total, { billAmount }) => total + Number(billAmount.value), 0);
      expect(sum).toBe(Number(paidAmount.value));
      for (const text of freeTexts.flatMap(Object.values)) expect(text.length, text).toBeLessThanOrEqual(32);
    },
  );

  it("says that money waits when it bought no month", () => {
    const { freeTexts } = factsOf({ state: "credited", months: [], creditGivenRupiah: rupiah(8_400) });
    expect(freeTexts[0]?.indonesia).toBe("Disimpan untuk bulan berikutnya");
  });
});

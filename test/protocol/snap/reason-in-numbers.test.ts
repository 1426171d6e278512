import { describe, expect, it } from "vitest";
import { instant } from "../../../shared/calendar/calendar.ts";
import { answerRow } from "../../../shared/protocol/snap/failure.ts";
import {
  INQUIRY_ROWS,
  PAYMENT_ROWS,
  rowOfInquiry,
  rowOfPayment,
  rowOfStatus,
} from "../../../shared/protocol/snap/outcome-table.ts";
import { BRI_SNAP } from "./bri-profile.ts";

const OPENS_AT = instant(Date.parse("2026-11-21T01:30:00+07:00"));
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe("a reason with a number in it", () => {
  it.each(COUNTS)(
    "domain case 20: tells the cashier which count of months the place can take: %i",
    (months) => {
      const low = rowOfInquiry(
        { kind: "refused", reason: "below-floor", monthsToReachFloor: months },
        BRI_SNAP,
      );
      const high = rowOfInquiry(
        { kind: "refused", reason: "above-ceiling", monthsUnderCeiling: months },
        BRI_SNAP,
      );
      for (const { reason } of [low, high]) {
        for (const text of [reason.english, reason.indonesia]) {
          expect(text).toContain(` ${months} `);
          expect(text.length).toBeLessThanOrEqual(64);
        }
      }
      expect([low.code, high.code]).toEqual(["404xx13", "403xx02"]);
    },
  );

  it("falls back to the row's own where no count helps", () => {
    const none = { kind: "refused", reason: "below-floor", monthsToReachFloor: undefined } as const;
    expect(rowOfInquiry(none, BRI_SNAP)).toEqual(INQUIRY_ROWS["below-floor"]);
  });

  it("says until when the service is closed, at the inquiry, the payment and its status", () => {
    const refused = { kind: "refused", reason: "service-closed", opensAt: OPENS_AT } as const;
    const inquiry = rowOfInquiry({ ...refused, retryAfterSeconds: 60 }, BRI_SNAP);
    const payment = { state: "refused", reason: "service-closed", opensAt: OPENS_AT } as never;
    const paid = rowOfPayment({ kind: "refused", payment, replayed: true }, BRI_SNAP);
    expect([inquiry.code, inquiry.flag, paid.code, paid.flag]).toEqual(["403xx06", "01", "403xx06", "01"]);
    const reason = { english: "Closed until 01:30 WIB", indonesia: "Tutup sampai pukul 01:30 WIB" };
    expect([inquiry.reason, paid.reason]).toEqual([reason, reason]);
    expect(rowOfStatus({ kind: "found", payment }).reason).toEqual(reason);
    expect(answerRow("payment", paid, OPENS_AT).body.responseMessage).toBe(
      "Feature Not Allowed At This Time. [Closed until 01:30 WIB]",
    );
  });

  it("design 5.1: money that is undecided is neither given back nor taken for booked: 5xx without a flag", () => {
    const row = rowOfPayment({ kind: "undecided", because: "price-differs" }, BRI_SNAP);
    expect(row).toBe(PAYMENT_ROWS.undecided);
    const { status, body } = answerRow("payment", row, OPENS_AT);
    expect([status, body.responseCode, body.virtualAccountData]).toEqual([500, "5002500", undefined]);
  });
});

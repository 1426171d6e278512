import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { eventOfRecord } from "../../functions/event-of-record.ts";
import { businessDate, contributionMonth, instant } from "../../shared/calendar/calendar.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { failureOf } from "../../shared/failure/failure.ts";
import { openFailureItem } from "../../shared/failure/failure-item.ts";
import type { LedgerItem } from "../../shared/ledger/write.ts";
import { MemberKey } from "../../shared/member/member.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import type { AcceptedPayment } from "../../shared/payment/payment.ts";
import { paymentItem } from "../../shared/payment/payment-item.ts";

const AT = instant(Date.parse("2026-11-20T03:00:00.250Z"));

const accepted: AcceptedPayment = {
  state: "accepted",
  partnerId: PartnerId.parse("bri"),
  reference: "R-1",
  paymentKey: "bri#R-1" as PaymentKey,
  channel: "BRILINK",
  inquiryId: "R-1",
  memberKey: MemberKey.parse("m".repeat(43)),
  amountRupiah: rupiah(8_400),
  receivedAt: AT,
  businessDate: businessDate("2026-11-20"),
  echo: { referenceNo: "700112" },
  gatewayReference: "G1",
  maskedName: "B*** S******",
  maskedNik: "************0001",
  payer: "SELF",
  programmes: ["JKK", "JKM"],
  months: [
    {
      month: contributionMonth("2026-11"),
      from: businessDate("2026-11-20"),
      to: businessDate("2026-12-19"),
      amount: rupiah(8_400),
      lines: [{ programme: "JKK", full: rupiah(10_000), amount: rupiah(5_000), legalBasis: "PP 50/2025" }],
    },
  ],
  feeRupiah: rupiah(2_500),
  coversToday: true,
  monthsToCoverToday: 1,
  inForceFrom: AT,
  creditUsedRupiah: rupiah(0),
  creditGivenRupiah: rupiah(0),
  advised: false,
  runAfter: { anchor: businessDate("2026-11-20"), sliceCount: 1 },
  review: null,
  activatedAt: null,
};
const active: AcceptedPayment = { ...accepted, state: "active", activatedAt: instant(AT + 900) };

/** A stream record as AWS and the embedded engine write it. */
function record(before: LedgerItem | undefined, after: LedgerItem | undefined): DynamoDBRecord {
  const image = (item: LedgerItem | undefined) =>
    item &&
    (marshall({ ...item }, { removeUndefinedValues: true }) as NonNullable<
      DynamoDBRecord["dynamodb"]
    >["NewImage"]);
  return {
    eventID: "1",
    eventName: before ? "MODIFY" : "INSERT",
    eventSource: "aws:dynamodb",
    dynamodb: { SequenceNumber: "111", OldImage: image(before), NewImage: image(after) },
  };
}

const read = (before: LedgerItem | undefined, after: LedgerItem | undefined) =>
  eventOfRecord(record(before, after));

describe("a ledger change", () => {
  it("that books a payment says so with what consumers need and nothing personal, masked or not", () => {
    const reading = read(undefined, paymentItem(accepted));
    expect(reading).toMatchObject({
      kind: "event",
      event: {
        specversion: "1.0",
        type: "ContributionAccepted.v1",
        subject: "bri#R-1",
        time: "2026-11-20T10:00:00.250+07:00",
        data: { paymentKey: "bri#R-1", amountRupiah: 8_400, months: [{ month: "2026-11" }] },
      },
    });
    expect(JSON.stringify(reading)).not.toMatch(/B\*\*\*|0001|700112/);
  });

  it("that activates it says so, with an id of its own; a repeat of either has the same id", () => {
    const ids = [
      read(undefined, paymentItem(accepted)),
      read(undefined, paymentItem(accepted)),
      read(paymentItem(accepted), paymentItem(active)),
    ].map((reading) => (reading.kind === "event" ? reading.event.id : reading.kind));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("that changed nothing is silent: the embedded engine reports such writes, AWS does not", () => {
    expect(read(paymentItem(active), paymentItem(active)).kind).toBe("silent");
  });

  it("of items that are nobody's event is silent", () => {
    expect(read(undefined, { PK: "QUOTE#bri#1", SK: "QUOTE", schemaVersion: 1 }).kind).toBe("silent");
    expect(read(paymentItem(accepted), undefined).kind).toBe("silent");
  });

  it("that opens a failure says so once", () => {
    const failure = openFailureItem(
      failureOf({
        cause: "core-refused",
        subject: { kind: "payment", id: "bri#R-1" },
        reason: "closed",
        openedAt: AT,
      }),
    );
    expect(read(undefined, failure)).toMatchObject({
      kind: "event",
      event: { type: "ActivationFailed.v1", data: { cause: "core-refused", paymentKey: "bri#R-1" } },
    });
    expect(read(failure, failure).kind).toBe("silent");
  });

  it("that cannot be decoded is a value, not an exception", () => {
    const { memberKey: _, ...torn } = paymentItem(accepted);
    expect(read(undefined, torn as LedgerItem).kind).toBe("unreadable");
    expect(read(undefined, { ...paymentItem(accepted), schemaVersion: 99 }).kind).toBe("unreadable");
  });
});

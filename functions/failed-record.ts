import type { DynamoDBRecord } from "aws-lambda";
import type { Instant } from "../shared/calendar/calendar.ts";
import { type Failure, failureOf } from "../shared/failure/failure.ts";
import { rupiah } from "../shared/money/rupiah.ts";
import { PAYMENT_PREFIX } from "../shared/payment/payment-key.ts";

/**
 * The failure of a stream record of which the world was not told. It is about the payment, where the record's key names one, so that ops find the trouble under its
 * reference; otherwise about the record. Key and amount are read as they stand, because the rest may be what is broken.
 */
export function failureOfRecord(
  { eventID = "", dynamodb }: DynamoDBRecord,
  cause: "record-unreadable" | "event-not-published",
  openedAt: Instant,
): Failure {
  const partition = dynamodb?.Keys?.PK?.S ?? "";
  if (!partition.startsWith(PAYMENT_PREFIX)) {
    return failureOf({ cause, subject: { kind: "record", id: eventID }, reason: "", openedAt });
  }
  const subject = { kind: "payment", id: partition.slice(PAYMENT_PREFIX.length) } as const;
  return failureOf({ cause, subject, reason: "", openedAt, amountRupiah: amountIn(dynamodb) });
}

function amountIn(dynamodb: DynamoDBRecord["dynamodb"]) {
  try {
    const amount = dynamodb?.NewImage?.amountRupiah?.N;
    return amount === undefined ? null : rupiah(Number(amount));
  } catch {
    return null;
  }
}

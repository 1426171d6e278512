import { type AttributeValue, type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Coverage } from "../../../shared/coverage/coverage.ts";
import { COVERAGE_SORT_KEY, coverageOf } from "../../../shared/coverage/coverage-item.ts";
import { failureFrom, failureLedgerKey } from "../../../shared/failure/failure-item.ts";
import type { LedgerItem } from "../../../shared/ledger/write.ts";
import type { Payment } from "../../../shared/payment/payment.ts";
import { paymentOf } from "../../../shared/payment/payment-item.ts";

/** A month and programme in force, and for whose money. */
export interface SliceInForce {
  /** `MEMBER#...` and `SLICE#<month>#<programme>`. */
  readonly place: string;
  readonly paymentKey: string;
}

/** All that a ledger says of money: the payments, what they own, and what is in force. */
export interface LedgerBook {
  readonly payments: readonly Payment[];
  readonly coverages: readonly Coverage[];
  readonly slices: readonly SliceInForce[];
  /** Failures that wait for somebody, as cause and subject. */
  readonly failures: readonly string[];
}

const FAILURE = failureLedgerKey("");
const isFailureItem = ({ PK, SK }: LedgerItem) => PK.startsWith(FAILURE.PK) && SK === FAILURE.SK;

/** Reads a whole table, which nothing deployed ever does: for a drill, whose tables are small. */
export async function readLedgerBook(client: DynamoDBClient, table: string): Promise<LedgerBook> {
  const book = {
    payments: [] as Payment[],
    coverages: [] as Coverage[],
    slices: [] as SliceInForce[],
    failures: [] as string[],
  };
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const raw of page.Items ?? []) {
      const item = unmarshall(raw) as LedgerItem;
      if (item.PK.startsWith("PAYMENT#")) book.payments.push(paymentOf(item));
      else if (item.SK === COVERAGE_SORT_KEY) book.coverages.push(coverageOf(item));
      else if (item.SK.startsWith("SLICE#"))
        book.slices.push({ place: `${item.PK} ${item.SK}`, paymentKey: String(item.paymentKey) });
      else if (isFailureItem(item)) {
        const { status, cause, subject } = failureFrom(item);
        if (status === "open") book.failures.push(`${cause} ${subject.id}`);
      }
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return book;
}

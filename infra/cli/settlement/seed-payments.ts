import { BatchWriteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Payment } from "../../../shared/payment/payment.ts";
import { paymentItem } from "../../../shared/payment/payment-item.ts";

const PUTS_MAX = 25;
const LANES = 8;

/** Puts payments into a table as they would stand after their booking, 25 a call: to pay a hundred thousand times takes an hour. @returns how many */
export async function seedPayments(
  client: DynamoDBClient,
  table: string,
  payments: Iterable<Payment>,
): Promise<number> {
  let count = 0;
  const waiting = batchesOf(payments);
  const lane = async () => {
    for (const batch of waiting) {
      const puts = batch.map((payment) => ({ PutRequest: { Item: itemOf(payment) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
      count += batch.length;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return count;
}

/** All are nobody's, so the index from a worker to his payments is left out: it would be one partition of a million. */
function itemOf(payment: Payment) {
  const { memberPaymentsPK: _, memberPaymentsSK: __, ...item } = paymentItem(payment);
  return marshall(item, { removeUndefinedValues: true });
}

function* batchesOf(payments: Iterable<Payment>): Generator<Payment[], void, void> {
  let batch: Payment[] = [];
  for (const payment of payments) {
    batch.push(payment);
    if (batch.length < PUTS_MAX) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

import { createHash } from "node:crypto";
import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { waitAfter } from "../../shared/activation/retry-schedule.ts";
import { LedgerFault } from "../../shared/ledger/fault.ts";
import { MessageUnreadable } from "./errand-of-message.ts";

/** Trying again would end the same way for ever; the message goes to the dead letters as fast as its receives can be used up. */
function isHopeless(error: unknown): boolean {
  if (error instanceof MessageUnreadable) return true;
  return error instanceof LedgerFault && error.code === "LEDGER_ITEM_UNREADABLE";
}

/**
 * Decides when a failed message comes back. The queue counts and moves it to the dead letters itself; this only sets the wait, and if that fails
 * too, the queue's own visibility timeout holds.
 */
export function postponer(queueUrl: string) {
  const sqs = new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2_000 },
  });
  return async (record: SQSRecord, error: unknown): Promise<void> => {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    const VisibilityTimeout = isHopeless(error) ? 0 : waitAfter(attempt, spreadOf(record, attempt));
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout,
      }),
    );
  };
}

/** From 0 to 1, its own for each message and attempt. */
function spreadOf({ messageId }: SQSRecord, attempt: number): number {
  const first = createHash("sha256").update(`${messageId}\n${attempt}`).digest()[0] ?? 0;
  return first / 255;
}

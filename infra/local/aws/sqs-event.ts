import { createHash } from "node:crypto";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { LOCAL_ACCOUNT, localArn, localRegion } from "./lambda.ts";
import type { QueueMessage } from "./queue-store.ts";

/** The event with which Lambda's SQS event source calls a function. */
export function sqsEvent(queue: string, messages: readonly QueueMessage[]): SQSEvent {
  return { Records: messages.map((message) => recordOf(queue, message)) };
}

/** Names one receive of a message; a handle of an earlier receive is not the same. */
function receiptHandleOf({ id, receiveCount }: QueueMessage): string {
  return Buffer.from(`${id}#${receiveCount}`).toString("base64");
}

/** The message that a receipt handle is about. */
export function messageIdOf(receiptHandle: string): string {
  return Buffer.from(receiptHandle, "base64").toString("utf8").split("#")[0] ?? "";
}

function recordOf(queue: string, message: QueueMessage): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: receiptHandleOf(message),
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: LOCAL_ACCOUNT,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      ...(message.deadLetterSource && {
        DeadLetterQueueSourceArn: localArn("sqs", message.deadLetterSource),
      }),
    },
    messageAttributes: {},
    md5OfBody: createHash("md5").update(message.body).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: localArn("sqs", queue),
    awsRegion: localRegion(),
  };
}

import { createHash } from "node:crypto";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { LOCAL_ACCOUNT, localArn, localRegion } from "./lambda.ts";
import type { QueueMessage } from "./queue-store.ts";

/** The event with which Lambda's SQS event source calls a function. */
export function sqsEvent(queue: string, messages: readonly QueueMessage[]): SQSEvent {
  return { Records: messages.map((message) => recordOf(queue, message)) };
}

function recordOf(queue: string, message: QueueMessage): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: Buffer.from(`${message.id}#${message.receiveCount}`).toString("base64"),
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

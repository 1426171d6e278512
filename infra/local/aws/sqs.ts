import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { QueueStore } from "./queue-store.ts";
import { messageIdOf } from "./sqs-event.ts";

/** SQS's own bounds: a message stays invisible for 12 hours at most, and has 256 KB. */
const VISIBILITY_SECONDS_MAX = 43_200;
const BODY_BYTES_MAX = 256 * 1024;

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

const SendMessage = z.object({ QueueUrl: z.string(), MessageBody: z.string().check(z.minLength(1)) });
const SendMessageBatch = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(z.object({ Id: z.string(), MessageBody: z.string().check(z.minLength(1)) }))
    .check(z.minLength(1), z.maxLength(10)),
});
const ChangeMessageVisibility = z.object({
  QueueUrl: z.string(),
  ReceiptHandle: z.string(),
  VisibilityTimeout: z.int().check(z.minimum(0), z.maximum(VISIBILITY_SECONDS_MAX)),
});

/**
 * The operations of SQS that functions and people call, by their name in `X-Amz-Target`; Lambda's event source reads the queues directly. A string result is
 * the `__type` of a refusal.
 * @param localMs turns seconds of the deployed gateway into milliseconds of this one
 */
export function sqsOperations(
  queues: Pick<QueueStore, "send" | "postpone">,
  localMs: (seconds: number) => number,
): Record<string, (request: unknown) => object | string> {
  return {
    SendMessage(request) {
      const { QueueUrl, MessageBody } = z.parse(SendMessage, request);
      const name = QueueUrl.split("/").at(-1) ?? "";
      if (Buffer.byteLength(MessageBody) > BODY_BYTES_MAX) return "InvalidParameterValue";
      return { MessageId: queues.send(name, MessageBody), MD5OfMessageBody: md5(MessageBody) };
    },
    SendMessageBatch(request) {
      const { QueueUrl, Entries } = z.parse(SendMessageBatch, request);
      const name = QueueUrl.split("/").at(-1) ?? "";
      const size = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
      if (size > BODY_BYTES_MAX) return "com.amazonaws.sqs#BatchRequestTooLong";
      const Successful = Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: queues.send(name, MessageBody),
        MD5OfMessageBody: md5(MessageBody),
      }));
      return { Successful };
    },
    ChangeMessageVisibility(request) {
      const { ReceiptHandle, VisibilityTimeout } = z.parse(ChangeMessageVisibility, request);
      const isInFlight = queues.postpone(messageIdOf(ReceiptHandle), localMs(VisibilityTimeout));
      return isInFlight ? {} : "com.amazonaws.sqs#MessageNotInflight";
    },
  };
}

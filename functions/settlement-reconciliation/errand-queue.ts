import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { Errand, type Errands } from "../../shared/settlement/errand.ts";

/** SQS takes ten messages a call. */
const MESSAGES_MAX = 10;
const LANES = 4;

/** Some messages were not taken; the work that sends them comes again. */
export class ErrandsNotSent extends Error {
  readonly code = "ERRANDS_NOT_SENT";
}

/** Errands as messages of a queue. */
export function errandQueue(QueueUrl: string): Errands {
  const sqs = new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });
  async function sendSome(errands: readonly Errand[]): Promise<void> {
    const Entries = errands.map((errand, n) => ({ Id: String(n), MessageBody: JSON.stringify(errand) }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new ErrandsNotSent(`${Failed.length} errands were not taken`);
  }
  return {
    async send(errands) {
      const batches = Array.from({ length: Math.ceil(errands.length / MESSAGES_MAX) }, (_, n) =>
        errands.slice(n * MESSAGES_MAX, (n + 1) * MESSAGES_MAX),
      );
      const waiting = batches.values();
      const lane = async () => {
        for (const batch of waiting) await sendSome(batch);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    },
  };
}

/** A message that no attempt will ever read. */
export class ErrandUnreadable extends Error {
  readonly code = "ERRAND_UNREADABLE";
}

/** What a message asks for. @throws ErrandUnreadable, without quoting it */
export function errandIn(body: string): Errand {
  try {
    return z.parse(Errand, JSON.parse(body));
  } catch {
    throw new ErrandUnreadable("the message does not parse");
  }
}

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { CloudWatchLogsEvent } from "aws-lambda";
import * as z from "zod/mini";

const unpack = promisify(gunzip);

/** CloudWatch sends at most 1 MB packed; what unpacks to more than this was not made by our functions. */
const BYTES_MAX = 32 * 1024 * 1024;

const LogBatch = z.object({
  messageType: z.string(),
  logEvents: z.array(z.object({ id: z.string(), message: z.string() })),
});

/** Lines of a function's log, delivered together. The same delivery again has the same id. */
export interface LogLines {
  readonly batchId: string;
  readonly lines: readonly string[];
}

/** A delivery that no attempt will ever read. */
export class LogBatchUnreadable extends Error {
  readonly code = "LOG_BATCH_UNREADABLE";
}

/**
 * Unpacks what a subscription of CloudWatch Logs delivers: base64 of gzip of JSON. The message by which CloudWatch tries the way out holds no lines.
 * @throws LogBatchUnreadable, without quoting it
 */
export async function linesOf(event: CloudWatchLogsEvent): Promise<LogLines> {
  try {
    const packed = Buffer.from(event.awslogs.data, "base64");
    const text = (await unpack(packed, { maxOutputLength: BYTES_MAX })).toString("utf8");
    const { messageType, logEvents } = z.parse(LogBatch, JSON.parse(text));
    const events = messageType === "DATA_MESSAGE" ? logEvents : [];
    const batchId = createHash("sha256").update(events.map(({ id }) => id).join("\n"));
    return { batchId: batchId.digest("base64url"), lines: events.map(({ message }) => message.trim()) };
  } catch {
    throw new LogBatchUnreadable("the delivery does not parse");
  }
}

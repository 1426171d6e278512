import {
  type CancellationReason,
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { LedgerFault } from "./fault.ts";
import { jitteredWait } from "./jittered-wait.ts";
import type { FailedGuard, LedgerItem, LedgerWrite, WriteResult } from "./write.ts";

/** How often the same transaction is sent when the store refuses it for reasons that are not ours (design section 6). */
const ATTEMPTS_MAX = 3;
const BACKOFF_MS = 40;

/**
 * Sends one write or one transaction and reads why it was refused. Guards that failed are the caller's business and end it at once;
 * conflict, throttling, or a failed put-if-absent that comes without the item it met are tried again with jitter: answering
 * "refused" on those would refuse money for the store's own bad moment.
 */
export async function retryContended(
  writes: readonly LedgerWrite[],
  send: () => Promise<void>,
): Promise<WriteResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      await send();
      return { kind: "committed" };
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (!reasons) throw error;
      const failed = guardsThatFailed(writes, reasons);
      if (failed) return { kind: "guarded", failed };
      if (attempt === ATTEMPTS_MAX) {
        throw new LedgerFault("LEDGER_CONTENDED", "write refused", { cause: error });
      }
      await jitteredWait(BACKOFF_MS * attempt);
    }
  }
}

/** Why a write was refused, one reason a write, in the form that transactions use; undefined for faults of another kind. */
function cancellationReasons(error: unknown): readonly CancellationReason[] | undefined {
  if (error instanceof TransactionCanceledException) return error.CancellationReasons ?? [];
  if (error instanceof ConditionalCheckFailedException) {
    return [{ Code: "ConditionalCheckFailed", Item: error.Item }];
  }
  return error instanceof TransactionConflictException ? [{ Code: "TransactionConflict" }] : undefined;
}

/** The failed guards, or undefined when the reasons do not settle what happened. */
function guardsThatFailed(
  writes: readonly LedgerWrite[],
  reasons: readonly CancellationReason[],
): readonly FailedGuard[] | undefined {
  if (reasons.length !== writes.length) return undefined;
  const failed: FailedGuard[] = [];
  for (const [index, reason] of reasons.entries()) {
    if (reason.Code === undefined || reason.Code === "None") continue;
    if (reason.Code !== "ConditionalCheckFailed") return undefined;
    const item = reason.Item && (unmarshall(reason.Item) as LedgerItem);
    if (!item && writes[index]?.guard === "absent") return undefined;
    failed.push({ index, item });
  }
  return failed.length > 0 ? failed : undefined;
}

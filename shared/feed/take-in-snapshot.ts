import type { Clock } from "../calendar/clock.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { linesOf } from "./lines.ts";
import { DescriptionUnreadable, type FeedKeys } from "./member-description.ts";
import { takeInMember } from "./take-in-member.ts";

/** A sealed description of the longest name and list of numbers stays far under it. */
const LINE_BYTES_MAX = 16 * 1024;

/** Lines that are worked on at once; with the line's bound this is all the memory that a snapshot takes, however long it is. */
const LANES = 16;

/** More bad lines than this are not some bad lines but a wrong file or a wrong key. */
const UNREADABLE_MAX = 100;

export class SnapshotUnreadable extends Error {
  readonly code = "SNAPSHOT_UNREADABLE";
}

export interface SnapshotReport {
  written: number;
  older: number;
  unreadable: number;
}

interface SnapshotDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly keys: FeedKeys;
}

/**
 * Takes in a snapshot: JSON lines, each a message of the feed. A bad line becomes an open failure named by the object's version and the line's number, and the rest
 * goes on. Taken in again it changes nothing, so a run that was cut off is simply repeated.
 * @throws SnapshotUnreadable after too many bad lines; LedgerFault
 */
export async function takeInSnapshot(
  deps: SnapshotDeps,
  snapshotId: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<SnapshotReport> {
  const report: SnapshotReport = { written: 0, older: 0, unreadable: 0 };
  const lines = linesOf(chunks, LINE_BYTES_MAX);
  const lane = async (): Promise<void> => {
    for await (const { number, text } of lines) {
      const outcome = await takeInLine(deps, text);
      report[outcome] += 1;
      if (outcome !== "unreadable") continue;
      if (report.unreadable > UNREADABLE_MAX) throw new SnapshotUnreadable("too many lines do not open");
      await keepUnreadable(deps, `${snapshotId}:${number}`);
    }
  };
  // A lane that throws ends the lines for the others as well: leaving a `for await` returns its generator. They are waited for, so that nothing is written after the answer.
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return report;
}

async function takeInLine(
  { ledger, keys }: SnapshotDeps,
  text: string | undefined,
): Promise<keyof SnapshotReport> {
  if (text === undefined) return "unreadable";
  try {
    return await takeInMember(ledger, keys, text);
  } catch (error) {
    if (error instanceof DescriptionUnreadable) return "unreadable";
    throw error;
  }
}

async function keepUnreadable({ ledger, clock }: SnapshotDeps, id: string): Promise<void> {
  const subject = { kind: "record", id } as const;
  const openedAt = clock.businessNow();
  await openFailure(ledger, failureOf({ cause: "message-unreadable", subject, reason: "", openedAt }));
}

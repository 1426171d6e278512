import { addMonths, businessDateOf, type Instant, startOf } from "../calendar/calendar.ts";
import { failureStory, failuresOfPayment } from "../failure/failure-story.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import type { Replay, ReplayAttempt, ReplayOutcome } from "./replay.ts";
import {
  attemptFrom,
  replayKey,
  replayListPartition,
  type StoredReplay,
  storedReplayFrom,
} from "./replay-item.ts";

/** A replay as it stands, in one GetItem; undefined for an id that names none. */
export async function readReplay(
  ledger: Pick<Ledger, "read">,
  replayId: string,
): Promise<Replay | undefined> {
  const item = await ledger.read(replayKey(replayId));
  return item && shown(storedReplayFrom(item));
}

/** What the runner alone needs stays with it. */
function shown({
  listedUpTo: _,
  chunks: __,
  chunk: ___,
  missesInARow: ____,
  handedOn: _____,
  ...replay
}: StoredReplay): Replay {
  return replay;
}

/** Replays are listed this many months back. */
const MONTHS_BACK = 3;

/** The latest replays, newest first. */
export async function listReplays(
  ledger: Pick<Ledger, "readRange" | "readTogether">,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<readonly Replay[]> {
  const keys: string[] = [];
  const today = businessDateOf(now);
  for (let back = 0; back < MONTHS_BACK && keys.length < limit; back++) {
    const partition = replayListPartition(
      startOf(addMonths(`${today.slice(0, 7)}-01` as typeof today, -back)),
    );
    const range = { partition, from: "0", to: "9", newestFirst: true, limit: limit - keys.length };
    keys.push(...(await ledger.readRange(range)).map(({ replayId }) => String(replayId)));
  }
  const items = await ledger.readTogether(keys.map(replayKey));
  return items.flatMap((item) => (item ? [shown(storedReplayFrom(item))] : []));
}

export interface AttemptPage {
  readonly attempts: readonly ReplayAttempt[];
  readonly next: LedgerCursor | undefined;
}

/** What became of each failure, page by page, in no order of time. */
export async function readAttempts(
  ledger: Pick<Ledger, "readPage">,
  replayId: string,
  page: { readonly limit: number; readonly after?: LedgerCursor | undefined },
): Promise<AttemptPage> {
  const partition = replayKey(replayId).PK;
  const { items, next } = await ledger.readPage({ partition, from: "ATTEMPT#", to: "ATTEMPT$", ...page });
  return { attempts: items.map(attemptFrom), next };
}

/** A replay of a payment: by whom, why, when, and what came of it. */
export interface PaymentReplay {
  readonly replayId: string;
  readonly attemptId: string;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  readonly outcome: ReplayOutcome;
}

/** The replays that a payment's failures were in, oldest first: a BatchGetItem and a Query for each failure that it ever had. */
export async function replaysOfPayment(
  ledger: Pick<Ledger, "readTogether" | "readRange">,
  paymentKey: string,
): Promise<readonly PaymentReplay[]> {
  const failures = await failuresOfPayment(ledger, paymentKey);
  const stories = await Promise.all(failures.map(({ failureId }) => failureStory(ledger, failureId)));
  const replays = stories.flatMap((story) =>
    (story?.history ?? []).flatMap((note) => {
      if (note.kind !== "replayed") return [];
      const { replayId, attemptId, at, by, text } = note;
      return [{ replayId, attemptId, at, by, reason: text, outcome: note.outcome as ReplayOutcome }];
    }),
  );
  return replays.sort((a, b) => a.at - b.at);
}

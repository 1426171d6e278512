import type { BusinessDate } from "../calendar/calendar.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Verdict } from "./attempt.ts";
import {
  type AttemptCounts,
  attemptCountPartitions,
  attemptCountsFrom,
  NO_CHANNEL,
} from "./attempt-counts.ts";

/** A day's requests by hour, place and partner, in that order. Sixteen Queries at once. @throws LedgerFault */
export async function readAttemptDay(
  ledger: Pick<Ledger, "readRange">,
  date: BusinessDate,
): Promise<readonly AttemptCounts[]> {
  const shards = await Promise.all(
    attemptCountPartitions(date).map((partition) => ledger.readRange({ partition, from: "0", to: "3" })),
  );
  const name = ({ hour, channel, partnerId }: AttemptCounts) => joinKey(hour, channel, partnerId);
  return [...Map.groupBy(shards.flat().map(attemptCountsFrom), name)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => (of[0] ? [of.slice(1).reduce(sum, of[0])] : []));
}

function sum(a: AttemptCounts, b: AttemptCounts): AttemptCounts {
  return {
    ...a,
    requests: a.requests + b.requests,
    kept: a.kept + b.kept,
    verdicts: added(a.verdicts, b.verdicts),
    words: added(a.words, b.words),
  };
}

type Counters = Readonly<Record<string, number>>;

function added(a: Counters, b: Counters): Counters {
  const both = { ...a };
  for (const [name, count] of Object.entries(b)) both[name] = (both[name] ?? 0) + count;
  return both;
}

const PAYMENT_OPERATIONS = ["snap.payment", "h2h.payment"];

/** The counters of requests that a partner signed; what anybody may have sent in its name says nothing of how well it is served. */
export const signedCounts = (counts: readonly AttemptCounts[]): readonly AttemptCounts[] =>
  counts.filter(({ channel }) => channel !== NO_CHANNEL);

/** How many payment messages of some counters went which way. */
export function paymentVerdicts(counts: readonly AttemptCounts[]): Readonly<Record<Verdict, number>> {
  const of = (verdict: Verdict) =>
    counts.reduce(
      (sum, { verdicts }) =>
        PAYMENT_OPERATIONS.reduce(
          (more, operation) => more + (verdicts[`${operation}|${verdict}`] ?? 0),
          sum,
        ),
      0,
    );
  return { ok: of("ok"), refused: of("refused"), failed: of("failed") };
}

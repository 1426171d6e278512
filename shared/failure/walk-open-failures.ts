import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { type Failure, FailureCause, partnerOf, type StandingFailure } from "./failure.ts";
import { OF_VERSION_1, SUBJECT } from "./failure-item.ts";

/** An open failure as the index tells it. The index lags: whoever acts on one reads it itself. */
export type FailureRow = Omit<Failure, "held"> & Pick<StandingFailure, "assignee" | "version">;

export interface FailureFilter {
  readonly cause?: FailureCause | undefined;
  readonly partnerId?: string | undefined;
  /** Only failures that were opened before this instant. */
  readonly openedBefore?: Instant | undefined;
}

/** A row with its place in the order of all open failures: oldest first, ties by id. */
export interface PlacedFailure {
  readonly row: FailureRow;
  readonly place: string;
}

const IndexRow = z.object({
  failureId: z.string(),
  cause: FailureCause,
  subject: SUBJECT,
  reason: z.string(),
  openedAt: InstantMs,
  amountRupiah: z.nullable(RupiahAmount),
  assignee: z.nullable(z.string()),
  version: z.number(),
  openFailuresSK: z.string(),
});

/** A first look is small, because a page of a list may be all that is wanted; who walks on takes larger steps. */
const FIRST_PAGE = 60;
const NEXT_PAGE = 400;

/**
 * Walks the open failures that match, oldest first, from behind the place where an earlier walk ended. Merges the index's shards, a page of each at a time, so that
 * the walk needs the memory of some pages however many there are; what does not match is yielded as a place alone, so that the walker can count what it looked at.
 */
export async function* walkOpenFailures(
  ledger: Pick<Ledger, "readIndex">,
  filter: FailureFilter,
  behind?: string,
): AsyncGenerator<PlacedFailure | { readonly row: undefined; readonly place: string }> {
  const shards = await Promise.all(
    Array.from({ length: INDEX_SHARDS }, (_, shard) => openShard(ledger, shard, behind)),
  );
  const end = filter.openedBefore && formatInstant(filter.openedBefore, "milliseconds");
  for (;;) {
    const [first] = shards
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const item = first?.rows.shift();
    if (!first || !item) return;
    const { openFailuresSK: place, ...row } = decodeItem("open failure", IndexRow, {
      ...OF_VERSION_1,
      ...item,
    });
    if (end && place >= end) return;
    if (first.rows.length === 0 && !first.isLast) await refill(ledger, first, place);
    const failure = { ...row, partnerId: partnerOf(row.subject) };
    yield { row: matches(failure, filter) ? failure : undefined, place };
  }
}

interface Shard {
  readonly partition: string;
  rows: LedgerItem[];
  isLast: boolean;
}

const placeOf = ({ rows: [first] }: Shard): string => String(first?.openFailuresSK);

async function openShard(
  ledger: Pick<Ledger, "readIndex">,
  shard: number,
  behind: string | undefined,
): Promise<Shard> {
  const opened = { partition: joinKey("OPEN", String(shard).padStart(2, "0")), rows: [], isLast: false };
  await refill(ledger, opened, behind, FIRST_PAGE);
  return opened;
}

/** The index is read from a place on, itself included; that one was had before. */
async function refill(
  { readIndex }: Pick<Ledger, "readIndex">,
  shard: Shard,
  behind: string | undefined,
  limit = NEXT_PAGE,
): Promise<void> {
  const range = { index: "open-failures", partition: shard.partition, limit, newestFirst: false } as const;
  const items = await readIndex(behind === undefined ? range : { ...range, from: behind });
  shard.isLast = items.length < limit;
  shard.rows = items.filter(({ openFailuresSK }) => behind === undefined || String(openFailuresSK) > behind);
}

function matches({ cause, partnerId }: FailureRow, filter: FailureFilter): boolean {
  if (filter.cause !== undefined && cause !== filter.cause) return false;
  return filter.partnerId === undefined || partnerId === filter.partnerId;
}

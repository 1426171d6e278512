import * as z from "zod/mini";
import type { BusinessDate } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { CHAIN_SHARDS } from "./chain.ts";
import { chainPartition, decodeEntry, FIRST_ENTRY_SORT_KEY, LAST_ENTRY_SORT_KEY } from "./chain-item.ts";

export interface AuditPageRequest {
  readonly day: BusinessDate;
  /** One shard of the day alone; all sixteen otherwise. */
  readonly shard?: string | undefined;
  /** How many entries at most; at most 200 are given. */
  readonly limit: number;
  /** `next` of the page before: entries older than those. What is not one is read as the first page. */
  readonly before?: string | undefined;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where the next page begins; undefined when this was the last one. */
  readonly next: string | undefined;
}

const PAGE_MAX = 200;

/** For each shard, the sort key of the last entry that was given; from before the chain they begin with their instant. */
const Cursor = z.record(z.string(), z.string().check(z.regex(/^(?:ENTRY#\d{1,12}|\d[\x21-\x7e]{1,200})$/)));
type Cursor = z.infer<typeof Cursor>;

/**
 * A page of a day of the trail, newest first, entries from before the chain included. One Query a shard, of at most `limit` entries. Entries stand in the order
 * of their chain; the shards are merged by instant.
 */
export async function readAuditDay(
  ledger: Pick<Ledger, "readRange">,
  { day, shard, limit, before }: AuditPageRequest,
): Promise<AuditPage> {
  const wanted = Math.max(1, Math.min(limit, PAGE_MAX));
  const cursor = readCursor(before);
  const shards = shard === undefined ? CHAIN_SHARDS : [shard];
  const stacks = await Promise.all(
    shards.map(async (each) => ({
      shard: each,
      entries: await shardBefore(ledger, day, each, wanted, cursor),
    })),
  );
  const given: Cursor = { ...cursor };
  const entries: AuditEntry[] = [];
  while (entries.length < wanted) {
    const [newest] = stacks
      .filter(({ entries: [first] }) => first !== undefined)
      .sort((a, b) => (b.entries[0]?.entry.at ?? 0) - (a.entries[0]?.entry.at ?? 0));
    const taken = newest?.entries.shift();
    if (!newest || !taken) return { entries, next: undefined };
    given[newest.shard] = taken.sortKey;
    entries.push(taken.entry);
  }
  const isMore = stacks.some(({ entries: rest }) => rest.length > 0);
  return { entries, next: isMore ? writeCursor(given) : undefined };
}

/** The newest entries of a shard that stand before what was given. One more than wanted, so that a full page knows whether another follows. */
async function shardBefore(
  ledger: Pick<Ledger, "readRange">,
  day: BusinessDate,
  shard: string,
  wanted: number,
  cursor: Cursor,
) {
  const bound = cursor[shard] ?? LAST_ENTRY_SORT_KEY;
  const items = await ledger.readRange({
    ...{ partition: chainPartition({ day, shard }), from: FIRST_ENTRY_SORT_KEY, to: bound },
    ...{ newestFirst: true, limit: wanted + 2 },
  });
  return items
    .filter(({ SK }) => SK < bound)
    .map((item) => ({ sortKey: item.SK, entry: decodeEntry(item).entry }));
}

function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return {};
  try {
    const said: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return z.parse(Cursor, said);
  } catch {
    return {};
  }
}

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url");

import type { Ledger } from "../ledger/ledger.ts";
import { type FailureFilter, type FailureRow, walkOpenFailures } from "./walk-open-failures.ts";

export interface FailureListRequest extends FailureFilter {
  /** How many rows at most; at most 200 are given. */
  readonly limit: number;
  /** `next` of the page before. What is not one is read as the first page. */
  readonly cursor?: string | undefined;
}

export interface FailureList {
  readonly failures: readonly FailureRow[];
  /** How many match from this page on, counted up to a bound. */
  readonly total: number;
  /** True when there are more than were looked at: `total` is then the least that there are. */
  readonly isCapped: boolean;
  /** Where the next page begins; undefined when this was the last one. */
  readonly next: string | undefined;
}

const PAGE_MAX = 200;
/** A page looks at so many open failures and no more: half a megabyte of the index, a fraction of a second. */
const EXAMINED_MAX = 2_000;

/** A page of what is open, oldest first: the worker who has waited longest stands on top. Bounded, however much is open. */
export async function listOpenFailures(
  ledger: Pick<Ledger, "readIndex">,
  { limit, cursor, ...filter }: FailureListRequest,
): Promise<FailureList> {
  const wanted = Math.max(1, Math.min(limit, PAGE_MAX));
  const failures: FailureRow[] = [];
  let next: string | undefined;
  let total = 0;
  let examined = 0;
  for await (const { row, place } of walkOpenFailures(ledger, filter, placeIn(cursor))) {
    if (examined === EXAMINED_MAX) {
      // Nothing found in all that was looked at: the next page goes on from there, not from the beginning.
      const behind = failures.length < wanted ? place : next;
      return { failures, total, isCapped: true, next: behind && cursorOf(behind) };
    }
    examined += 1;
    if (!row) continue;
    total += 1;
    if (failures.length === wanted) continue;
    failures.push(row);
    if (failures.length === wanted) next = place;
  }
  return { failures, total, isCapped: false, next: total > wanted && next ? cursorOf(next) : undefined };
}

const cursorOf = (place: string) => Buffer.from(place).toString("base64url");

function placeIn(cursor: string | undefined): string | undefined {
  if (!cursor) return undefined;
  const place = Buffer.from(cursor, "base64url").toString("utf8");
  return /^\d{4}-[\x20-\x7e]{1,80}$/.test(place) ? place : undefined;
}

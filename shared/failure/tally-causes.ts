import type { Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { FailureCause } from "./failure.ts";
import { walkOpenFailures } from "./walk-open-failures.ts";

export interface CauseTally {
  readonly cause: FailureCause;
  readonly count: number;
  readonly amountRupiah: number;
}

export interface OpenTally {
  /** The commonest cause first. */
  readonly causes: readonly CauseTally[];
  readonly count: number;
  readonly amountRupiah: number;
  readonly oldest: Instant | undefined;
  readonly partnerIds: readonly string[];
  /** True when more are open than were counted: the numbers are then the least that there are. */
  readonly isCapped: boolean;
}

/** Counted up to here: 2 MB of the index, so that a page of ten thousand failures still comes within a second. */
const COUNTED_MAX = 10_000;

/** Counts what is open, by cause, in one walk over the index. @throws LedgerFault */
export async function tallyCauses(
  ledger: Pick<Ledger, "readIndex">,
  partnerId: string | undefined,
): Promise<OpenTally> {
  const causes = new Map<FailureCause, CauseTally>();
  const partnerIds = new Set<string>();
  let [seen, count, amountRupiah] = [0, 0, 0];
  let oldest: Instant | undefined;
  let isCapped = false;
  for await (const { row } of walkOpenFailures(ledger, {})) {
    if (seen === COUNTED_MAX) {
      isCapped = true;
      break;
    }
    seen += 1;
    if (row?.partnerId) partnerIds.add(row.partnerId);
    if (!row || (partnerId !== undefined && row.partnerId !== partnerId)) continue;
    const { cause } = row;
    const before = causes.get(cause) ?? { cause, count: 0, amountRupiah: 0 };
    const amount = row.amountRupiah ?? 0;
    causes.set(cause, { cause, count: before.count + 1, amountRupiah: before.amountRupiah + amount });
    oldest ??= row.openedAt;
    count += 1;
    amountRupiah += amount;
  }
  return {
    causes: [...causes.values()].sort((a, b) => b.count - a.count),
    ...{ count, amountRupiah, oldest, isCapped },
    partnerIds: [...partnerIds].sort(),
  };
}

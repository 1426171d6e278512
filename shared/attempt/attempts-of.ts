import type { BusinessDate } from "../calendar/calendar.ts";
import type { Ledger, LedgerCursor, PageRange } from "../ledger/ledger.ts";
import type { Attempt } from "./attempt.ts";
import { attemptDayPartition, attemptFrom, attemptPartition } from "./attempt-item.ts";

/** Whose attempts, and about what: a payment's reference (or the id of an inquiry), or all of a day. */
export type AttemptQuery =
  | { readonly partnerId: string; readonly reference: string }
  | { readonly partnerId: string; readonly day: BusinessDate };

export interface AttemptPage {
  /** The newest first. */
  readonly attempts: readonly Attempt[];
  readonly next: LedgerCursor | undefined;
}

/** Later than every time that a key can begin with. */
const END_OF_TIME = "~";

/**
 * What is kept of a partner's attempts, a page at a time. By reference one consistent Query; by day one look at the index and one BatchGetItem, and what came in the last
 * moment may be missing.
 * @throws LedgerFault also for a cursor that is none of ours
 */
export async function attemptsOf(
  ledger: Pick<Ledger, "readPage" | "readIndexPage" | "readTogether">,
  query: AttemptQuery,
  page: PageRange,
): Promise<AttemptPage> {
  if ("reference" in query) {
    const partition = attemptPartition(query.partnerId, query.reference);
    const range = { partition, from: "0", to: END_OF_TIME, newestFirst: true, ...page };
    const { items, next } = await ledger.readPage(range);
    return { attempts: items.map(attemptFrom), next };
  }
  const partition = attemptDayPartition(query.partnerId, query.day);
  const { items: rows, next } = await ledger.readIndexPage({
    ...{ index: "partner-day", partition, newestFirst: true },
    ...page,
  });
  const items = await ledger.readTogether(rows.map(({ PK, SK }) => ({ PK, SK })));
  return { attempts: items.flatMap((item) => (item ? [attemptFrom(item)] : [])), next };
}

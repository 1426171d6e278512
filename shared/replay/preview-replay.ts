import { instant } from "../calendar/calendar.ts";
import type { Clock } from "../calendar/clock.ts";
import type { FailureCause } from "../failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import { type FailureFilter, walkOpenFailures } from "../failure/walk-open-failures.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { PICKED_MAX, type ReplaySelection } from "./replay.ts";
import { replayWayOf } from "./replayable.ts";

interface Sum {
  readonly count: number;
  readonly amountRupiah: number;
}

export interface ReplayPreview extends Sum {
  readonly byCause: Readonly<Partial<Record<FailureCause, Sum>>>;
  /** Of the count, how many a replay will only name: they need a correction, or nothing can be tried again. */
  readonly notReplayable: number;
  /** True when more is open than a preview looks at: the figures are the least that there is, and the replay takes the rest as well. */
  readonly isCapped: boolean;
}

/** A preview looks at so many open failures and no more: a second or two of reading, however much is open. */
export const PREVIEW_MAX = 10_000;

/** The filter of a selection, fixed to what was open before now. */
export function fixedFilter(
  { cause, partnerId, openedBefore }: ReplaySelection & { readonly kind: "filter" },
  { businessNow }: Pick<Clock, "businessNow">,
): FailureFilter & { readonly openedBefore: NonNullable<FailureFilter["openedBefore"]> } {
  return { cause, partnerId, openedBefore: instant(Math.min(openedBefore, businessNow())) };
}

/** How many failures a replay would take on, for how much money, by cause. Picked ids count while they are open. */
export async function previewReplay(
  deps: { readonly ledger: Ledger; readonly clock: Pick<Clock, "businessNow"> },
  selection: ReplaySelection,
): Promise<ReplayPreview> {
  const preview = newPreview();
  if (selection.kind === "ids") {
    const ids = [...new Set(selection.failureIds)].slice(0, PICKED_MAX);
    for (const item of await deps.ledger.readTogether(ids.map(failureLedgerKey))) {
      const failure = item && failureFrom(item);
      if (failure?.status === "open") preview.add(failure);
    }
    return preview.sums(false);
  }
  let examined = 0;
  for await (const { row } of walkOpenFailures(deps.ledger, fixedFilter(selection, deps.clock))) {
    if (++examined > PREVIEW_MAX) return preview.sums(true);
    if (row) preview.add(row);
  }
  return preview.sums(false);
}

function newPreview() {
  const byCause: Partial<Record<FailureCause, Sum>> = {};
  let notReplayable = 0;
  return {
    add({ cause, amountRupiah }: { readonly cause: FailureCause; readonly amountRupiah: number | null }) {
      const { count, amountRupiah: sum } = byCause[cause] ?? { count: 0, amountRupiah: 0 };
      byCause[cause] = { count: count + 1, amountRupiah: sum + (amountRupiah ?? 0) };
      if (!["errand", "publish"].includes(replayWayOf(cause))) notReplayable += 1;
    },
    sums(isCapped: boolean): ReplayPreview {
      const sums = Object.values(byCause);
      return {
        count: sums.reduce((all, { count }) => all + count, 0),
        amountRupiah: sums.reduce((all, { amountRupiah }) => all + amountRupiah, 0),
        ...{ byCause, notReplayable, isCapped },
      };
    },
  };
}

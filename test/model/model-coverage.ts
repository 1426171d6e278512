import { dayAt, daysLater, monthsLater } from "./model-days.ts";
import type { ModelCoverage, ModelMonth, ModelRun, ModelState } from "./model-state.ts";

/** JKK and JKM of the lowest band: half price from April to December 2026. */
const priceOf = (month: string): number => (month >= "2026-04" && month <= "2026-12" ? 8_400 : 16_800);

const lastDayOf = ({ anchor, count }: ModelRun): string => daysLater(monthsLater(anchor, count), -1);

export const priceOfAll = (months: readonly ModelMonth[]): number =>
  months.reduce((sum, { price }) => sum + price, 0);

export const coverageOf = (state: ModelState, member: string): ModelCoverage =>
  state.coverages[member] ?? { run: null, credit: 0, claims: {} };

export const sameRun = (a: ModelRun | null, b: ModelRun | null): boolean =>
  a?.anchor === b?.anchor && a?.count === b?.count;

export interface ModelPlan {
  readonly months: readonly ModelMonth[];
  readonly runBefore: ModelRun | null;
  readonly runAfter: ModelRun;
  readonly afresh: boolean;
}

/** The next months that a worker can buy today, or undefined where they would end more than twelve months ahead. */
export function planOf(state: ModelState, member: string, count: number): ModelPlan | undefined {
  const today = dayAt(state.now);
  const { run } = coverageOf(state, member);
  const afresh = run === null || today > lastDayOf({ ...run, count: run.count + 3 });
  const base = afresh ? { anchor: today, count: 0 } : run;
  const runAfter = { anchor: base.anchor, count: base.count + count };
  if (lastDayOf(runAfter) > daysLater(monthsLater(today, 12), -1)) return undefined;
  const months = Array.from({ length: count }, (_, index): ModelMonth => {
    const from = monthsLater(base.anchor, base.count + index);
    const to = daysLater(monthsLater(base.anchor, base.count + index + 1), -1);
    return { month: from.slice(0, 7), from, to, price: priceOf(from.slice(0, 7)) };
  });
  return { months, runBefore: run, runAfter, afresh };
}

/** Whether one of these months belongs to a payment already. */
export const isTaken = ({ claims }: ModelCoverage, months: readonly ModelMonth[]): boolean => {
  const owned = new Set(Object.values(claims).flatMap((claim) => claim.map(({ month }) => month)));
  return months.some(({ month }) => owned.has(month));
};

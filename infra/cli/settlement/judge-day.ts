import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { listDifferences } from "../../../shared/settlement/list-differences.ts";
import { type ExpectedDifference, expectedDifferences, type SeededDay } from "./seeded-day.ts";

/** What was found of a seeded day against what had to be. */
export interface DayJudgement {
  readonly right: number;
  /** What was not found, or otherwise than it had to be. */
  readonly missing: readonly string[];
  /** What was found and is nothing. */
  readonly extra: readonly string[];
  /** How many of each class were right. */
  readonly byClass: Readonly<Record<string, number>>;
}

const nameOf = ({ class: name, cause, reference }: ExpectedDifference): string =>
  `${name} ${cause ?? "-"} ${reference}`;

/** Reads all differences of the day as the console does, and holds them against the seeds: each has to be there as it should, and nothing else. */
export async function judgeDay(ledger: Ledger, day: SeededDay): Promise<DayJudgement> {
  const expected = new Set([...expectedDifferences(day)].map(nameOf));
  const byClass: Record<string, number> = {};
  const extra: string[] = [];
  let right = 0;
  let cursor: string | undefined;
  do {
    const { partnerId, businessDate } = day;
    const page = await listDifferences(ledger, partnerId, businessDate, { limit: 200, cursor });
    for (const difference of page.differences) {
      const name = nameOf(difference);
      if (!expected.delete(name)) extra.push(name);
      else {
        right += 1;
        byClass[difference.class] = (byClass[difference.class] ?? 0) + 1;
      }
    }
    cursor = page.next;
  } while (cursor);
  return { right, missing: [...expected], extra, byClass };
}

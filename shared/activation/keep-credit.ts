import { businessDateOf } from "../calendar/calendar.ts";
import { MemberKey } from "../member/member.ts";
import {
  applyCredit,
  CREDIT_DAYS_BEFORE_END,
  type CreditDeps,
  type CreditOutcome,
} from "../payment/apply-credit.ts";
import { endingPartitions } from "./ending-partitions.ts";

/** Members looked at in one partition in one run; who is left comes with the next run, because who was served is no longer in it. */
const PER_PARTITION_MAX = 200;

export interface CreditReport {
  readonly outcomes: Readonly<Partial<Record<CreditOutcome["kind"], number>>>;
  /** Members whose turn failed, by key; the next run tries them again. */
  readonly failed: readonly { readonly memberKey: MemberKey; readonly fault: unknown }[];
}

/**
 * Looks at everybody whose coverage ends within days and continues it where his credit pays the next month in full. The index only says where to look; what
 * is due is decided on a consistent read of the member.
 * @throws LedgerFault when the index cannot be read
 */
export async function keepCredit(deps: CreditDeps, hasTime: () => boolean): Promise<CreditReport> {
  const outcomes: Partial<Record<CreditOutcome["kind"], number>> = {};
  const failed: { memberKey: MemberKey; fault: unknown }[] = [];
  const today = businessDateOf(deps.clock.businessNow());
  for (const partition of endingPartitions(today, CREDIT_DAYS_BEFORE_END)) {
    if (!hasTime()) break;
    const page = { index: "coverage-end", partition, limit: PER_PARTITION_MAX, newestFirst: false } as const;
    for (const { coverageEndSK } of await deps.ledger.readIndex(page)) {
      const memberKey = MemberKey.parse(coverageEndSK);
      try {
        const { kind } = await applyCredit(deps, memberKey);
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      } catch (fault) {
        failed.push({ memberKey, fault });
      }
    }
  }
  return { outcomes, failed };
}

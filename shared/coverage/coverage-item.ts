import * as z from "zod/mini";
import { addDays, addMonths } from "../calendar/calendar.ts";
import { BusinessDateText, ContributionMonthText, InstantMs } from "../calendar/calendar-schema.ts";
import { Payer, Programme } from "../contribution/programme.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey, shardOf } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { rupiah } from "../money/rupiah.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import type { Coverage, CoverageRun, PaymentKey } from "./coverage.ts";

export const COVERAGE_SORT_KEY = "COVERAGE";

export const coverageKey = (memberKey: MemberKey): LedgerKey => ({
  PK: memberPartition(memberKey),
  SK: COVERAGE_SORT_KEY,
});

export const PaymentKeyText = z.pipe(
  z.string(),
  z.transform((text) => text as PaymentKey),
);

export const RunSchema = z.object({ anchor: BusinessDateText, sliceCount: z.number() });

export const ClaimSchema = z.object({
  payer: Payer,
  programmes: z.array(Programme),
  firstMonth: ContributionMonthText,
  count: z.number(),
  rupiah: RupiahAmount,
  from: BusinessDateText,
  to: BusinessDateText,
  inForceFrom: InstantMs,
  runBefore: z.nullable(RunSchema),
});

const CoverageItem = z.object({
  schemaVersion: z.literal(1),
  memberKey: MemberKey,
  version: z.number(),
  run: z.nullable(RunSchema),
  claims: z.record(z.string(), ClaimSchema),
  creditRupiah: RupiahAmount,
});

/** The coverage of a member for whom nothing was ever booked; no item stands for it. */
export function noCoverage(memberKey: MemberKey): Coverage {
  return { memberKey, version: 0, run: null, claims: {}, creditRupiah: rupiah(0) };
}

/** Reads a coverage item. @throws LedgerFault */
export function coverageOf(item: LedgerItem): Coverage {
  const { schemaVersion: _, ...coverage } = decodeItem("coverage", CoverageItem, item);
  return coverage;
}

/** The sparse index by which runs that end on a day are found, spread over shards (design section 6). */
export function coverageEndKeys(memberKey: MemberKey, run: CoverageRun) {
  const lastDay = addDays(addMonths(run.anchor, run.sliceCount), -1);
  return { coverageEndPK: joinKey("END", lastDay, shardOf(memberKey)), coverageEndSK: memberKey };
}

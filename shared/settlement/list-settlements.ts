import { addDays, type BusinessDate, type Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { readProfiles } from "../partner/partner-store.ts";
import { readSettlements, type Settlement } from "./read-settlement.ts";

/** A longer stretch is asked for month by month. */
export const LISTED_DAYS_MAX = 31;

/**
 * The business dates from `from` to `to`, the latest first, with each partner's state and totals by class; dates without a file are awaited or late. A stretch longer than
 * `LISTED_DAYS_MAX` is cut at its beginning. One Query of the registry, and two reads for each hundred of partner and day.
 */
export async function listSettlements(
  ledger: Ledger,
  query: {
    readonly from: BusinessDate;
    readonly to: BusinessDate;
    readonly partnerId?: string | undefined;
    readonly now: Instant;
  },
): Promise<readonly Settlement[]> {
  const { from, to, partnerId, now } = query;
  const profiles = (await readProfiles(ledger)).filter(
    (profile) => partnerId === undefined || profile.partnerId === partnerId,
  );
  const days: BusinessDate[] = [];
  for (let day = to; day >= from && days.length < LISTED_DAYS_MAX; day = addDays(day, -1)) days.push(day);
  const asked = days.flatMap((businessDate) => profiles.map((profile) => ({ profile, businessDate })));
  return readSettlements(ledger, asked, now);
}

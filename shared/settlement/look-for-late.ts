import { addDays, businessDateOf } from "../calendar/calendar.ts";
import { readProfiles } from "../partner/partner-store.ts";
import type { SettlementDeps } from "./deps.ts";
import { isFileLate } from "./due.ts";
import { tellLate } from "./file-trouble.ts";
import { readSettlements } from "./read-settlement.ts";

/** How far back is looked each time: a file that is later than this has been an open failure for long. */
const LOOKED_BACK_DAYS = 14;

/**
 * Opens a failure for each business date whose file is overdue; it closes when the file comes. One Query of the registry and two reads for each hundred of partner and day.
 * @returns how many became late since the last look
 */
export async function lookForLate({
  ledger,
  clock,
}: Pick<SettlementDeps, "ledger" | "clock">): Promise<number> {
  const now = clock.businessNow();
  const today = businessDateOf(now);
  const profiles = await readProfiles(ledger);
  const asked = profiles.flatMap((profile) =>
    Array.from({ length: LOOKED_BACK_DAYS }, (_, days) => addDays(today, -days))
      .filter((businessDate) => isFileLate(profile.settlement, businessDate, now))
      .map((businessDate) => ({ profile, businessDate })),
  );
  let late = 0;
  for (const { state, partnerId, businessDate } of await readSettlements(ledger, asked, now)) {
    if (state !== "late" && state !== "refused") continue;
    if (await tellLate({ ledger }, partnerId, businessDate, now)) late += 1;
  }
  return late;
}

import { mayClose } from "../audit/root.ts";
import { readLastSeal } from "../audit/seal-state.ts";
import { addDays, businessDateOf, type Instant, instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** The sealer runs every hour; a day may be unsealed for two of its runs before anybody asks why. */
const SEALED_WITHIN_MS = 2 * 3_600_000;

/** More are not counted: after a year nobody needs the number. */
const COUNTED_MAX = 400;

/** How many days of the audit trail should have a signed root and have none. Before the first of all that is yesterday, as for the sealer. One round trip. */
export async function unsealedDays(ledger: Pick<Ledger, "read">, machineNow: Instant): Promise<number> {
  const last = await readLastSeal(ledger);
  const due = instant(machineNow - SEALED_WITHIN_MS);
  let day = addDays(last?.day ?? addDays(businessDateOf(machineNow), -2), 1);
  let unsealed = 0;
  while (unsealed < COUNTED_MAX && mayClose(day, due)) {
    unsealed += 1;
    day = addDays(day, 1);
  }
  return unsealed;
}

import type { BillingCode } from "../billing-code/billing-code.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type LookupAct, limitReached, placeWrite, shardSpot } from "./lookup-window.ts";

/**
 * Counts a billing code that stands for nobody at the till that asked, as an unknown number is: codes can be tried like numbers, and behind every one that fits stands a name.
 * Whose number it would be nobody knows, so no family counts it. One write.
 * @returns seconds until that till may ask again, or undefined when it is within its limit
 * @throws LedgerFault
 */
export async function countStrayCode(
  { ledger }: { readonly ledger: Ledger },
  { code, ...asked }: Omit<LookupAct, "nik" | "unknown"> & { readonly code: BillingCode },
): Promise<number | undefined> {
  const act = { ...asked, unknown: true };
  const result = await ledger.write(placeWrite(act, asked.place ?? shardSpot(code)));
  // The place's is the second of a question's two windows; here it stands alone.
  return limitReached(result, { first: -1, now: asked.now });
}

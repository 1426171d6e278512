import type { Ledger } from "../ledger/ledger.ts";
import type { Keyring } from "../seal/keyring.ts";
import { type LookupAct, limitReached, lookupWrites } from "./lookup-window.ts";

/**
 * Counts a question that writes nothing else: one transaction, like a quote's, so that who is unknown takes as long to answer as who is not.
 * @returns seconds until it may be asked again, or undefined when it is within its limits
 * @throws LedgerFault: a question that cannot be counted is not answered
 */
export async function countLookup(
  { ledger, keys }: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "nikHashKey"> },
  act: LookupAct,
): Promise<number | undefined> {
  const result = await ledger.transact(lookupWrites(keys, act));
  return limitReached(result, { first: 0, now: act.now });
}

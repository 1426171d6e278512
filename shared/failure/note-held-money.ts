import { isDeepStrictEqual } from "node:util";
import { LedgerFault } from "../ledger/fault.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { Failure, HeldMoney, StandingFailure } from "./failure.ts";
import { failureFrom } from "./failure-item.ts";
import { writeOpening } from "./write-opening.ts";

type HeldFailure = Failure & { readonly held: HeldMoney };

/** How often a note follows others that are made at once. */
const MOVES_MAX = 4;
/** A partner that names ever other amounts has said enough. */
const OTHER_AMOUNTS_MAX = 10;

/**
 * Opens the failure of money that stands in no payment, or brings the open one up to date: the amount named first stays, others are added, the reason and the price
 * are the latest. `standing` is the failure as it was last seen. One conditional write, and none where there is nothing new to say: two who note at once must not
 * lose an amount.
 * @throws LedgerFault
 */
export async function noteHeldMoney(
  ledger: Ledger,
  told: HeldFailure,
  standing: StandingFailure | undefined,
): Promise<"noted" | "known"> {
  let seen = standing;
  for (let move = 0; move < MOVES_MAX; move++) {
    const next = seen?.status === "open" ? upToDate(seen, told) : told;
    if (isDeepStrictEqual(next, seen)) return "known";
    const result = await writeOpening(ledger, next, seen);
    if (result.kind === "committed") return "noted";
    const item = result.failed[0]?.item;
    seen = item && failureFrom(item);
  }
  throw new LedgerFault("LEDGER_CONTENDED", "a failure kept moving");
}

function upToDate(seen: StandingFailure, { reason, held }: HeldFailure): StandingFailure {
  if (!seen.held) return { ...seen, reason, held };
  return {
    ...seen,
    reason,
    held: {
      ...seen.held,
      dueRupiah: held.dueRupiah,
      otherAmountsRupiah: others(seen.held, held.amountRupiah),
    },
  };
}

function others({ amountRupiah, otherAmountsRupiah }: HeldMoney, named: Rupiah): readonly Rupiah[] {
  if (named === amountRupiah || otherAmountsRupiah.includes(named)) return otherAmountsRupiah;
  return [...otherAmountsRupiah, named].slice(0, OTHER_AMOUNTS_MAX);
}

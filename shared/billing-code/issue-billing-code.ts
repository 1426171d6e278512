import { createHash } from "node:crypto";
import { instant } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Nik } from "../member/member.ts";
import type { Keyring } from "../seal/keyring.ts";
import { type BillingCode, withCheckDigit } from "./billing-code.ts";
import { type BoundCode, billingCodeItem } from "./billing-code-item.ts";

/** Retail codes live a day unless their issuer says otherwise (domain.md 3.1). */
export const CODE_LIFE_HOURS = 24;

/**
 * First digits of every code: which ones the agency gives us is a question of theirs (domain.md 11), so it is a setting; this is the sandbox's and
 * belongs to no bank.
 */
export const CODE_PREFIX = "990";

const TWELVE = 12;
/** With nine free digits and a million living codes, one draw in a thousand meets a taken one. */
const DRAWS_MAX = 8;

export interface IssueDeps {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "dataKey">;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** No free number was found: the number space is as good as full. */
export class CodesExhausted extends Error {
  readonly code = "BILLING_CODES_EXHAUSTED";
}

/**
 * Binds a new code to a worker and months for a day of business time: one conditional write, and another for each number that is taken. The digits come from
 * an id that nobody can guess, so that codes cannot be counted up and tried.
 * @throws LedgerFault, CodesExhausted
 */
export async function issueBillingCode(
  deps: IssueDeps,
  {
    nik,
    months,
    prefix = CODE_PREFIX,
  }: { readonly nik: Nik; readonly months: number; readonly prefix?: string },
): Promise<BoundCode> {
  const validUntil = instant(deps.clock.businessNow() + CODE_LIFE_HOURS * 3_600_000);
  for (let draw = 0; draw < DRAWS_MAX; draw++) {
    const bound = { code: drawn(deps.ids.next(), prefix), nik, months, validUntil };
    const result = await deps.ledger.write({
      kind: "put",
      item: billingCodeItem(deps.keys, bound),
      guard: "absent",
    });
    if (result.kind === "committed") return bound;
  }
  throw new CodesExhausted(`no free billing code in ${DRAWS_MAX} draws`);
}

function drawn(id: string, prefix: string): BillingCode {
  const free = TWELVE - prefix.length;
  const number = createHash("sha256").update(id).digest().readBigUInt64BE() % 10n ** BigInt(free);
  return withCheckDigit(prefix + String(number).padStart(free, "0"));
}

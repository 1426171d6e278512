import { resolveBillingCode } from "../shared/billing-code/resolve-billing-code.ts";
import type { Clock } from "../shared/calendar/clock.ts";
import type { Ledger } from "../shared/ledger/ledger.ts";
import { countStrayCode } from "../shared/limit/count-stray-code.ts";
import { lookupLimitsOf } from "../shared/limit/lookup-limits.ts";
import type { Nik } from "../shared/member/member.ts";
import type { H2hCaller } from "../shared/protocol/h2h/authenticate.ts";
import type { CustomerNumberReading } from "../shared/protocol/h2h/customer-number.ts";
import { type H2hFailure, malformed } from "../shared/protocol/h2h/failure.ts";
import type { Keyring } from "../shared/seal/keyring.ts";

export type CustomerFound =
  | { readonly kind: "customer"; readonly nik: Nik; readonly months: number | undefined }
  | { readonly kind: "failed"; readonly failure: H2hFailure }
  | { readonly kind: "too-many-requests"; readonly retryAfterSeconds: number };

/** Who asks, and at which till where he names it. */
interface Asker {
  readonly caller: H2hCaller;
  readonly place: string | undefined;
}

/**
 * Finds out whose number was typed: a NIK says it by itself, a billing code costs one read and also names its months; one that names nobody costs a write, which counts it.
 * @throws LedgerFault, SealFault
 */
export async function customerOf(
  deps: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "dataKey">; readonly clock: Clock },
  number: CustomerNumberReading,
  asker: Asker,
  asked?: number,
): Promise<CustomerFound> {
  if (number.kind === "failed") return number;
  if (number.kind === "nik") return { kind: "customer", nik: number.nik, months: asked };
  const { code } = number;
  const now = deps.clock.businessNow();
  const found = await resolveBillingCode(deps, code, now);
  if (found.kind !== "bound") {
    const { partner, terms } = asker.caller;
    const { partnerId } = partner.profile;
    const limits = lookupLimitsOf(terms);
    const retryAfterSeconds = await countStrayCode(deps, {
      partnerId,
      limits,
      place: asker.place,
      code,
      now,
    });
    return retryAfterSeconds === undefined
      ? { kind: "failed", failure: { kind: `billing-code-${found.kind}` } }
      : { kind: "too-many-requests", retryAfterSeconds };
  }
  const agrees = asked === undefined || asked === found.months;
  return agrees
    ? { kind: "customer", nik: found.nik, months: found.months }
    : { kind: "failed", failure: malformed("months") };
}

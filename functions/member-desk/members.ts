import { issueBillingCode } from "../../shared/billing-code/issue-billing-code.ts";
import { businessDateOf } from "../../shared/calendar/calendar.ts";
import { lookUpMember } from "../../shared/coverage/look-up-member.ts";
import { lookupLimitsOf } from "../../shared/limit/lookup-limits.ts";
import type { Nik } from "../../shared/member/member.ts";
import type { H2hCaller } from "../../shared/protocol/h2h/authenticate.ts";
import { answerBillingCode, readBillingCode } from "../../shared/protocol/h2h/billing-code.ts";
import { answerFailure } from "../../shared/protocol/h2h/failure.ts";
import { answerLookup, readLookup } from "../../shared/protocol/h2h/lookup.ts";
import { answerRegistration, readRegistration } from "../../shared/protocol/h2h/registration.ts";
import { type RegistrationDeps, registerMember } from "../../shared/registration/register-member.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { customerOf } from "../customer-of.ts";
import { type H2hDesk, noted } from "../h2h-desk.ts";

export interface MemberDeskDeps extends RegistrationDeps {
  readonly keys: RegistrationDeps["keys"] & Pick<Keyring, "answerKey">;
}

/** Who asks about whom, as limits count it. */
const asking = ({ partner, terms }: H2hCaller, nik: Nik, place: string | undefined) => ({
  partnerId: partner.profile.partnerId,
  limits: lookupLimitsOf(terms),
  place,
  nik,
});

const SUSPENDED = { kind: "partner-suspended" } as const;
const isSuspended = ({ partner }: H2hCaller) => partner.profile.standing === "suspended";

/** What a place may do with a worker besides taking his money. */
export const MEMBER_DESK: H2hDesk<MemberDeskDeps> = {
  lookup: {
    needs: "member-lookup",
    async serve({ call, deps, line }, caller) {
      const reading = readLookup(call);
      if (reading.kind === "failed") return reading.answer;
      if (isSuspended(caller)) return noted(line, undefined, SUSPENDED, answerLookup(SUSPENDED));
      const customer = await customerOf(deps, reading.number, { caller, place: reading.place });
      if (customer.kind === "failed") return answerFailure(customer.failure);
      if (customer.kind === "too-many-requests")
        return noted(line, undefined, customer, answerLookup(customer));
      const outcome = await lookUpMember(deps, asking(caller, customer.nik, reading.place));
      return noted(line, undefined, outcome, answerLookup(outcome));
    },
  },

  registration: {
    needs: "registration",
    async serve({ call, deps, line }, caller) {
      const reading = readRegistration(call, businessDateOf(deps.clock.businessNow()));
      if (reading.kind === "failed") return reading.answer;
      if (isSuspended(caller)) return noted(line, undefined, SUSPENDED, answerRegistration(SUSPENDED));
      const { form, place } = reading;
      const { nik: _, ...asked } = asking(caller, form.nik, place);
      const outcome = await registerMember(deps, { ...asked, form });
      return noted(line, undefined, outcome, answerRegistration(outcome));
    },
  },

  "billing-code": {
    needs: "billing-codes",
    async serve({ call, deps, line }, caller) {
      const reading = readBillingCode(call);
      if (reading.kind === "failed") return reading.answer;
      if (isSuspended(caller)) return noted(line, undefined, SUSPENDED, answerBillingCode(SUSPENDED));
      const { nik, months, place } = reading;
      const found = await lookUpMember(deps, asking(caller, nik, place));
      if (found.kind !== "found") return noted(line, undefined, found, answerBillingCode(found));
      const bound = await issueBillingCode(deps, { nik, months });
      const outcome = { kind: "issued", bound, maskedName: found.maskedName } as const;
      return noted(line, undefined, outcome, answerBillingCode(outcome));
    },
  },
};

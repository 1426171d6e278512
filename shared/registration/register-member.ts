import type { KeyObject } from "node:crypto";
import type { BoundCode } from "../billing-code/billing-code-item.ts";
import { issueBillingCode } from "../billing-code/issue-billing-code.ts";
import { businessDateOf } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import { CoreUnavailable } from "../core/core.ts";
import type { MembershipRegister, RegistrationAnswer } from "../core/register.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import { entryAllowed } from "../coverage/entry-allowed.ts";
import { openDescription } from "../feed/member-description.ts";
import { sealJson } from "../feed/sealed-json.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { countLookup } from "../limit/count-lookup.ts";
import type { LookupLimits } from "../limit/lookup-limits.ts";
import type { Member } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { putMember } from "../member/member-store.ts";
import type { PartnerId } from "../partner/partner.ts";
import type { Keyring } from "../seal/keyring.ts";
import { nikWarnings } from "./nik-warnings.ts";
import type { RegistrationForm } from "./registration-form.ts";
import {
  decidedWrite,
  type NewRegistration,
  registrationItem,
  registrationKey,
  registrationOf,
} from "./registration-item.ts";

export interface RegistrationDeps {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey"> & { readonly feedKey: KeyObject };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly register: MembershipRegister;
}

export interface RegistrationCommand {
  readonly partnerId: PartnerId;
  readonly limits: LookupLimits;
  readonly place: string | undefined;
  readonly form: RegistrationForm;
}

export type RegistrationOutcome =
  /** A member of BPU, new or as he was, with a number to pay a month with. */
  | {
      readonly kind: "registered" | "known";
      readonly member: Member;
      readonly code: BoundCode;
    }
  /** The core has not said anything yet: the same form again asks it again. */
  | { readonly kind: "pending" }
  | { readonly kind: "age-limit" }
  /** Somebody has to look; never why, because behind it may stand a death or a claim (domain.md case 24). */
  | { readonly kind: "needs-check" }
  | { readonly kind: "too-many-requests"; readonly retryAfterSeconds: number };

/**
 * Registers a worker, or finds that he is a member already: one NIK, one membership (domain.md 3.4). Who he is to us follows from what the core says, never from a
 * form. The form is kept before the core is asked, so that a silent core loses nothing, and the same NIK is always the same order to it.
 * @throws LedgerFault, SealFault, DescriptionUnreadable
 */
export async function registerMember(
  deps: RegistrationDeps,
  command: RegistrationCommand,
): Promise<RegistrationOutcome> {
  const { form } = command;
  const now = deps.clock.businessNow();
  const memberKey = memberKeyOf(deps.keys.nikHashKey, form.nik);
  const { member } = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  const retryAfterSeconds = await countLookup(deps, { ...command, nik: form.nik, unknown: false, now });
  if (retryAfterSeconds !== undefined) return { kind: "too-many-requests", retryAfterSeconds };
  if (member) {
    const isServed = member.segment === "BPU" && member.standing === "registered";
    return isServed ? withCode(deps, "known", member) : { kind: "needs-check" };
  }
  const today = businessDateOf(now);
  const entry = entryAllowed({
    coverage: { run: null },
    birthDate: form.birthDate,
    today,
    startsAfresh: true,
  });
  if (entry.kind !== "allowed") return { kind: "age-limit" };
  const asked = {
    memberKey,
    registrationId: deps.ids.next(),
    partnerId: command.partnerId,
    askedAt: now,
    form,
    warnings: nikWarnings(form.nik, form),
  };
  return decided(deps, { ...asked, registrationId: await kept(deps, asked) });
}

/** Keeps the form, or finds the id under which this worker was asked for before: the core sees one order for one NIK. */
async function kept({ ledger, keys }: RegistrationDeps, asked: NewRegistration): Promise<string> {
  const item = registrationItem(keys, asked);
  const result = await ledger.write({ kind: "put", item, guard: "absent" });
  if (result.kind === "committed") return asked.registrationId;
  const stored = result.failed[0]?.item ?? (await ledger.read(registrationKey(asked.memberKey)));
  return stored ? registrationOf(stored).registrationId : asked.registrationId;
}

async function decided(deps: RegistrationDeps, asked: NewRegistration): Promise<RegistrationOutcome> {
  const { registrationId, memberKey, form, warnings } = asked;
  const sealedForm = await sealJson(deps.keys.feedKey, { registrationId, form, warnings });
  let answer: RegistrationAnswer;
  try {
    answer = await deps.register.register({ registrationId, memberKey, sealedForm });
  } catch (error) {
    if (error instanceof CoreUnavailable) return { kind: "pending" };
    throw error;
  }
  const at = deps.clock.businessNow();
  if (answer.kind === "refused") {
    await deps.ledger.write(decidedWrite(asked, "refused", at));
    return { kind: "needs-check" };
  }
  const member = await openDescription(deps.keys, answer.sealedMember);
  if (member.memberKey !== memberKey) throw new Error("the core described somebody else");
  await putMember(deps.ledger, deps.keys, member);
  await deps.ledger.write(decidedWrite(asked, "registered", at));
  return withCode(deps, "registered", member);
}

/** One month to begin with; more are bought at the till. */
async function withCode(
  deps: RegistrationDeps,
  kind: "registered" | "known",
  member: Member,
): Promise<RegistrationOutcome> {
  return { kind, member, code: await issueBillingCode(deps, { nik: member.identity.nik, months: 1 }) };
}

import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import type { LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import type { PartnerId } from "../partner/partner.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";
import type { NikWarning } from "./nik-warnings.ts";
import type { RegistrationForm } from "./registration-form.ts";

export const REGISTRATION_SORT_KEY = "REGISTRATION";

export const registrationKey = (memberKey: MemberKey): LedgerKey => ({
  PK: memberPartition(memberKey),
  SK: REGISTRATION_SORT_KEY,
});

/** Where a registration stands: `candidate` until the core has said yes or no. */
const RegistrationItem = z.object({
  schemaVersion: z.literal(1),
  memberKey: MemberKey,
  registrationId: z.string(),
  state: z.enum(["candidate", "registered", "refused"]),
  partnerId: z.string(),
  askedAt: InstantMs,
  decidedAt: z.nullable(InstantMs),
  consentVersion: z.string(),
  warnings: z.array(z.string()),
});
export type Registration = z.infer<typeof RegistrationItem>;

export interface NewRegistration {
  readonly memberKey: MemberKey;
  readonly registrationId: string;
  readonly partnerId: PartnerId;
  readonly askedAt: Instant;
  readonly form: RegistrationForm;
  readonly warnings: readonly NikWarning[];
}

/** A registration as stored: the form is sealed and bound to its member. */
export function registrationItem(keys: Pick<Keyring, "dataKey">, asked: NewRegistration): LedgerItem {
  const { form, ...clear } = asked;
  const key = registrationKey(asked.memberKey);
  return {
    ...key,
    schemaVersion: 1,
    ...clear,
    state: "candidate",
    decidedAt: null,
    consentVersion: form.consent.textVersion,
    sealedForm: seal(keys.dataKey, `${key.PK}#${key.SK}`, JSON.stringify(form)),
  };
}

/** @throws LedgerFault */
export const registrationOf = (item: LedgerItem): Registration =>
  decodeItem("registration", RegistrationItem, item);

/** The form as it was filled in. @throws SealFault */
export function openRegistrationForm(keys: Pick<Keyring, "dataKey">, item: LedgerItem): unknown {
  const { sealedForm } = decodeItem("registration", z.object({ sealedForm: z.string() }), item);
  return JSON.parse(openSeal(keys.dataKey, `${item.PK}#${item.SK}`, sealedForm));
}

/** The core has decided; once, and never back. */
export function decidedWrite(
  { memberKey, registrationId }: Pick<Registration, "memberKey" | "registrationId">,
  state: "registered" | "refused",
  at: Instant,
): LedgerWrite {
  return {
    kind: "update",
    key: registrationKey(memberKey),
    update: {
      expression: "SET #state = :state, decidedAt = :at",
      names: { "#state": "state" },
      values: { ":state": state, ":at": at },
    },
    guard: {
      expression: "registrationId = :id AND #state <> :registered",
      names: { "#state": "state" },
      values: { ":id": registrationId, ":registered": "registered" },
    },
  };
}

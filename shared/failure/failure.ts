import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";

/** What kind of thing went wrong after money was taken. Ops group and replay by it. */
export const FailureCause = z.enum([
  /** The core refused the coverage for a business reason. */
  "core-refused",
  /** The core has given no answer for a while; closes itself when it does. */
  "core-unavailable",
  /** A month that the payment owns is in force for another payment. */
  "slice-owned-by-another",
  /** Every attempt to activate failed. */
  "activation-exhausted",
  /** Attempts keep ending in a fault of ours, not of the core: a crash, a store that does not settle. */
  "consumer-crashed",
  /** Pending beyond its bound, and nothing else says so: no message may carry it. Found in the table by the sweeper. */
  "found-by-sweeper",
  /** Every attempt to take a reversed payment out of force failed. */
  "revocation-exhausted",
  /** A message that no attempt could read. */
  "message-unreadable",
  /** A ledger change that could not be turned into an event. */
  "record-unreadable",
  /** The partner gave money back that we keep: its months cannot simply be taken out. */
  "reversal-needs-review",
  /** A till took money and told us after the advice window had closed. */
  "advice-too-late",
  /** A partner took money without asking for the price, and nothing can be booked for it as it is (design 5.1). */
  "unquoted-undecided",
  /** A ledger change whose event the bus did not take within all attempts. */
  "event-not-published",
  /** A replay that a person asked for came to no end within all attempts of its own. */
  "replay-unfinished",
  /** A partner's settlement file is overdue: a day without proof. */
  "settlement-file-late",
  /** A partner's settlement file was refused whole; `reason` says line and why. */
  "settlement-file-refused",
]);
export type FailureCause = z.infer<typeof FailureCause>;

/** Money that a partner holds and that stands in no payment: all that ops have to find out whose it is and what was meant. */
export interface HeldMoney {
  /** Keyed hash of the NIK that the partner named. */
  readonly memberKey: MemberKey | null;
  readonly amountRupiah: Rupiah;
  /** Null where only an inquiry said it, and the ledger that held it is lost. */
  readonly months: number | null;
  /** What so many months cost when it was last tried; null where they could not be priced. */
  readonly dueRupiah: Rupiah | null;
  /** Other amounts that the partner has named since under the same reference, in the order in which they came. */
  readonly otherAmountsRupiah: readonly Rupiah[];
}

/** An accepted payment whose activation did not happen, or a message that may stand for one. */
export interface Failure {
  readonly failureId: string;
  readonly cause: FailureCause;
  /** What failed: a payment key where it is known, otherwise the id of the message or record. Never a NIK or a name. */
  readonly subject: { readonly kind: "payment" | "message" | "record"; readonly id: string };
  /** A reason in the core's or our own fixed words, bounded; empty when there is none. */
  readonly reason: string;
  readonly openedAt: Instant;
  /** Whose payment it is; null where the subject is none. */
  readonly partnerId: string | null;
  /** The money that it is about, where that is known. */
  readonly amountRupiah: Rupiah | null;
  /** Only where no payment tells it. */
  readonly held?: HeldMoney | undefined;
}

/** Longest reason kept: it comes from another system, and a failure is not a log. */
const REASON_CHARACTERS_MAX = 200;

/** A failure as it stands: `closedAt` is null while it is open. */
export interface StandingFailure extends Failure {
  readonly status: "open" | "closed";
  readonly closedAt: Instant | null;
  /** Counts every change from 1, so that somebody who acts on an old page is told. */
  readonly version: number;
  readonly assignee: string | null;
}

type Facts = Pick<Failure, "cause" | "subject" | "reason" | "openedAt" | "held"> & Partial<Failure>;

/** Opens a failure. The id is a function of cause and subject: the same thing going wrong again is the same failure. */
export function failureOf({ amountRupiah = null, ...facts }: Facts): Failure {
  const { cause, subject, reason } = facts;
  return {
    ...facts,
    failureId: failureIdOf(cause, subject),
    reason: reason.slice(0, REASON_CHARACTERS_MAX),
    partnerId: partnerOf(subject),
    amountRupiah,
  };
}

/** The partner is the first part of a payment's key; partner ids hold nothing that is escaped there. */
export function partnerOf({ kind, id }: Failure["subject"]): string | null {
  return kind === "payment" ? (id.split("#", 1)[0] ?? null) : null;
}

/** The name that a failure of this cause and subject has, whether it stands or not. */
export function failureIdOf(cause: FailureCause, { kind, id }: Failure["subject"]): string {
  return createHash("sha256").update(`${cause}\n${kind}\n${id}`).digest("base64url").slice(0, 22);
}

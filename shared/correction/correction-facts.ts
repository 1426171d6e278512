import * as z from "zod/mini";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { MemberKey } from "../member/member.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { Channel } from "../partner/channel-terms.ts";
import { PartnerId } from "../partner/partner.ts";

/** Money that a partner collected and that stands in no payment. */
const collected = {
  partnerId: PartnerId,
  /** The partner's own reference. */
  reference: z.string().check(z.regex(/^[\x20-\x7e]{1,128}$/)),
  memberKey: MemberKey,
  amountRupiah: RupiahAmount.check(z.refine((amount) => amount > 0)),
  /** The till's own time: decides which months are next, and their price. */
  paidAt: InstantMs,
  /** The partner's usual place where nobody knows. */
  channel: z.optional(Channel),
  source: z.enum(["settlement", "failure"]),
};

/**
 * What two people may do with money, and all that they have to know of it. `forced-booking` books months, `credit` keeps the money for the member's next ones; `late-reversal` and
 * `keep` are the two answers to a reversal outside its window; `wrong-nik` moves a payment to the worker who paid.
 */
export const CorrectionFacts = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("forced-booking"),
    ...collected,
    months: z.number().check(z.int(), z.minimum(1), z.maximum(12)),
    /** From the correction on, unless the core agrees to the till's time (domain.md case 34). */
    coverFrom: z._default(z.enum(["correction", "paid-at"]), "correction"),
  }),
  z.object({ kind: z.literal("credit"), ...collected }),
  z.object({
    kind: z.literal("late-reversal"),
    paymentKey: PaymentKeyText,
    /** When the partner gave the money back; only where it sent no reversal that says so. */
    reversedAt: z.optional(InstantMs),
  }),
  z.object({ kind: z.literal("keep"), paymentKey: PaymentKeyText }),
  z.object({ kind: z.literal("wrong-nik"), paymentKey: PaymentKeyText, toMember: MemberKey }),
]);
export type CorrectionFacts = z.infer<typeof CorrectionFacts>;
export type CorrectionKind = CorrectionFacts["kind"];

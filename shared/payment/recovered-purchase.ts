import type { Instant } from "../calendar/calendar.ts";
import type { Tariff } from "../contribution/tariff.ts";
import type { CoveredMember } from "../coverage/covered-member.ts";
import { maskName, maskNik } from "../member/mask.ts";
import type { Member } from "../member/member.ts";
import { type Rupiah, rupiah, sumRupiah } from "../money/rupiah.ts";
import type { ChannelTerms } from "../partner/channel-terms.ts";
import type { PartnerProfile } from "../partner/partner.ts";
import type { Holder } from "./booking.ts";
import { decideQuote } from "./decide-quote.ts";
import type { PlainInquiryRefusal } from "./outcome.ts";
import { creditPurchase, type Purchase, quotedPurchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";

/** Money that was taken without us, and the moment of its own at which it is priced. */
export interface RecoverySight extends CoveredMember {
  readonly partner: PartnerProfile;
  readonly terms: ChannelTerms;
  /** How many months were meant; 0 where all of it becomes credit. */
  readonly months: number;
  readonly amountRupiah: Rupiah;
  readonly tariff: Tariff;
  readonly takenAt: Instant;
}

export type RecoveredPurchase =
  | { readonly kind: "bought"; readonly holder: Holder; readonly purchase: Purchase }
  | { readonly kind: "refused"; readonly reason: PlainInquiryRefusal };

/**
 * What recovered money buys: the months that an inquiry would have offered on the day when it was taken, at their price of that day, over the coverage as it is now. As
 * many whole months as were meant and as it pays, credit filling up what it lacks for all of them as a quote would have; a surplus is credit (domain.md cases 15, 16, 34).
 */
export function recoveredPurchase(sight: RecoverySight): RecoveredPurchase {
  const { member, coverage, amountRupiah } = sight;
  if (!member) return { kind: "refused", reason: "member-unknown" };
  for (let count = sight.months; count > 0; count--) {
    const decision = quoteOn(sight, member, count);
    if (decision.kind === "quote") {
      const purchase = paidBy(sight, decision.quote);
      if (purchase) return { kind: "bought", holder: decision.quote, purchase };
    } else if (decision.reason !== "paid-ahead-limit") return { kind: "refused", reason: decision.reason };
  }
  return {
    kind: "bought",
    holder: holderOf(member, sight.terms),
    purchase: creditPurchase(coverage, amountRupiah),
  };
}

function quoteOn(sight: RecoverySight, member: Member, months: number) {
  const { partner, terms, coverage, tariff, takenAt } = sight;
  const { nik } = member.identity;
  const command = { partner, terms, inquiryId: "", nik, months, externalId: undefined };
  return decideQuote({ command, member, coverage, tariff, now: takenAt });
}

/** The quote's months for this money, or undefined where it does not pay them. */
function paidBy({ amountRupiah, months }: RecoverySight, quote: Quote): Purchase | undefined {
  const price = sumRupiah(quote.months.map(({ amount }) => amount));
  const usable = quote.months.length === months ? quote.creditUsedRupiah : 0;
  if (amountRupiah + usable < price) return undefined;
  return {
    ...quotedPurchase(quote),
    creditUsedRupiah: rupiah(Math.max(0, price - amountRupiah)),
    creditGivenRupiah: rupiah(Math.max(0, amountRupiah - price)),
  };
}

function holderOf(member: Member, terms: ChannelTerms): Holder {
  return {
    memberKey: member.memberKey,
    maskedName: maskName(member.identity.name),
    maskedNik: maskNik(member.identity.nik),
    payer: "SELF",
    programmes: member.programmes,
    feeRupiah: rupiah(terms.feeRupiah),
  };
}

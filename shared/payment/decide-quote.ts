import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import { programmesToBuy } from "../contribution/programmes-to-buy.ts";
import type { Tariff } from "../contribution/tariff.ts";
import { claimsToArchive } from "../coverage/claims-to-archive.ts";
import type { CoveredMember } from "../coverage/covered-member.ts";
import { entryAllowed } from "../coverage/entry-allowed.ts";
import { planMonths } from "../coverage/plan-months.ts";
import { maskName, maskNik } from "../member/mask.ts";
import type { Member } from "../member/member.ts";
import { type Rupiah, rupiah, sumRupiah } from "../money/rupiah.ts";
import type { InquiryCommand, PlainInquiryRefusal } from "./outcome.ts";
import { pricePlan } from "./price-plan.ts";
import type { Quote } from "./quote.ts";

/** Everything that a price hangs on. */
export interface QuoteSight extends CoveredMember {
  readonly command: InquiryCommand;
  readonly tariff: Tariff;
  readonly now: Instant;
}

export type QuoteDecision =
  | { readonly kind: "quote"; readonly quote: Quote }
  | { readonly kind: "refuse"; readonly reason: PlainInquiryRefusal };

const refuse = (reason: PlainInquiryRefusal): QuoteDecision => ({ kind: "refuse", reason });

/**
 * Prices the next months that a worker can buy: the oldest unpaid first, each at the price of its own contribution month (domain.md 2.3,
 * 3.2, cases 13 and 18). The till's payer is always the worker; sponsors come by batch.
 */
export function decideQuote({ command, member, coverage, tariff, now }: QuoteSight): QuoteDecision {
  if (!member) return refuse("member-unknown");
  const unfit = whyNotInsurable(member);
  if (unfit) return refuse(unfit);
  const bought = programmesToBuy(member.programmes, member.bpuCategory);
  if (bought.kind === "refused") return refuse(bought.reason);
  const today = businessDateOf(now);
  const plan = planMonths({ coverage, months: command.months, today });
  if (plan.kind !== "planned") return refuse(plan.kind);
  const { startsAfresh } = plan;
  const entry = entryAllowed({ coverage, birthDate: member.identity.birthDate, today, startsAfresh });
  if (entry.kind !== "allowed") return refuse(entry.kind);

  const months = pricePlan(tariff, member, bought.programmes, plan.slices);
  const creditUsedRupiah = usableCredit(coverage.creditRupiah, months);
  const quote: Quote = {
    partnerId: command.partner.partnerId,
    inquiryId: command.inquiryId,
    memberKey: member.memberKey,
    maskedName: maskName(member.identity.name),
    maskedNik: maskNik(member.identity.nik),
    payer: "SELF",
    programmes: bought.programmes,
    months,
    totalRupiah: rupiah(sumRupiah(months.map(({ amount }) => amount)) - creditUsedRupiah),
    creditUsedRupiah,
    creditSeenRupiah: coverage.creditRupiah,
    feeRupiah: rupiah(command.terms.feeRupiah),
    quotedAt: now,
    businessDate: today,
    coverageVersion: coverage.version,
    runBefore: plan.runBefore,
    runAfter: plan.runAfter,
    coversToday: plan.coversToday,
    monthsToCoverToday: plan.monthsToCoverToday,
    claimsToArchive: claimsToArchive(coverage, today).flatMap((paymentKey) => {
      const claim = coverage.claims[paymentKey];
      return claim ? [{ paymentKey, claim }] : [];
    }),
    tariffVersion: tariff.version,
  };
  return { kind: "quote", quote };
}

/** Credit goes into JKK and JKM only; JHT is the worker's own saving (domain.md 2.3, case 19). */
function usableCredit(credit: Rupiah, months: Quote["months"]): Rupiah {
  const insurance = months.flatMap(({ lines }) => lines.filter(({ programme }) => programme !== "JHT"));
  return rupiah(Math.min(credit, sumRupiah(insurance.map(({ amount }) => amount))));
}

/** Reasons that lie in the membership itself. A deceased member is never named as such at a till (domain.md case 24). */
function whyNotInsurable(member: Member): PlainInquiryRefusal | undefined {
  if (member.segment !== "BPU") return "wrong-segment";
  return member.standing === "registered" ? undefined : "member-unavailable";
}

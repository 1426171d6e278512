import { MOST_MONTHS } from "../contribution/month-count.ts";
import { decideQuote, type QuoteSight } from "./decide-quote.ts";
import type { InquiryRefused, LimitRefused } from "./outcome.ts";
import type { Quote } from "./quote.ts";

export type InquiryDecision =
  | { readonly kind: "quote"; readonly quote: Quote }
  | { readonly kind: "refuse"; readonly refused: InquiryRefused };

/**
 * What an inquiry is answered: the price, unless the place cannot take so small or so large an amount (domain.md 6.4, case 20). The limits hold here alone: money
 * that a till has taken already is never refused for them.
 */
export function decideInquiry(sight: QuoteSight): InquiryDecision {
  const decision = decideQuote(sight);
  if (decision.kind === "refuse") {
    return { kind: "refuse", refused: { kind: "refused", reason: decision.reason } };
  }
  const refused = beyondLimits(sight, decision.quote);
  return refused ? { kind: "refuse", refused } : decision;
}

/** The limits are about what the till takes: the months less the credit, without the channel's fee. */
function beyondLimits(sight: QuoteSight, { totalRupiah, months }: Quote): LimitRefused | undefined {
  const { floorRupiah, ceilingRupiah } = sight.command.terms;
  if (totalRupiah < floorRupiah) {
    const monthsToReachFloor = nextCount(sight, months.length, 1);
    return { kind: "refused", reason: "below-floor", monthsToReachFloor };
  }
  if (totalRupiah > ceilingRupiah) {
    const monthsUnderCeiling = nextCount(sight, months.length, -1);
    return { kind: "refused", reason: "above-ceiling", monthsUnderCeiling };
  }
  return undefined;
}

/** The nearest count of months, going up or down, that the place can take; undefined where none is, or none that can be bought today. */
function nextCount(sight: QuoteSight, asked: number, step: 1 | -1): number | undefined {
  const { floorRupiah, ceilingRupiah } = sight.command.terms;
  for (let months = asked + step; months >= 1 && months <= MOST_MONTHS; months += step) {
    const decision = decideQuote({ ...sight, command: { ...sight.command, months } });
    if (decision.kind === "refuse") return undefined;
    const { totalRupiah } = decision.quote;
    if (floorRupiah <= totalRupiah && totalRupiah <= ceilingRupiah) return months;
  }
  return undefined;
}

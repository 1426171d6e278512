import { type BusinessDate, businessDateOf, type Instant } from "../calendar/calendar.ts";
import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import { countLookup } from "../limit/count-lookup.ts";
import { lookupLimitsOf } from "../limit/lookup-limits.ts";
import { type LookupAct, lookupWrites } from "../limit/lookup-window.ts";
import type { MemberKey } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { decideInquiry } from "./decide-inquiry.ts";
import type { PaymentDeps } from "./deps.ts";
import { notServed } from "./not-served.ts";
import type { InquiryCommand, InquiryOutcome, InquiryRefused } from "./outcome.ts";
import { quoteLedgerKey } from "./payment-key.ts";
import type { Quote } from "./quote.ts";
import { quoteOf } from "./quote-item.ts";
import { keepQuote } from "./quote-store.ts";

/** What an inquiry id asks about. */
interface Question {
  readonly memberKey: MemberKey;
  readonly months: number;
  readonly today: BusinessDate;
}

/**
 * Answers an inquiry: one Query for member and coverage, one transaction that keeps the quote and counts the question. A refusal counts it as well,
 * with one transaction, so that a number that is nobody's takes as long to answer. The same inquiry id for
 * the same worker and months is answered with the quote as it was given.
 * @throws LedgerFault
 */
export async function giveQuote(deps: PaymentDeps, command: InquiryCommand): Promise<InquiryOutcome> {
  const now = deps.clock.businessNow();
  const memberKey = memberKeyOf(deps.keys.nikHashKey, command.nik);
  const question: Question = { memberKey, months: command.months, today: businessDateOf(now) };
  const shut = notServed(command, now);
  if (shut) return repeatedOr(deps, command, question, shut);
  const covered = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  const decision = decideInquiry({ ...covered, command, tariff: TARIFF, now });
  const act = lookupAct(command, now);
  if (decision.kind === "refuse") {
    const { refused } = decision;
    const outcome = await repeatedOr(deps, command, question, refused);
    if (outcome !== refused) return outcome;
    const unknown = refused.reason === "member-unknown";
    const retryAfterSeconds = await countLookup(deps, { ...act, unknown });
    return retryAfterSeconds === undefined
      ? refused
      : { kind: "refused", reason: "too-many-requests", retryAfterSeconds };
  }
  const number = { external: command.externalId, machineNow: deps.clock.machineNow() };
  const result = await keepQuote(deps.ledger, decision.quote, number, lookupWrites(deps.keys, act));
  if (result.kind === "kept") return { kind: "quoted", quote: decision.quote, repeated: false };
  if (result.kind === "external-id-taken") return { kind: "refused", reason: "external-id-reused" };
  if (result.kind === "asked-too-often") {
    return { kind: "refused", reason: "too-many-requests", retryAfterSeconds: result.retryAfterSeconds };
  }
  return repeatedInquiry(result.stored, question);
}

/** An inquiry as a question about a person: it answers with a masked name, so it counts like a look-up. */
const lookupAct = ({ partner, terms, place, nik }: InquiryCommand, now: Instant): LookupAct => ({
  partnerId: partner.partnerId,
  limits: lookupLimitsOf(terms),
  place,
  nik,
  unknown: false,
  now,
});

/**
 * Refusals that a price given before survives. Who has just paid all that can be paid is refused another month, credit that came meanwhile brings an amount below
 * the floor, the cut-off has begun; but an inquiry asked again is still the question it was.
 */
const OUTLIVED: ReadonlySet<InquiryRefused["reason"]> = new Set([
  "paid-ahead-limit",
  "below-floor",
  "above-ceiling",
  "service-closed",
]);

/** The quote that stands under this inquiry's id, or the refusal. One read more, on those refusals alone. */
async function repeatedOr(
  { ledger }: PaymentDeps,
  { partner, inquiryId }: InquiryCommand,
  question: Question,
  refused: InquiryRefused,
): Promise<InquiryOutcome> {
  if (!OUTLIVED.has(refused.reason)) return refused;
  const item = await ledger.read(quoteLedgerKey(partner.partnerId, inquiryId));
  return item ? repeatedInquiry(quoteOf(item), question) : refused;
}

/** An inquiry id names one question: the same worker and months. Its promise ends with its business day. */
function repeatedInquiry(stored: Quote, asked: Question): InquiryOutcome {
  if (stored.memberKey !== asked.memberKey || stored.months.length !== asked.months) {
    return { kind: "refused", reason: "inquiry-id-reused" };
  }
  if (stored.businessDate !== asked.today) return { kind: "refused", reason: "quote-expired" };
  return { kind: "quoted", quote: stored, repeated: true };
}

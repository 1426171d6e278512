import { type BusinessDate, businessDateOf } from "../calendar/calendar.ts";
import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import type { MemberKey } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { decideQuote } from "./decide-quote.ts";
import type { PaymentDeps } from "./deps.ts";
import type { InquiryCommand, InquiryOutcome } from "./outcome.ts";
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
 * Answers an inquiry: one Query for member and coverage, one conditional write for the quote. A refusal writes nothing. The same inquiry id for
 * the same worker and months is answered with the quote as it was given.
 * @throws LedgerFault
 */
export async function giveQuote(deps: PaymentDeps, command: InquiryCommand): Promise<InquiryOutcome> {
  if (command.partner.standing === "suspended") return { kind: "refused", reason: "partner-suspended" };
  const now = deps.clock.businessNow();
  const memberKey = memberKeyOf(deps.keys.nikHashKey, command.nik);
  const question: Question = { memberKey, months: command.months, today: businessDateOf(now) };
  const covered = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  const decision = decideQuote({ ...covered, command, tariff: TARIFF, now });
  if (decision.kind === "refuse") {
    const asked = decision.reason === "paid-ahead-limit" && (await askedBefore(deps, command));
    return asked ? repeatedInquiry(asked, question) : { kind: "refused", reason: decision.reason };
  }
  const result = await keepQuote(deps.ledger, decision.quote, {
    external: command.externalId,
    machineNow: deps.clock.machineNow(),
  });
  if (result.kind === "kept") return { kind: "quoted", quote: decision.quote, repeated: false };
  if (result.kind === "external-id-taken") return { kind: "refused", reason: "external-id-reused" };
  return repeatedInquiry(result.stored, question);
}

/**
 * Who has just paid all that can be paid is refused another month, but his inquiry asked again is still the question it was. One read more, on this
 * refusal alone.
 */
async function askedBefore({ ledger }: PaymentDeps, command: InquiryCommand): Promise<Quote | undefined> {
  const item = await ledger.read(quoteLedgerKey(command.partner.partnerId, command.inquiryId));
  return item && quoteOf(item);
}

/** An inquiry id names one question: the same worker and months. Its promise ends with its business day. */
function repeatedInquiry(stored: Quote, asked: Question): InquiryOutcome {
  if (stored.memberKey !== asked.memberKey || stored.months.length !== asked.months) {
    return { kind: "refused", reason: "inquiry-id-reused" };
  }
  if (stored.businessDate !== asked.today) return { kind: "refused", reason: "quote-expired" };
  return { kind: "quoted", quote: stored, repeated: true };
}

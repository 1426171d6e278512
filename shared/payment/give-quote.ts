import { businessDateOf } from "../calendar/calendar.ts";
import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { decideQuote } from "./decide-quote.ts";
import type { PaymentDeps } from "./deps.ts";
import type { InquiryCommand, InquiryOutcome } from "./outcome.ts";
import type { Quote } from "./quote.ts";
import { keepQuote } from "./quote-store.ts";

/**
 * Answers an inquiry: one Query for member and coverage, one conditional write for the quote. A refusal writes nothing. The same inquiry id for
 * the same worker and months is answered with the quote as it was given.
 * @throws LedgerFault
 */
export async function giveQuote(deps: PaymentDeps, command: InquiryCommand): Promise<InquiryOutcome> {
  if (command.partner.standing === "suspended") return { kind: "refused", reason: "partner-suspended" };
  const now = deps.clock.businessNow();
  const memberKey = memberKeyOf(deps.keys.nikHashKey, command.nik);
  const covered = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  const decision = decideQuote({ ...covered, command, tariff: TARIFF, now });
  if (decision.kind === "refuse") return { kind: "refused", reason: decision.reason };
  const result = await keepQuote(deps.ledger, decision.quote, {
    external: command.externalId,
    machineNow: deps.clock.machineNow(),
  });
  if (result.kind === "kept") return { kind: "quoted", quote: decision.quote, repeated: false };
  if (result.kind === "external-id-taken") return { kind: "refused", reason: "external-id-reused" };
  return repeatedInquiry(result.stored, decision.quote);
}

/** An inquiry id names one question: the same worker and months. Its promise ends with its business day. */
function repeatedInquiry(stored: Quote, asked: Quote): InquiryOutcome {
  if (stored.memberKey !== asked.memberKey || stored.months.length !== asked.months.length) {
    return { kind: "refused", reason: "inquiry-id-reused" };
  }
  if (stored.businessDate !== businessDateOf(asked.quotedAt))
    return { kind: "refused", reason: "quote-expired" };
  return { kind: "quoted", quote: stored, repeated: true };
}

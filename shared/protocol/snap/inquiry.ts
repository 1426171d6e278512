import type { Instant } from "../../calendar/calendar.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { InquiryCommand, InquiryOutcome, InquiryRefused } from "../../payment/outcome.ts";
import type { Quote } from "../../payment/quote.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { idAppOf, withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import { billDetails } from "./bill.ts";
import {
  type BillingNumber,
  type CustomerNumber,
  readCustomerNumber,
  readMonths,
} from "./customer-number.ts";
import { echoedNumbers } from "./echoed-numbers.ts";
import { answerFailure, answerRow, type SnapFailure } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { type CodeRefusal, rowOfCode, rowOfInquiry } from "./outcome-table.ts";
import { InquiryRequest, readRequest } from "./request.ts";
import { quoteTexts, shownName } from "./shown-text.ts";
import { wireAmount } from "./wire.ts";

/** An inquiry understood, with the request that its answer repeats and the number as it was typed. */
export interface InquiryReading {
  readonly kind: "read";
  readonly number: CustomerNumber | BillingNumber;
  readonly request: InquiryRequest;
}

interface Unreadable {
  readonly kind: "failed";
  readonly answer: SnapAnswer;
}

/** Reads the body of an authenticated inquiry (service 24). `at` is the machine's time, for the answer to what cannot be read. */
export function readInquiry(caller: SnapCaller, body: Uint8Array, at: Instant): InquiryReading | Unreadable {
  const reading = readRequest(InquiryRequest, readStrictJson(body));
  if (reading.kind === "failed") return unreadable(reading.failure, at, reading.sent);
  const { request } = reading;
  const number = readCustomerNumber(request, caller.snap);
  if (number.kind === "failed") return unreadable(number.failure, at, reading.sent);
  return { kind: "read", number, request };
}

const unreadable = (failure: SnapFailure, at: Instant, sent: unknown): Unreadable => ({
  kind: "failed",
  answer: answerFailure("inquiry", failure, at, sent),
});

/** What an inquiry asks, once it is known whom its number stands for. */
export function inquiryCommand(
  caller: SnapCaller,
  { request }: InquiryReading,
  worker: CustomerNumber,
  at: Instant,
): { readonly kind: "command"; readonly command: InquiryCommand } | Unreadable {
  const ids = { inquiryRequestId: request.inquiryRequestId, "X-EXTERNAL-ID": caller.externalId };
  const exposed = idHoldingNumber(ids, worker.nik);
  if (exposed) return unreadable(exposed, at, request);
  const asked = readMonths(worker, request.additionalInfo);
  if (asked.kind === "failed") return unreadable(asked.failure, at, request);
  const command: InquiryCommand = {
    partner: caller.partner.profile,
    terms: caller.terms,
    inquiryId: request.inquiryRequestId,
    nik: worker.nik,
    months: asked.months,
    externalId: { service: "inquiry", id: caller.externalId },
  };
  return { kind: "command", command };
}

/** Answers an inquiry whose billing code stands for nobody, or no longer. */
export function answerCodeRefusal(
  { snap }: SnapCaller,
  { request }: InquiryReading,
  refusal: CodeRefusal,
  at: Instant,
): SnapAnswer {
  return answerRow("inquiry", rowOfCode(refusal, snap), at, { request });
}

/** Writes the answer to an inquiry (snap-bi.md 3.3): the price by month, or the refusal with its reason in both languages. */
export function answerInquiry(
  { snap }: SnapCaller,
  { request }: InquiryReading,
  outcome: InquiryOutcome,
  at: Instant,
): SnapAnswer {
  const row = rowOfInquiry(outcome, snap);
  if (outcome.kind === "refused") return answerRow("inquiry", row, at, { request, headers: waitOf(outcome) });
  if (row.code !== "200xx00") return answerRow("inquiry", row, at, { request });
  const idApp = idAppOf(request.additionalInfo);
  const data = quotedData(row, request, outcome.quote, snap.sends);
  return snapAnswer("inquiry", row, at, {
    body: withAdditionalInfo(snap, data, idApp === undefined ? {} : { idApp }),
  });
}

/** For how long the same question would get the same refusal, where that is known. */
function waitOf(refused: InquiryRefused): Record<string, string> {
  return "retryAfterSeconds" in refused ? { "retry-after": String(refused.retryAfterSeconds) } : {};
}

function quotedData(row: OutcomeRow, request: InquiryRequest, quote: Quote, sends: SnapProfile["sends"]) {
  return {
    inquiryStatus: row.flag,
    inquiryReason: row.reason,
    ...echoedNumbers(request),
    virtualAccountName: shownName(quote.maskedName, sends),
    inquiryRequestId: request.inquiryRequestId,
    totalAmount: wireAmount(quote.totalRupiah),
    subCompany: "00000",
    billDetails: billDetails(quote, sends),
    freeTexts: quoteTexts(quote, sends),
    // Closed: the amount is the total, no less and no more.
    virtualAccountTrxType: "C",
    feeAmount: wireAmount(quote.feeRupiah),
  };
}

import type { Instant } from "../../calendar/calendar.ts";
import type { InquiryCommand, InquiryOutcome } from "../../payment/outcome.ts";
import type { Quote } from "../../payment/quote.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { idAppOf, withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import { billDetails, boughtTexts, todayText } from "./bill.ts";
import { readCustomerNumber, readMonths } from "./customer-number.ts";
import { echoedNumbers } from "./echoed-numbers.ts";
import { answerFailure, answerRow, type SnapFailure } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { rowOfInquiry } from "./outcome-table.ts";
import { InquiryRequest, readRequest } from "./request.ts";
import { wireAmount } from "./wire.ts";

/** An inquiry understood, with the request that its answer repeats. */
export interface InquiryReading {
  readonly kind: "read";
  readonly command: InquiryCommand;
  readonly request: InquiryRequest;
}

export type InquiryRead = InquiryReading | { readonly kind: "failed"; readonly answer: SnapAnswer };

/** Reads the body of an authenticated inquiry (service 24). `at` is the machine's time, for the answer to what cannot be read. */
export function readInquiry(caller: SnapCaller, body: Uint8Array, at: Instant): InquiryRead {
  const reading = readRequest(InquiryRequest, readStrictJson(body));
  const fail = (failure: SnapFailure): InquiryRead => ({
    kind: "failed",
    answer: answerFailure("inquiry", failure, at, reading.sent),
  });
  if (reading.kind === "failed") return fail(reading.failure);
  const { request } = reading;
  const number = readCustomerNumber(request, caller.snap);
  if (number.kind === "failed") return fail(number.failure);
  const exposed = idHoldingNumber(
    { inquiryRequestId: request.inquiryRequestId, "X-EXTERNAL-ID": caller.externalId },
    number.nik,
  );
  if (exposed) return fail(exposed);
  const asked = readMonths(number, request.additionalInfo);
  if (asked.kind === "failed") return fail(asked.failure);
  const command: InquiryCommand = {
    partner: caller.partner.profile,
    terms: caller.terms,
    inquiryId: request.inquiryRequestId,
    nik: number.nik,
    months: asked.months,
    externalId: { service: "inquiry", id: caller.externalId },
  };
  return { kind: "read", command, request };
}

/** Writes the answer to an inquiry (snap-bi.md 3.3): the price by month, or the refusal with its reason in both languages. */
export function answerInquiry(
  { snap }: SnapCaller,
  { request }: InquiryReading,
  outcome: InquiryOutcome,
  at: Instant,
): SnapAnswer {
  const row = rowOfInquiry(outcome, snap);
  if (outcome.kind === "refused" || row.code !== "200xx00") return answerRow("inquiry", row, at, { request });
  const idApp = idAppOf(request.additionalInfo);
  const data = quotedData(row, request, outcome.quote);
  return snapAnswer("inquiry", row, at, {
    body: withAdditionalInfo(snap, data, idApp === undefined ? {} : { idApp }),
  });
}

function quotedData(row: OutcomeRow, request: InquiryRequest, quote: Quote) {
  return {
    inquiryStatus: row.flag,
    inquiryReason: row.reason,
    ...echoedNumbers(request),
    virtualAccountName: quote.maskedName,
    inquiryRequestId: request.inquiryRequestId,
    totalAmount: wireAmount(quote.totalRupiah),
    subCompany: "00000",
    billDetails: billDetails(quote),
    freeTexts: [...boughtTexts(quote), todayText(quote)],
    // Closed: the amount is the total, no less and no more.
    virtualAccountTrxType: "C",
    feeAmount: wireAmount(quote.feeRupiah),
  };
}

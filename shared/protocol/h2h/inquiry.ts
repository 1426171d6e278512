import { addDays, formatInstant, startOf } from "../../calendar/calendar.ts";
import type { InquiryCommand, InquiryOutcome } from "../../payment/outcome.ts";
import type { Quote } from "../../payment/quote.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCaller } from "./authenticate.ts";
import { boughtMonths } from "./bought-months.ts";
import type { H2hCall } from "./call.ts";
import { readCustomerNumber } from "./customer-number.ts";
import { answerFailure, type H2hFailure, malformed } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import { rowOfInquiry } from "./outcome-table.ts";
import { InquiryRequest, readRequest } from "./request.ts";

export type InquiryRead =
  | { readonly kind: "read"; readonly command: InquiryCommand }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Reads the body of an authenticated inquiry. Its id is ours: `inquiryId` has to be new. */
export function readInquiry({ partner, terms }: H2hCaller, call: H2hCall, inquiryId: string): InquiryRead {
  const fail = (failure: H2hFailure): InquiryRead => ({ kind: "failed", answer: answerFailure(failure) });
  const reading = readRequest(InquiryRequest, call);
  if (reading.kind === "failed") return fail(reading.failure);
  const { customerNumber, months, terminal } = reading.request;
  const number = readCustomerNumber(customerNumber);
  if (number.kind === "failed") return fail(number.failure);
  const ids = { "terminal.storeId": terminal.storeId, "terminal.tillId": terminal.tillId };
  const exposed = idHoldingNumber(ids, (text) => text.includes(number.nik));
  if (exposed) return fail(malformed(exposed));
  const { nik } = number;
  return {
    kind: "read",
    command: { partner: partner.profile, terms, inquiryId, nik, months, externalId: undefined },
  };
}

/** Writes the answer to an inquiry: the price by month and programme, or the refusal. */
export function answerInquiry(outcome: InquiryOutcome): H2hAnswer {
  const row = rowOfInquiry(outcome);
  return outcome.kind === "refused" ? problemAnswer(row) : h2hAnswer(row, quotedBody(outcome.quote));
}

function quotedBody(quote: Quote): Readonly<Record<string, unknown>> {
  return {
    inquiryId: quote.inquiryId,
    maskedName: quote.maskedName,
    maskedNik: quote.maskedNik,
    programmes: quote.programmes,
    ...boughtMonths(quote),
    creditUsed: quote.creditUsedRupiah,
    totalAmount: quote.totalRupiah,
    feeAmount: quote.feeRupiah,
    currency: "IDR",
    coversToday: quote.coversToday,
    monthsToCoverToday: quote.monthsToCoverToday,
    // The first instant at which the promise no longer holds: midnight in Jakarta.
    expiresAt: formatInstant(startOf(addDays(quote.businessDate, 1))),
  };
}

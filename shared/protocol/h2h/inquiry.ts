import { addDays, formatInstant, startOf } from "../../calendar/calendar.ts";
import type { Nik } from "../../member/member.ts";
import type { InquiryCommand, InquiryOutcome } from "../../payment/outcome.ts";
import type { Quote } from "../../payment/quote.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCaller } from "./authenticate.ts";
import { boughtMonths } from "./bought-months.ts";
import type { H2hCall } from "./call.ts";
import { type CustomerNumberReading, readCustomerNumber } from "./customer-number.ts";
import { answerFailure, type H2hFailure, malformed } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import { rowOfInquiry } from "./outcome-table.ts";
import { inquiryRefusalFacts } from "./refusal-facts.ts";
import { InquiryRequest, readRequest } from "./request.ts";
import { placeOf, terminalIds } from "./terminal.ts";

/** An inquiry understood, as far as its own words go: whose number it is may have to be looked up. */
export interface InquiryReading {
  readonly kind: "read";
  readonly number: CustomerNumberReading;
  readonly request: InquiryRequest;
}

export type InquiryRead = InquiryReading | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Reads the body of an authenticated inquiry. */
export function readInquiry(call: H2hCall): InquiryRead {
  const reading = readRequest(InquiryRequest, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { request } = reading;
  return { kind: "read", number: readCustomerNumber(request.customerNumber), request };
}

/** The command for the worker whose number it is, or what is wrong with it. Its id is ours: `inquiryId` has to be new. */
export function inquiryCommand(
  { partner, terms }: H2hCaller,
  { request: { months, terminal } }: InquiryReading,
  { nik, inquiryId }: { readonly nik: Nik; readonly inquiryId: string },
):
  | { readonly kind: "command"; readonly command: InquiryCommand }
  | { readonly kind: "failed"; readonly failure: H2hFailure } {
  const exposed = idHoldingNumber(terminalIds(terminal), (text) => text.includes(nik));
  if (exposed) return { kind: "failed", failure: malformed(exposed) };
  const place = placeOf(terminal);
  const command = { partner: partner.profile, terms, place, inquiryId, nik, months, externalId: undefined };
  return { kind: "command", command };
}

/** Writes the answer to an inquiry: the price by month and programme, or the refusal. */
export function answerInquiry(outcome: InquiryOutcome): H2hAnswer {
  const row = rowOfInquiry(outcome);
  return outcome.kind === "refused"
    ? problemAnswer(row, inquiryRefusalFacts(outcome))
    : h2hAnswer(row, quotedBody(outcome.quote));
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

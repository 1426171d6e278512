import { ZERO_RUPIAH } from "../../money/rupiah.ts";
import { echoedNumbers, fieldsOf, wireTextOf } from "./echoed-numbers.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { wireAmount } from "./wire.ts";

type Body = Readonly<Record<string, unknown>>;

const LONGEST_ID = 128;

function echoedId(request: unknown, name: "inquiryRequestId" | "paymentRequestId"): Body {
  const id = wireTextOf(fieldsOf(request)[name]);
  return id === undefined || id.length > LONGEST_ID ? {} : { [name]: id };
}

/** virtualAccountData of an inquiry that gave no price: status, reason and the caller's own numbers, nothing about the worker. */
export function refusedInquiryData(row: OutcomeRow, request: unknown): Body {
  return {
    inquiryStatus: row.flag,
    inquiryReason: row.reason,
    ...echoedNumbers(request),
    virtualAccountName: "",
    ...echoedId(request, "inquiryRequestId"),
    totalAmount: wireAmount(ZERO_RUPIAH),
  };
}

/** virtualAccountData of a payment that was refused before it could be stored. */
export function refusedPaymentData(row: OutcomeRow, request: unknown): Body {
  return {
    paymentFlagStatus: row.flag,
    paymentFlagReason: row.reason,
    ...echoedNumbers(request),
    virtualAccountName: "",
    ...echoedId(request, "paymentRequestId"),
  };
}

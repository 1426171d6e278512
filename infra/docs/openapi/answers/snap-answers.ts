import type * as z from "zod";
import { SnapBill, SnapInquiry, SnapPaidBill, SnapRefusal, SnapRefusedInquiry } from "./snap-inquiry.ts";
import { SnapPayment, SnapStatus, SnapToken, SnapTransaction } from "./snap-payment.ts";
import { SnapAmount, SnapText } from "./snap-words.ts";

/** What SNAP answers, by the name under which the document knows it. */
export const SNAP_ANSWERS = {
  SnapToken,
  SnapInquiry,
  SnapRefusedInquiry,
  SnapPayment,
  SnapStatus,
  SnapTransaction,
  SnapRefusal,
  SnapBill,
  SnapPaidBill,
  SnapAmount,
  SnapText,
} as const satisfies Record<string, z.ZodType>;

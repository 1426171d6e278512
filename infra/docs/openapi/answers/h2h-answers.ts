import type * as z from "zod";
import { BoughtMonth, PriceLine } from "./bought-months.ts";
import {
  H2hBookedPayment,
  H2hPayment,
  H2hPaymentStatus,
  H2hRefusedPayment,
  H2hReversal,
  H2hReversedPayment,
} from "./h2h-payment.ts";
import { H2hProblem } from "./h2h-problem.ts";
import { H2hQuote } from "./h2h-quote.ts";
import { MemberLookup } from "./member-lookup.ts";
import { BillingCode, PendingRegistration, Registration } from "./member-registration.ts";
import { PrintedMonth, Receipt, Slip } from "./receipt.ts";
import { Discount, InTwoLanguages, Programme, Span } from "./words.ts";

/** What H2H answers, by the name under which the document knows it; answers first, then what they are made of. */
export const H2H_ANSWERS = {
  H2hQuote,
  H2hPayment,
  H2hPaymentStatus,
  H2hBookedPayment,
  H2hRefusedPayment,
  H2hReversedPayment,
  H2hReversal,
  MemberLookup,
  Registration,
  PendingRegistration,
  BillingCode,
  H2hProblem,
  Receipt,
  Slip,
  PrintedMonth,
  BoughtMonth,
  PriceLine,
  Discount,
  Span,
  Programme,
  InTwoLanguages,
} as const satisfies Record<string, z.ZodType>;

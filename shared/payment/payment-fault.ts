/** The payment core could not settle a request; nothing was booked by this call. The edge answers 5xx. */
export class PaymentFault extends Error {
  readonly code: "COVERAGE_KEEPS_MOVING" | "PAYMENT_KEEPS_MOVING" | "QUOTE_NOT_KEPT" | "MONTH_NOT_RELEASED";

  constructor(code: PaymentFault["code"]) {
    super(code);
    this.name = "PaymentFault";
    this.code = code;
  }
}

import { businessDate, type Instant, monthOf, parseInstant } from "../../shared/calendar/calendar.ts";
import type { Claim, PaymentKey } from "../../shared/coverage/coverage.ts";
import { rupiah } from "../../shared/money/rupiah.ts";

export function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

export function paymentKey(reference: string): PaymentKey {
  return `bri#${reference}` as PaymentKey;
}

/** One month of JKK and JKM that a worker paid himself. */
export function claimSample(from: string, to: string, inForceFrom = `${from}T09:00:00+07:00`): Claim {
  return {
    payer: "SELF",
    programmes: ["JKK", "JKM"],
    firstMonth: monthOf(businessDate(from)),
    count: 1,
    rupiah: rupiah(8_400),
    from: businessDate(from),
    to: businessDate(to),
    inForceFrom: at(inForceFrom),
    runBefore: null,
  };
}

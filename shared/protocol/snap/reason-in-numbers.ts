import { formatInstant, type Instant } from "../../calendar/calendar.ts";
import type { InquiryRefused } from "../../payment/outcome.ts";
import type { RefusedPayment } from "../../payment/payment.ts";
import { type OutcomeRow, row } from "./outcome-row.ts";

type Refused = InquiryRefused | Pick<RefusedPayment, "reason" | "opensAt">;

/** The row of a refusal with its numbers where it has any: how many months to ask for instead, or until when the service is closed. */
export function inNumbers(plain: OutcomeRow, refused: Refused): OutcomeRow {
  const say = (english: string, indonesia: string) => row(plain.code, plain.flag, english, indonesia);
  if ("monthsToReachFloor" in refused && refused.monthsToReachFloor !== undefined) {
    const { monthsToReachFloor: months } = refused;
    return say(
      `Amount is too low here, ask for ${months} months`,
      `Jumlah terlalu kecil, pilih ${months} bulan`,
    );
  }
  if ("monthsUnderCeiling" in refused && refused.monthsUnderCeiling !== undefined) {
    const { monthsUnderCeiling: months } = refused;
    return say(
      `Amount is too high here, at most ${months} months`,
      `Jumlah terlalu besar, paling banyak ${months} bulan`,
    );
  }
  if ("opensAt" in refused && refused.opensAt !== undefined) {
    const time = clockOf(refused.opensAt);
    return say(`Closed until ${time} WIB`, `Tutup sampai pukul ${time} WIB`);
  }
  return plain;
}

/** A closing ends within a day, so that its clock time says enough. */
const clockOf = (at: Instant): string => formatInstant(at).slice(11, 16);

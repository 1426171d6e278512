import { parseBillingCode } from "../../../../shared/billing-code/billing-code.ts";
import { type Instant, parseInstant } from "../../../../shared/calendar/calendar.ts";
import { parseNik } from "../../../../shared/member/nik.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import type { PaymentQuery } from "../../../../shared/timeline/find-payments.ts";
import { canName } from "../../name-length.ts";

/** What the one box may hold, told by its form alone; a partner's reference may look like any of the others, so it is always among them. */
export function recognise(typed: string, partnerIds: readonly string[]): readonly PaymentQuery[] {
  const text = typed.trim();
  if (text === "" || !canName(text)) return [];
  const digits = text.replaceAll(/[ .-]/g, "");
  const nik = parseNik(digits);
  const found: PaymentQuery[] = [];
  if (nik) found.push({ nik });
  else if (parseBillingCode(digits)) found.push({ billingCode: digits });
  if (/^[0-9A-Z]{20,40}$/i.test(text)) found.push({ gatewayReference: text });
  return [...found, ...partnerIds.map((partnerId) => ({ partnerId, reference: text }))];
}

export type FactName = "amount" | "minute" | "lastDigits";

/** The four facts as they were typed, or the one that does not read. */
export function factsTyped(typed: URLSearchParams): PaymentQuery | { readonly mistake: FactName } {
  const amountRupiah = Number((typed.get("amount") ?? "").replaceAll(/[Rp. ]/g, ""));
  if (!Number.isSafeInteger(amountRupiah) || amountRupiah <= 0) return { mistake: "amount" };
  const minute = minuteTyped(typed.get("minute") ?? "");
  if (minute === undefined) return { mistake: "minute" };
  const lastDigits = (typed.get("lastDigits") ?? "").trim();
  if (!/^\d{2,4}$/.test(lastDigits)) return { mistake: "lastDigits" };
  const outlet = typed.get("outlet") ?? "";
  return {
    outlet,
    amountRupiah,
    minute,
    lastDigits,
    partnerId: PartnerId.safeParse(typed.get("partner")).data,
  };
}

/** `2026-11-20 10:05` in WIB, with a blank or a T between. */
function minuteTyped(text: string): Instant | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d[:.]\d\d)$/.exec(text.trim()) ?? [];
  return date && time ? parseInstant(`${date}T${time.replace(".", ":")}:00+07:00`) : undefined;
}

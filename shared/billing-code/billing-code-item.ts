import * as z from "zod/mini";
import { type Instant, instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Nik } from "../member/member.ts";
import { parseNik } from "../member/nik.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";
import type { BillingCode } from "./billing-code.ts";

/** What a code stands for, until when by business time. */
export interface BoundCode {
  readonly code: BillingCode;
  readonly nik: Nik;
  readonly months: number;
  readonly validUntil: Instant;
}

export const billingCodeKey = (code: BillingCode): LedgerKey => ({ PK: joinKey("CODE", code), SK: "CODE" });

/** An expired code is told apart from one that never was for a week; then its number is free again. */
const KEPT_AFTER_END_SECONDS = 7 * 24 * 3600;

const CodeItem = z.object({
  schemaVersion: z.literal(1),
  sealedNik: z.string(),
  months: z.number(),
  validUntil: InstantMs,
});

/** A code as stored: the NIK is sealed and bound to this very code. */
export function billingCodeItem(keys: Pick<Keyring, "dataKey">, bound: BoundCode): LedgerItem {
  const key = billingCodeKey(bound.code);
  return {
    ...key,
    schemaVersion: 1,
    sealedNik: seal(keys.dataKey, key.PK, bound.nik),
    months: bound.months,
    validUntil: bound.validUntil,
    expiresAt: Math.ceil(bound.validUntil / 1000) + KEPT_AFTER_END_SECONDS,
  };
}

/** Reads and opens a code's item. @throws LedgerFault, SealFault */
export function boundCodeOf(keys: Pick<Keyring, "dataKey">, code: BillingCode, item: LedgerItem): BoundCode {
  const { sealedNik, months, validUntil } = decodeItem("billing code", CodeItem, item);
  const nik = parseNik(openSeal(keys.dataKey, item.PK, sealedNik));
  if (!nik) throw new RangeError("a code of nobody");
  return { code, nik, months, validUntil: instant(validUntil) };
}

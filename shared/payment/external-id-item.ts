import { addDays, businessDateOf, type Instant, startOf } from "../calendar/calendar.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { PartnerId } from "../partner/partner.ts";
import type { ExternalId } from "./outcome.ts";

/** An id that was used on the last second of a day may be asked about until the day after. */
const EXTERNAL_ID_KEPT_DAYS = 2;

/**
 * The fragment that makes a partner's message number single-use within a WIB day of the machine's clock (snap-bi.md 8.9). It stands in the
 * same transaction as what it protects, so neither exists without the other, and only after authentication (8.8).
 */
export function externalIdWrite(
  partnerId: PartnerId,
  external: ExternalId,
  machineNow: Instant,
): LedgerWrite {
  const day = businessDateOf(machineNow);
  return {
    kind: "put",
    item: {
      PK: joinKey("EXTERNAL", partnerId, external.service, day, external.id),
      SK: "EXTERNAL",
      schemaVersion: 1,
      expiresAt: startOf(addDays(day, 1 + EXTERNAL_ID_KEPT_DAYS)) / 1000,
    },
    guard: "absent",
  };
}

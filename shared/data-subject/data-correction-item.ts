import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";

/** What the core holds of a person and may hold wrongly. */
export const CorrectableField = z.enum([
  "nik",
  "kpj",
  "name",
  "birth-date",
  "declared-income",
  "sector",
  "programmes",
]);
export type CorrectableField = z.infer<typeof CorrectableField>;

const RequestItem = z.object({
  schemaVersion: z.literal(1),
  requestId: z.string(),
  fields: z.array(CorrectableField),
  askedAt: InstantMs,
  askedBy: z.string(),
  /** The version of the core's description at that moment; 0 where there was none. */
  seenVersion: z.number(),
  sealedDetail: z.string(),
});

/** A request as it was made; `detail` is what the person says is right, and is personal. */
export interface DataCorrectionRequest
  extends Omit<z.infer<typeof RequestItem>, "schemaVersion" | "sealedDetail"> {
  readonly detail: string;
}

/** Behind `PROFILE`, so that no inquiry's range (COVERAGE to PROFILE) ever reads one. */
export const DATA_CORRECTION_PREFIX = "RECTIFICATION#";

/** A request as stored: what the person says of himself is sealed and bound to this very item. */
export function dataCorrectionItem(
  keys: Pick<Keyring, "dataKey">,
  memberKey: MemberKey,
  { detail, ...clear }: DataCorrectionRequest,
): LedgerItem {
  const PK = memberPartition(memberKey);
  const SK = joinKey("RECTIFICATION", formatInstant(clear.askedAt, "milliseconds"), clear.requestId);
  return { PK, SK, schemaVersion: 1, ...clear, sealedDetail: seal(keys.dataKey, `${PK}#${SK}`, detail) };
}

/** @throws LedgerFault, SealFault */
export function dataCorrectionOf(keys: Pick<Keyring, "dataKey">, item: LedgerItem): DataCorrectionRequest {
  const { sealedDetail, schemaVersion: _, ...clear } = decodeItem("data correction", RequestItem, item);
  return { ...clear, detail: openSeal(keys.dataKey, `${item.PK}#${item.SK}`, sealedDetail) };
}

import * as z from "zod/mini";
import { type BusinessDate, parseBusinessDate } from "../calendar/calendar.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** The last day that has a root, and that root's hash: where the sealer goes on. A hint only; the verifier believes the signed roots. */
export interface LastSeal {
  readonly day: BusinessDate;
  readonly rootHash: string;
}

const LastSealItem = z.object({
  day: z.custom<BusinessDate>((day) => typeof day === "string" && parseBusinessDate(day) !== undefined),
  rootHash: z.string(),
});

export const LAST_SEAL_KEY: LedgerKey = { PK: joinKey("AUDIT", "SEALED"), SK: "LAST" };

/** One round trip. */
export async function readLastSeal(ledger: Pick<Ledger, "read">): Promise<LastSeal | undefined> {
  const item = await ledger.read(LAST_SEAL_KEY);
  return item && decodeItem("audit seal", LastSealItem, item);
}

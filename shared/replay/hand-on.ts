import type { Ledger } from "../ledger/ledger.ts";
import { replayKey, storedReplayFrom } from "./replay-item.ts";

/**
 * Hands a replay on to its next slice, unless somebody has handed on that one already: two runners beside each other become one again. The message is sent before that is noted, so a crash between the two means a
 * slice twice, which does no harm, and never one too few.
 */
export async function handOn(
  ledger: Ledger,
  replayId: string,
  nextSlice: number,
  send: () => Promise<void>,
): Promise<"sent" | "sent-before"> {
  const item = await ledger.read(replayKey(replayId));
  if (item && storedReplayFrom(item).handedOn >= nextSlice) return "sent-before";
  await send();
  await ledger.write({
    kind: "update",
    key: replayKey(replayId),
    update: { expression: "SET handedOn = :slice", values: { ":slice": nextSlice } },
    guard: { expression: "handedOn < :slice", values: { ":slice": nextSlice } },
  });
  return "sent";
}

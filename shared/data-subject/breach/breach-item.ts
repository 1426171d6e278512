import * as z from "zod/mini";
import { InstantMs } from "../../calendar/calendar-schema.ts";
import { decodeItem } from "../../ledger/decode-item.ts";
import type { LedgerKey } from "../../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../../ledger/write.ts";
import type { Breach, BreachStep } from "./breach.ts";

const Tick = z.object({ by: z.string(), at: InstantMs, note: z.string() });

const BreachItem = z.object({
  schemaVersion: z.literal(1),
  breachId: z.string(),
  kind: z.enum(["drill", "incident"]),
  discoveredAt: InstantMs,
  summary: z.string(),
  openedBy: z.string(),
  openedAt: InstantMs,
  // Steps of an older program are read too: whoever ticked one did it.
  ticks: z.record(z.string(), Tick),
  version: z.number(),
});

/** There are a handful, drills included, so they lie together; ids begin with their instant. */
export const BREACHES_PARTITION = "BREACHES";

export const breachKey = (breachId: string): LedgerKey => ({ PK: BREACHES_PARTITION, SK: breachId });

/** @throws LedgerFault */
export function breachOf(item: LedgerItem): Breach {
  const { schemaVersion: _, ticks, ...rest } = decodeItem("breach", BreachItem, item);
  return { ...rest, ticks: ticks as Readonly<Partial<Record<BreachStep, z.infer<typeof Tick>>>> };
}

export function breachWrite(breach: Breach, seen: Breach | undefined): LedgerWrite {
  const item = { ...breachKey(breach.breachId), schemaVersion: 1, ...breach };
  if (!seen) return { kind: "put", item, guard: "absent" };
  const guard = {
    expression: "#version = :seen",
    names: { "#version": "version" },
    values: { ":seen": seen.version },
  };
  return { kind: "put", item, guard };
}

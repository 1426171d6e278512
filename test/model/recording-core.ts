import {
  type ActivationOrder,
  type Core,
  CoreUnavailable,
  type RevocationOrder,
} from "../../shared/core/core.ts";
import type { CoreMood } from "./action.ts";
import type { FaultyWire } from "./faulty-wire.ts";

/** A core system that remembers the highest sequence that it confirmed of each payment, and can refuse or be away. */
export function recordingCore() {
  const highest = new Map<string, 1 | 2>();
  let mood: CoreMood = "willing";
  async function take(order: ActivationOrder | RevocationOrder) {
    if (mood === "away") throw new CoreUnavailable("away");
    if (mood === "refuses" && order.sequence === 1) return { kind: "refused", reason: "unwilling" } as const;
    const seen = highest.get(order.paymentKey) ?? 0;
    if (order.sequence > seen) highest.set(order.paymentKey, order.sequence);
    return { kind: "confirmed" } as const;
  }
  return {
    highest,
    /** The core as a process reaches it over its wire. */
    through: (wire: FaultyWire): Core => ({
      activate: (order) => wire.gate("core.activate", () => take(order)),
      revoke: (order) => wire.gate("core.revoke", () => take(order)),
    }),
    be(next: CoreMood): void {
      mood = next;
    },
  };
}

import {
  type ActivationOrder,
  type Core,
  CoreUnavailable,
  type RevocationOrder,
} from "../../shared/core/core.ts";
import type { FaultyWire } from "./faulty-wire.ts";

/** A core system that takes every order, remembers the highest sequence of each payment, and can be away. */
export function recordingCore() {
  const highest = new Map<string, 1 | 2>();
  let isAway = false;
  async function take(order: ActivationOrder | RevocationOrder) {
    if (isAway) throw new CoreUnavailable("away");
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
    away(next: boolean): void {
      isAway = next;
    },
  };
}

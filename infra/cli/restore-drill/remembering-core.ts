import { isDeepStrictEqual } from "node:util";
import type { ActivationOrder, Core } from "../../../shared/core/core.ts";

/** A membership system that outlives the ledger, and what it has come to know. */
export interface RememberingCore extends Core {
  /** The payments whose months are in force there. */
  covered(): ReadonlySet<string>;
  /** Orders that came again with other months than the first time: ignored, as the port promises, and worth a look. */
  readonly contradicted: readonly string[];
  /** Orders that came again at all. */
  readonly repeated: number;
}

/**
 * Plays the core for a drill: as the port asks, it goes by (payment, sequence) alone, so that a rebuilt payment's second activation is the first one again. What is embedded
 * in a ledger would go back with it; a core of its own does not.
 */
export function rememberingCore(): RememberingCore {
  const active = new Map<string, ActivationOrder>();
  const revoked = new Set<string>();
  const contradicted: string[] = [];
  let repeated = 0;
  return {
    contradicted,
    get repeated() {
      return repeated;
    },
    covered: () => new Set([...active.keys()].filter((key) => !revoked.has(key))),
    async activate(order) {
      const { paymentKey } = order;
      const first = active.get(paymentKey);
      // A lower sequence than one already seen is ignored.
      if (!first && !revoked.has(paymentKey)) active.set(paymentKey, order);
      if (first) repeated += 1;
      if (first && !isDeepStrictEqual(first.months, order.months)) contradicted.push(paymentKey);
      return { kind: "confirmed" };
    },
    async revoke({ paymentKey }) {
      revoked.add(paymentKey);
      return { kind: "confirmed" };
    },
  };
}

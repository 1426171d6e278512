import type { Core } from "./core.ts";

/**
 * The core where no membership system is connected: the ledger's slices are then the register of who is insured, so there is nobody to
 * ask. An accepted payment is confirmed by itself, and so is its revocation.
 */
export const EMBEDDED_CORE: Core = {
  async activate() {
    return { kind: "confirmed" };
  },
  async revoke() {
    return { kind: "confirmed" };
  },
};

import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { PartnerId } from "../../../../shared/partner/partner.ts";
import { paymentKeyOf } from "../../../../shared/payment/payment-key.ts";
import type { DurableStore } from "../../durable-store.ts";
import type { Sandbox } from "../sandbox.ts";
import { readSandboxFile, type SandboxFile } from "../sandbox-file.ts";
import { watchJourney } from "./journey.ts";
import type { SentPayment, Visit } from "./visit.ts";

/** What the tills of the page stand on. */
export interface CounterGround {
  readonly store: DurableStore;
  readonly ledger: Ledger;
  readonly sandbox: Sandbox;
  /** Path of `sandbox.json`. */
  readonly sandboxFile: string;
}

/** The counter with all its tills, one for each partner of `sandbox.json`. */
export interface Counter extends CounterGround {
  /** The partners and sample workers, read anew each time; nobody when there are no samples. */
  file(): SandboxFile;
  /** Business time. */
  now(): Instant;
  /** Begins to watch what the gateway does with a payment that is about to be sent. */
  watch(visit: Visit, sent: SentPayment): void;
}

const NO_SAMPLES: SandboxFile = { baseUrl: "", partners: [], members: [], ops: [] };

export function openCounter(ground: CounterGround): Counter {
  // A whole second: partners' protocols carry no finer time, and a slip prints none.
  const now = () => instant(Math.floor(ground.sandbox.clock.businessNow() / 1000) * 1000);
  return {
    ...ground,
    now,
    file: () => readSandboxFile(ground.sandboxFile) ?? NO_SAMPLES,
    watch(visit, { bill }) {
      const paymentKey = paymentKeyOf(visit.asked.partnerId as PartnerId, bill.quote.reference);
      const { clock } = ground.sandbox;
      visit.journey = watchJourney({ ...ground, now: () => clock.businessNow() }, paymentKey);
      visit.journey.follow();
    },
  };
}

import { carryOut } from "../../shared/activation/carry-out.ts";
import type { Attempt } from "../../shared/attempt/attempt.ts";
import { takeInAttempts } from "../../shared/attempt/take-in-attempts.ts";
import { type Instant, instant } from "../../shared/calendar/calendar.ts";
import { type Core, CoreUnavailable } from "../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import type { AcceptedPayment, Payment } from "../../shared/payment/payment.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { paymentOf } from "../../shared/payment/payment-item.ts";
import { paymentLedgerKey } from "../../shared/payment/payment-key.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { countEvents } from "../../shared/report/count-events.ts";
import { factOfEvent } from "../../shared/report/fact-of-event.ts";
import { paymentTimeline } from "../../shared/timeline/payment-timeline.ts";
import { attempt, time } from "../attempt/attempt-samples.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER, paymentWorld } from "../payment/payment-world.ts";

const DOWN: Core = {
  async activate() {
    throw new CoreUnavailable("down");
  },
  async revoke() {
    throw new CoreUnavailable("down");
  },
};

let batches = 0;

/** A day at BRI on which each thing happens when the test says so: what the functions between ledger, bus, core and log would do. */
export async function storyWorld(engine: TestLedger) {
  const { ledger } = engine;
  const world = await paymentWorld(engine);
  await world.register(FISHER);
  const told = new Map<PaymentKey, Payment>();
  const clockAt = (text: string) => world.moveTo(`2026-11-20T${text}+07:00`);
  const now = () => world.deps.clock.businessNow();

  const stored = async (key: PaymentKey): Promise<Payment> => {
    const item = await ledger.read(paymentLedgerKey(key));
    if (!item) throw new Error("no such payment");
    return paymentOf(item);
  };

  async function carry(kind: "activate" | "revoke", paymentKey: PaymentKey, core: Core) {
    const deps = { ledger, clock: world.deps.clock, core, silenceMs: 1 };
    const errand = { kind, paymentKey, waitingSince: instant(Date.now() - 1_000) };
    await carryOut(deps, errand).catch((error: unknown) => {
      if (!(error instanceof CoreUnavailable)) throw error;
    });
  }

  return {
    ...world,
    clockAt,
    async paid(): Promise<AcceptedPayment> {
      const outcome = await world.buy(2);
      if (outcome.kind !== "accepted") throw new Error(outcome.kind);
      return outcome.payment;
    },
    /** The relay publishes how the payment stands, and the report takes note. */
    async publish(key: PaymentKey) {
      const after = await stored(key);
      const event = paymentEvent(told.get(key), after);
      told.set(key, after);
      if (!event) throw new Error("nothing to tell");
      const fact = factOfEvent(JSON.stringify({ "detail-type": event.type, detail: event }));
      await countEvents(ledger, [{ fact, publishedAt: now() }], now());
    },
    activate: (key: PaymentKey) => carry("activate", key, EMBEDDED_CORE),
    activateInVain: (key: PaymentKey) => carry("activate", key, DOWN),
    revoke: (key: PaymentKey) => carry("revoke", key, EMBEDDED_CORE),
    reverse: (reference: string) =>
      reversePayment(world.deps, {
        ...{
          partner: BRI,
          reference,
          reversedAt: now(),
          reason: "customer-cancelled",
          amountRupiah: undefined,
        },
      }),
    /** A request that was answered now, as its line has it. */
    async asked(reference: string, facts: Partial<Attempt> = {}) {
      const at: Instant = now();
      const attempts = [attempt({ reference, at, loggedAt: at, durationMs: 20, ...facts })];
      await takeInAttempts(ledger, { batchId: `story-${++batches}`, attempts }, at);
    },
    timeline: (key: PaymentKey) => paymentTimeline({ ledger }, key),
  };
}

export { time };

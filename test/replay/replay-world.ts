import { carryOut } from "../../shared/activation/carry-out.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import {
  type ActivationOrder,
  type Core,
  CoreUnavailable,
  type RevocationOrder,
} from "../../shared/core/core.ts";
import type { CloudEvent } from "../../shared/event/cloud-event.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Nik } from "../../shared/member/member.ts";
import type { AcceptedPayment } from "../../shared/payment/payment.ts";
import { paymentOf } from "../../shared/payment/payment-item.ts";
import { paymentLedgerKey } from "../../shared/payment/payment-key.ts";
import type { ReplayDeps } from "../../shared/replay/replay-deps.ts";
import { runReplay } from "../../shared/replay/run-replay.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { paymentWorld } from "../payment/payment-world.ts";

export const ANI = { subject: "ani", origin: "10.0.0.7" };
export const BUDI = { subject: "budi", origin: "10.0.0.8" };

let workers = 0;

/** A core in this process that can be down or refuse, and remembers which orders took effect: each (payment, sequence) once, as the real one. */
export function switchedCore() {
  const effects = new Set<string>();
  const taken = (order: ActivationOrder | RevocationOrder) => {
    core.arrivals += 1;
    if (core.mode === "down") throw new CoreUnavailable("no answer");
    if (core.mode === "reject") return { kind: "refused", reason: "member-deceased" } as const;
    effects.add(`${order.paymentKey}/${order.sequence}`);
    return { kind: "confirmed" } as const;
  };
  const core = {
    mode: "up" as "up" | "down" | "reject",
    arrivals: 0,
    effects,
    port: { activate: async (order) => taken(order), revoke: async (order) => taken(order) } satisfies Core,
  };
  return core;
}

/** Payments whose activation failed, and people who replay them. */
export async function replayWorld(engine: TestLedger) {
  const world = await paymentWorld(engine);
  const core = switchedCore();
  const published: CloudEvent[] = [];
  const bus = { isDown: false };
  const depsOver = (ledger: Ledger): ReplayDeps => ({
    ...{ ledger, core: core.port, clock: world.deps.clock, silenceMs: 0 },
    async publishAll(events) {
      if (bus.isDown) return false;
      published.push(...events);
      return true;
    },
  });
  const deps = depsOver(engine.ledger);

  /** So many payments of different workers, accepted and not in force. */
  async function paid(count: number): Promise<readonly AcceptedPayment[]> {
    const one = async (): Promise<AcceptedPayment> => {
      const nik = `99999${String(15_038_500_000 + ++workers)}`.slice(0, 16) as Nik;
      await world.register(nik);
      const outcome = await world.buy(1, { nik });
      if (outcome.kind !== "accepted") throw new Error(outcome.kind);
      return outcome.payment;
    };
    return Promise.all(Array.from({ length: count }, one));
  }

  /** An attempt of the consumer, of which it is said that it has waited long enough to show. */
  const attempt = (payment: AcceptedPayment, over = deps) =>
    carryOut(over, { kind: "activate", paymentKey: payment.paymentKey, waitingSince: instant(0) });

  return {
    ...{ world, core, bus, published, deps, depsOver, paid, attempt },
    async stateOf({ paymentKey }: Pick<AcceptedPayment, "paymentKey">) {
      const item = await engine.ledger.read(paymentLedgerKey(paymentKey));
      return item && paymentOf(item).state;
    },
    async fail(payments: readonly AcceptedPayment[], mode: "down" | "reject" = "down") {
      core.mode = mode;
      for (let at = 0; at < payments.length; at += 50) {
        const some = payments.slice(at, at + 50);
        await Promise.all(some.map((payment) => attempt(payment).catch(() => undefined)));
      }
      core.mode = "up";
    },
    /** Slices of the runner until it is over, each with time for so many looks at the clock. @returns how many it took */
    async run(replayId: string, looksMax = Number.POSITIVE_INFINITY, over = deps): Promise<number> {
      for (let slice = 1; slice < 500; slice++) {
        let looks = 0;
        if ((await runReplay(over, replayId, () => ++looks <= looksMax)) !== "goes-on") return slice;
      }
      throw new Error("no end of slices");
    },
  };
}

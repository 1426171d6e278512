import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER, paymentWorld } from "./payment-world.ts";

/**
 * The table of design section 6, cell by cell: what is stored of a reference, and what each thing that can arrive is answered. Each cell plays on a worker and a
 * reference of its own over the real engine.
 */
let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const STATES = ["nothing", "accepted", "credited", "refused", "reversed", "tombstone"] as const;
const ARRIVALS = ["payment", "advice", "other content", "reversal", "status"] as const;

const EXPECTED: Record<(typeof STATES)[number], Record<(typeof ARRIVALS)[number], string>> = {
  nothing: {
    payment: "accepted",
    advice: "accepted",
    "other content": "refused amount-differs",
    reversal: "reversed tombstone",
    status: "unknown",
  },
  accepted: {
    payment: "accepted again",
    advice: "accepted again",
    "other content": "conflict amount",
    reversal: "reversed reversed",
    status: "found accepted",
  },
  credited: {
    payment: "accepted again",
    advice: "accepted again",
    "other content": "conflict amount",
    reversal: "reversed reversed",
    status: "found credited",
  },
  refused: {
    payment: "refused amount-differs again",
    advice: "refused amount-differs again",
    "other content": "conflict amount",
    reversal: "already-refused",
    status: "found refused",
  },
  reversed: {
    payment: "reversed",
    advice: "reversed",
    "other content": "conflict amount",
    reversal: "reversed reversed again",
    status: "found reversed",
  },
  tombstone: {
    payment: "reversed",
    advice: "reversed",
    "other content": "reversed",
    reversal: "reversed tombstone again",
    status: "found tombstone",
  },
};

let unique = 0;

/** A desk with one worker and one quote of one month, brought into a state. */
async function desk(state: (typeof STATES)[number]) {
  const world = await paymentWorld(engine);
  await world.register(FISHER);
  const inquiryId = `ST-${++unique}`;
  const asked = await world.inquire({ inquiryId });
  if (asked.kind !== "quoted") throw new Error(asked.reason);
  const amountRupiah = asked.quote.totalRupiah;
  const reference = inquiryId;
  const reverse = () =>
    reversePayment(world.deps, {
      partner: BRI,
      reference,
      reversedAt: instant(world.deps.clock.businessNow()),
      reason: "customer-cancelled",
      amountRupiah: undefined,
    });
  const pay = (more = {}) => world.pay({ inquiryId, reference, amountRupiah, ...more });
  /** All of the money's months are gone, none is left within a year: the advice buys only credit. */
  const credit = async () => {
    await world.buy(12);
    await pay({ advice: true });
  };
  const prepare = {
    nothing: async () => undefined,
    accepted: () => pay(),
    credited: credit,
    refused: () => pay({ amountRupiah: rupiah(amountRupiah - 1) }),
    reversed: async () => {
      await pay();
      await reverse();
    },
    tombstone: reverse,
  };
  await prepare[state]();
  const paid = state === "refused" ? rupiah(amountRupiah - 1) : amountRupiah;
  return { world, reverse, reference, pay: (more = {}) => pay({ amountRupiah: paid, ...more }) };
}

async function arrive(state: (typeof STATES)[number], arrival: (typeof ARRIVALS)[number]): Promise<string> {
  const { world, reverse, reference, pay } = await desk(state);
  if (arrival === "reversal") {
    const outcome = await reverse();
    if (outcome.kind !== "reversed") return outcome.kind;
    return `reversed ${outcome.payment.state}${outcome.replayed ? " again" : ""}`;
  }
  if (arrival === "status") {
    const outcome = await tellStatus(world.deps, { partner: BRI, reference, nik: FISHER });
    return outcome.kind === "found" ? `found ${outcome.payment.state}` : outcome.kind;
  }
  const more = { payment: {}, advice: { advice: true }, "other content": { amountRupiah: rupiah(1) } }[
    arrival
  ];
  const outcome = await pay(more);
  switch (outcome.kind) {
    case "accepted":
      return outcome.replayed ? "accepted again" : "accepted";
    case "refused":
      return `refused ${outcome.payment.reason}${outcome.replayed ? " again" : ""}`;
    case "conflict":
      return `conflict ${outcome.fields.join(" ")}`;
    default:
      return outcome.kind;
  }
}

describe.each(STATES)("stored: %s", (state) => {
  it.each(ARRIVALS)("arrives: %s", async (arrival) => {
    expect(await arrive(state, arrival)).toBe(EXPECTED[state][arrival]);
  });
});

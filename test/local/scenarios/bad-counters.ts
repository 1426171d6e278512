import { randomUUID } from "node:crypto";
import type { Bill, Counter, Told } from "../../../infra/cli/conformance/partner/counter.ts";
import { h2hCounter } from "../../../infra/cli/conformance/partner/h2h-counter.ts";
import { snapCounter } from "../../../infra/cli/conformance/partner/snap-counter.ts";
import type { H2hClient } from "../../../infra/cli/h2h-client.ts";
import { NoAnswer, type SnapClient } from "../../../infra/cli/snap-client.ts";
import { instant } from "../../../shared/calendar/calendar.ts";

/** Takes silence for failure: rings the customer up again. */
export const paysAnew = (counter: Counter): Counter => ({
  ...counter,
  async pay(bill, how) {
    const told = await counter.pay(bill, how);
    if (told.kind !== "unknown") return told;
    const again = await counter.inquire(bill);
    return again.kind === "yes" ? counter.pay(again.value, how) : told;
  },
});

/** Makes a reference for each message instead of each payment. */
export const renamesRepeats = (counter: Counter): Counter => ({
  ...counter,
  pay: (bill, how) => counter.pay(how.advice ? { ...bill, reference: randomUUID() } : bill, how),
});

/** Does not read headers. */
export const readsNoHeaders = (counter: Counter): Counter => {
  const deaf = <T>(told: Told<T>): Told<T> => (told.kind === "unknown" ? { kind: "unknown" } : told);
  return {
    ...counter,
    inquire: async (ask) => deaf(await counter.inquire(ask)),
    pay: async (bill, how) => deaf(await counter.pay(bill, how)),
    status: async (bill) => deaf(await counter.status(bill)),
  };
};

/** Fetches a token for every message. */
export const tokenPerCall = (bank: SnapClient): Counter =>
  snapCounter({
    ...bank,
    inquiry: async (ask) => bank.token().then(() => bank.inquiry(ask)),
    payment: async (pay) => bank.token().then(() => bank.payment(pay)),
    status: async (ask) => bank.token().then(() => bank.status(ask)),
  });

/** Reads the status line and believes it. */
export const verifiesNothing = (shop: H2hClient): Counter =>
  h2hCounter({
    ...shop,
    async payment(pay) {
      try {
        return await shop.payment(pay);
      } catch (error) {
        if (!(error instanceof NoAnswer && /not signed/.test(error.message))) throw error;
        return { status: 201, headers: new Headers({ signature: "unread" }), body: { state: "accepted" } };
      }
    },
  });

/** Takes 5xx for a refusal and forgets it. */
export const forgetsFaults = (counter: Counter): Counter => ({
  ...counter,
  async pay(bill, how) {
    const told = await counter.pay(bill, how);
    return told.kind === "unknown" ? { kind: "no", code: "fault" } : told;
  },
});

/** Gives the money back as soon as it is in doubt, and then pays all the same. */
export const reversesInDoubt = (counter: Counter): Counter => ({
  ...counter,
  async pay(bill, how) {
    const told = await counter.pay(bill, how);
    if (told.kind === "unknown") await counter.reverse?.(bill, instant(Date.now()));
    return told;
  },
});

/** Tries what was refused once more under a new name. */
export const insists = (counter: Counter): Counter => ({
  ...counter,
  async pay(bill, how) {
    const told = await counter.pay(bill, how);
    return told.kind === "no" ? counter.pay({ ...bill, reference: randomUUID() }, how) : told;
  },
});

/** Leaves the hundreds out: nobody has the change. */
export const rounds = (counter: Counter): Counter => ({
  ...counter,
  pay: (bill, how) => counter.pay({ ...bill, rupiah: Math.floor(bill.rupiah / 1_000) * 1_000 }, how),
});

/** Writes the moment of sending into repeats, as if the worker had paid again. */
export const restampsRepeats = (counter: Counter): Counter => ({
  ...counter,
  pay: (bill, how) => counter.pay(bill, how.advice ? { ...how, paidAt: instant(how.paidAt + 60_000) } : how),
});

/** Makes the reference with the tap and not with the bill. */
export const namesEachTap = (counter: Counter): Counter => ({
  ...counter,
  async inquire(ask) {
    const told = await counter.inquire(ask);
    return told.kind === "yes" ? { kind: "yes", value: fresh(told.value) } : told;
  },
});

/** A bill whose reference is another one every time that it is read. */
const fresh = (bill: Bill): Bill => ({
  ...bill,
  get reference() {
    return randomUUID();
  },
});

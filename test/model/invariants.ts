import type { View } from "./view.ts";

/** An invariant of design section 6 does not hold. */
export class InvariantBroken extends Error {
  constructor(invariant: string, what: string) {
    super(`invariant ${invariant}: ${what}`);
    this.name = "InvariantBroken";
  }
}

const STANDS = ["accepted", "active", "credited"];
const HOLDS_MONEY = [...STANDS, "reversed"];

function holds(condition: boolean, invariant: string, what: () => string): void {
  if (!condition) throw new InvariantBroken(invariant, what());
}

/**
 * What must be true after every step, by the ledger alone. `highest` is what the core was told of each payment, `queue` what is on its way to the consumer: nobody
 * may hear of a payment that the ledger does not hold.
 */
export function checkInvariants(
  view: View,
  highest: ReadonlyMap<string, 1 | 2>,
  queue: readonly { readonly payment: string }[],
): void {
  checkMoney(view);
  checkMoves(view);
  checkOwners(view);
  checkPayments(view);
  checkSlices(view);
  for (const payment of [...highest.keys(), ...queue.map((message) => message.payment)]) {
    const state = view.payments[payment]?.state ?? "unknown";
    holds(HOLDS_MONEY.includes(state), "6", () => `the world has heard of ${payment}, which is ${state}`);
  }
}

/** 1: every rupiah taken in is in a month, waits as credit, or went back; per member, and so in total. */
function checkMoney(view: View): void {
  for (const member of new Set(Object.values(view.payments).map((payment) => payment.member))) {
    const payments = Object.values(view.payments).filter((payment) => payment.member === member);
    const sum = (list: typeof payments) => list.reduce((total, { amount }) => total + amount, 0);
    const taken = sum(payments.filter(({ state }) => HOLDS_MONEY.includes(state)));
    const returned = sum(payments.filter(({ state }) => state === "reversed"));
    const coverage = view.coverages[member];
    const claimed = Object.values(coverage?.claims ?? {}).reduce((total, { rupiah }) => total + rupiah, 0);
    const credit = coverage?.credit ?? 0;
    holds(credit >= 0, "1", () => `${member} has a credit of ${credit}`);
    holds(
      taken === claimed + credit + returned,
      "1",
      () => `${member}: ${taken} in, ${claimed} + ${credit} + ${returned}`,
    );
  }
}

/**
 * 1, across moves: the money of a partner's reference stands in one payment at most. What went on to another worker stands there, to the rupiah, until the partner has it
 * back; so nothing was counted twice on the way.
 */
function checkMoves(view: View): void {
  const standing = Object.entries(view.payments).filter(([, { state }]) => STANDS.includes(state));
  const roots = new Map<string, string>();
  for (const [key, { origin }] of standing) {
    const root = origin || key;
    const twin = roots.get(root);
    holds(!twin, "1", () => `the money of ${root} stands in ${twin} and ${key}`);
    roots.set(root, key);
  }
  for (const [key, { state, amount, successor, origin }] of Object.entries(view.payments)) {
    if (successor === "" || origin !== "") continue;
    const [to = "", returned] = successor.split(" ");
    const heir = view.payments[to];
    const stands = heir !== undefined && STANDS.includes(heir.state);
    holds(stands === (returned === undefined), "1", () => `${key} points to ${to}, which is ${heir?.state}`);
    holds(
      state !== "reversed" || heir?.amount === amount,
      "1",
      () => `${key} lost rupiah on its way to ${to}`,
    );
  }
}

/** 2: a month of a programme has one owner. */
function checkOwners(view: View): void {
  for (const [member, { claims }] of Object.entries(view.coverages)) {
    const owners = new Map<string, string>();
    for (const [payment, claim] of Object.entries(claims)) {
      for (const month of monthsOf(claim.firstMonth, claim.count)) {
        for (const programme of ["JKK", "JKM"]) {
          holds(
            claim.programmes.includes(programme),
            "2",
            () => `${payment} owns ${month} without ${programme}`,
          );
          const owner = owners.get(`${month} ${programme}`);
          holds(!owner, "2", () => `${member} ${month} ${programme}: ${owner} and ${payment}`);
          owners.set(`${month} ${programme}`, payment);
        }
      }
    }
  }
}

function monthsOf(first: string, count: number): string[] {
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1;
  return Array.from({ length: count }, (_, index) => {
    const month = start + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

/** 5: an accepted payment is in force, on the list of what waits, or credit; nothing else is on that list. */
function checkPayments(view: View): void {
  for (const [key, payment] of Object.entries(view.payments)) {
    holds(payment.pending === (payment.state === "accepted"), "5", () => `${key} is ${payment.state}`);
    const claim = view.coverages[payment.member]?.claims[key];
    const owns = payment.state === "accepted" || payment.state === "active";
    holds(
      owns === (claim !== undefined),
      "5",
      () => `${key} is ${payment.state} and its claim ${claim ? "stands" : "is missing"}`,
    );
  }
}

/** 6: slices stand for a payment in force, or for one that the core is still to be told of. */
function checkSlices(view: View): void {
  const counted = new Map<string, number>();
  for (const [slice, payment] of Object.entries(view.slices)) {
    const owner = view.payments[payment];
    const mayStand = owner?.state === "active" || (owner?.state === "reversed" && !owner.revoked);
    holds(mayStand, "6", () => `${slice} stands for ${payment}, which is ${owner?.state}`);
    counted.set(payment, (counted.get(payment) ?? 0) + 1);
  }
  for (const [key, { state, months }] of Object.entries(view.payments)) {
    if (state !== "active") continue;
    holds(
      counted.get(key) === months.length * 2,
      "6",
      () => `${key} is active with ${counted.get(key)} slices`,
    );
  }
}

/** 8: nothing outside the sealed fields names a person. */
export function checkNothingPersonal(items: readonly unknown[], secrets: readonly string[]): void {
  const text = JSON.stringify(items);
  for (const secret of secrets)
    holds(!text.includes(secret), "8", () => "a number or a name stands in clear");
}

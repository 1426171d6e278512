import fc from "fast-check";
import type { Action, CoreMood, Deed } from "./action.ts";
import { fault, member, partner, pay, ref, reverse, status, unanswered } from "./random-actions.ts";

/** Deeds that go well. */
const plainly = (deeds: readonly Deed[]): Action[] =>
  deeds.map((one) => ({ deed: one, unanswered: "retry" }));

export interface Place {
  readonly partner: string;
  readonly ref: number;
  readonly member: string;
}
const place: fc.Arbitrary<Place> = fc.record({ partner, ref, member });

export const asks = ({ partner, ref, member }: Place, months: number): Deed => ({
  kind: "inquire",
  partner,
  ref,
  member,
  months,
  oldNumber: false,
});
export const payment = ({ partner, ref }: Place, advice = false): Extract<Deed, { kind: "pay" }> => ({
  kind: "pay",
  partner,
  ref,
  content: "same",
  advice,
  oldNumber: false,
});
export const pays = (place: Place, advice = false): Deed => payment(place, advice);
export const reverses = ({ partner, ref }: Place): Deed => ({
  kind: "reverse",
  partner,
  ref,
  amount: "unsaid",
  minutesAgo: 0,
});
export const relays: Deed = { kind: "relay", trouble: "none", again: false };
export const delivers = (pick: number, core: CoreMood = "willing"): Deed => ({
  ...{ kind: "deliver", pick, keep: true, core },
});
const asksForReplay = (by: "ids" | "filter"): Deed => ({ kind: "replay", by });
const runs = (looks: number): Deed => ({ kind: "slice", pick: 0, keep: false, looks, core: "willing" });
export const waits = (until: "after-midnight" | "minutes"): Deed => ({ kind: "wait", until, count: 1 });
const elsewhere = (here: Place): Place => ({ ...here, partner: here.partner === "bri" ? "bni" : "bri" });

/** What else may arrive for a reference. */
const visits = ({ partner, ref }: Place): fc.Arbitrary<Action[]> => {
  const here = fc.oneof(pay, pay, reverse, status).map((one): Deed => ({ ...one, partner, ref }));
  return fc.array(fc.record({ deed: here, fault, unanswered }), { maxLength: 3 });
};

export const story = (tell: (here: Place, flag: boolean) => readonly Deed[]): fc.Arbitrary<Action[]> =>
  fc
    .tuple(place, fc.boolean())
    .chain(([here, flag]) => visits(here).map((later) => [...plainly(tell(here, flag)), ...later]));

/** Money that buys no month: another payment took all that could be bought for it. */
const creditStory = story((here) => {
  const rival = elsewhere(here);
  return [asks(here, 1), asks(rival, 12), pays(rival), pays(here, true)];
});

/** And the till, which heard nothing, says it again. */
const creditAgainStory = story((here) => {
  const rival = elsewhere(here);
  return [asks(here, 1), asks(rival, 12), pays(rival), pays(here, true), pays(here, true)];
});

/** A month bought and given back, with its messages on the way or not. */
const reversalStory = story((here, relayed) => [
  ...[asks(here, 1), pays(here)],
  ...(relayed ? [relays, delivers(0)] : []),
  reverses(here),
]);

/** A month in force. */
const activeStory = story((here) => [asks(here, 1), pays(here), relays, delivers(0)]);

/** A month given back and bought again elsewhere, whose messages overtake those of the first. */
const overtakingStory = story((here) => {
  const rival = elsewhere(here);
  return [asks(here, 1), pays(here), reverses(here), asks(rival, 1), pays(rival), relays, delivers(2)];
});

/** The core says no to an activation: a failure, until it is replayed or the payment is given back. */
const failureStory = story((here, replayed) => {
  const refused = [asks(here, 1), pays(here), relays, delivers(-1, "refuses")];
  const over: readonly Deed[] = replayed
    ? [asksForReplay("ids"), relays, runs(99)]
    : [reverses(here), relays, delivers(-1)];
  return [...refused, ...over];
});

/** A replay of what the core refused, asked for minutes later, whose runner has little time; the automatic retry and the partner may be quicker. */
const replayStory = story((here, reversed) => {
  const refused = [asks(here, 1), pays(here), relays, delivers(-1, "refuses"), waits("minutes")];
  const asked: readonly Deed[] = [asksForReplay("filter"), asksForReplay("ids"), relays];
  const meanwhile = reversed ? [reverses(here)] : [delivers(-1)];
  return [...refused, ...asked, runs(2), ...meanwhile, runs(99), runs(99), runs(99)];
});

/** An activation that comes before the revocation of the month's former owner comes back until the month is free. */
const tooEarlyStory = story((here) => {
  const rival = elsewhere(here);
  const bought = [asks(here, 1), pays(here), relays, delivers(-1), reverses(here)];
  const overtaken = [asks(rival, 1), pays(rival), relays, delivers(-1)];
  return [...bought, ...overtaken, delivers(-2), delivers(-1)];
});

/** Two tills quote the same month, and both take money for it. */
const rivalryStory = story((here, advised) => {
  const next = { ...here, ref: (here.ref + 1) % 5 };
  const rival = elsewhere(next);
  return [asks(here, 1), pays(here), asks(next, 1), asks(rival, 1), pays(next), pays(rival, advised)];
});

/** A till says it days too late. */
const lateStory = story((here) => [
  asks(here, 1),
  { kind: "wait", until: "days", count: 2 },
  pays(here, true),
]);

/** The money went back before anybody told us of the payment. */
const tombstoneStory = story((here, asked) => [...(asked ? [asks(here, 1)] : []), reverses(here)]);

/** A bank's number names other months than were asked for, before or after the payment. */
const monthsStory = story((here, paid) => {
  const other: Deed = { ...payment(here), content: "other-months" };
  const first: Deed = { ...payment(here), content: "named-months" };
  return paid ? [asks(here, 2), first, other] : [asks(here, 2), other];
});

/** The cut-off begins between a price and its payment. */
const closingStory = story((here, advised) => {
  const there = { ...here, partner: "bni" };
  const later = { ...there, ref: (here.ref + 1) % 5 };
  const closed = [waits("after-midnight"), pays(there, advised), asks(later, 1)];
  return [asks(there, 1), ...closed, waits("minutes")];
});

/** An aggregator tells of money for somebody who is registered only then, or of one amount and then of the right one. */
const unaskedStory = story((here, unknown) => {
  const there = { ...here, partner: "agg", ref: unknown ? 3 : here.ref };
  const corrected: Deed = { ...payment(there), content: "other-amount" };
  const registers: Deed = {
    ...{ kind: "describe", standing: "registered", segment: "BPU", older: false },
    member: "trader",
  };
  return unknown
    ? [pays(there), registers, pays(there), corrected]
    : [corrected, pays(there), corrected, pays(there)];
});

/** Short stories that bring a reference into a state that chance alone seldom reaches. */
export const STORIES = [
  creditStory,
  creditAgainStory,
  reversalStory,
  activeStory,
  overtakingStory,
  failureStory,
  replayStory,
  tooEarlyStory,
  rivalryStory,
  lateStory,
  tombstoneStory,
  unaskedStory,
  monthsStory,
  closingStory,
];

import fc from "fast-check";
import type { Action, Deed } from "./action.ts";
import { fault, member, partner, pay, ref, reverse, status, unanswered } from "./random-actions.ts";

/** Deeds that go well. */
const plainly = (deeds: readonly Deed[]): Action[] =>
  deeds.map((one) => ({ deed: one, unanswered: "retry" }));

interface Place {
  readonly partner: string;
  readonly ref: number;
  readonly member: string;
}
const place: fc.Arbitrary<Place> = fc.record({ partner, ref, member });

const asks = ({ partner, ref, member }: Place, months: number): Deed => ({
  kind: "inquire",
  partner,
  ref,
  member,
  months,
  oldNumber: false,
});
const pays = ({ partner, ref }: Place, advice = false): Deed => ({
  kind: "pay",
  partner,
  ref,
  content: "same",
  advice,
  oldNumber: false,
});
const reverses = ({ partner, ref }: Place): Deed => ({
  kind: "reverse",
  partner,
  ref,
  amount: "unsaid",
  minutesAgo: 0,
});
const relays: Deed = { kind: "relay", trouble: "none", again: false };
const delivers = (pick: number): Deed => ({ kind: "deliver", pick, keep: true, coreAway: false });
const elsewhere = (here: Place): Place => ({ ...here, partner: here.partner === "bri" ? "bni" : "bri" });

/** What else may arrive for a reference. */
const visits = ({ partner, ref }: Place): fc.Arbitrary<Action[]> => {
  const here = fc.oneof(pay, pay, reverse, status).map((one): Deed => ({ ...one, partner, ref }));
  return fc.array(fc.record({ deed: here, fault, unanswered }), { maxLength: 3 });
};

const story = (tell: (here: Place, flag: boolean) => readonly Deed[]): fc.Arbitrary<Action[]> =>
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

/** An activation that comes before the revocation of the month's former owner stands as a failure, until it is replayed or its payment is given back. */
const failureStory = story((here, replayed) => {
  const rival = elsewhere(here);
  const bought = [asks(here, 1), pays(here), relays, delivers(-1), reverses(here)];
  const overtaken = [asks(rival, 1), pays(rival), relays, delivers(-1)];
  const over: readonly Deed[] = replayed
    ? [delivers(-2), { kind: "replay" }, delivers(-1)]
    : [reverses(rival), relays, delivers(-1)];
  return [...bought, ...overtaken, ...over];
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

/** Short stories that bring a reference into a state that chance alone seldom reaches. */
export const STORIES = [
  creditStory,
  creditAgainStory,
  reversalStory,
  activeStory,
  overtakingStory,
  failureStory,
  rivalryStory,
  lateStory,
  tombstoneStory,
];

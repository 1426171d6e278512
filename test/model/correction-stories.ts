import fc from "fast-check";
import type { Action, Deed, OpsDeed } from "./action.ts";
import { fault, partnerDeed, unanswered } from "./random-actions.ts";
import { asks, delivers, type Place, pays, relays, reverses, story, waits } from "./stories.ts";

type What = Extract<OpsDeed, { kind: "propose" }>["what"];

const asksFor = (
  { partner, ref, member }: Place,
  what: What,
  more: Partial<Extract<OpsDeed, { kind: "propose" }>> = {},
): Deed => ({
  ...{ kind: "propose", what, partner, ref, member, months: 1, amount: "price", daysAgo: 0, person: "sari" },
  ...more,
});
const approves: Deed = { kind: "decide", pick: 0, person: "agus", approves: true };
const other = ({ member }: Place) => (member === "fisher" ? "porter" : "fisher");

/** A file tells of money that we never heard of; the partner may still send it. */
const recoveredStory = story((here, asCredit) => [
  asksFor(here, asCredit ? "credit" : "forced-booking"),
  approves,
]);

/** The partner kept what we refused for being late, and may give it back after all. */
const keptAllTheSameStory = story((here, givenBack) => [
  ...[asks(here, 1), { kind: "wait", until: "days", count: 2 } as const, pays(here, true)],
  ...[asksFor(here, "forced-booking", { daysAgo: 3 }), approves],
  ...(givenBack ? [reverses(here)] : []),
]);

/** Two people answer a reversal that came too late, one way or the other. */
const lateReversalStory = story((here, granted) => {
  const late: Deed = { kind: "wait", until: "days", count: 1 };
  const question = [asks(here, 1), pays(here), relays, delivers(-1), late, reverses(here)];
  return [...question, asksFor(here, granted ? "late-reversal" : "keep"), approves];
});

/** The wrong NIK was typed; the core knew of it by then, or did not. */
const wrongNikStory = story((here, active) => [
  ...[asks(here, 1), pays(here), ...(active ? [relays, delivers(-1)] : [])],
  ...[asksFor(here, "wrong-nik", { member: other(here) }), approves],
]);

/** The right worker's NIK was wrong as well. */
const twiceWrongStory = story((here, back) => [
  ...[asks(here, 1), pays(here), asksFor(here, "wrong-nik", { member: other(here) }), approves],
  ...[asksFor(here, "wrong-nik"), approves, ...(back ? [reverses(here)] : [])],
]);

/** The same person on both sides of the table, and the month gone when the other one comes. */
const notSoStory = story((here, alone) => {
  const same: Deed = { kind: "decide", pick: 0, person: "sari", approves: true };
  const elsewhere = { ...here, ref: (here.ref + 1) % 5 };
  const overtaken = [asks(elsewhere, 1), pays(elsewhere), approves];
  return [asksFor(here, "forced-booking"), ...(alone ? [same, waits("minutes"), approves] : overtaken)];
});

/** An approval in whose midst the partner speaks, and a partner in whose midst it is approved. */
const meetingStory: fc.Arbitrary<Action[]> = fc
  .record({ told: recoveredStory, deed: partnerDeed, at: fc.nat({ max: 7 }), fault, unanswered })
  .map(({ told, deed, at, unanswered: how }) => {
    const [proposal, decision, ...later] = told;
    const first = proposal?.deed;
    const here = first?.kind === "propose" ? { partner: first.partner, ref: first.ref } : {};
    const near = "ref" in deed ? { ...deed, ...here } : deed;
    const met: Action = { deed: approves, race: { at, deed: near }, unanswered: how };
    return [...(proposal ? [proposal] : []), ...(decision ? [met] : []), ...later];
  });

/** Short stories in which two people change money. */
export const CORRECTION_STORIES = [
  recoveredStory,
  keptAllTheSameStory,
  lateReversalStory,
  wrongNikStory,
  twiceWrongStory,
  notSoStory,
  meetingStory,
];

import fc from "fast-check";
import type { Action, OpsDeed } from "./action.ts";
import { fault, member, partner, partnerDeed, ref, unanswered } from "./random-actions.ts";

const person = fc.constantFrom("sari", "agus");

/** One of two people asks for a change of money. */
export const proposal: fc.Arbitrary<Extract<OpsDeed, { kind: "propose" }>> = fc.record({
  kind: fc.constant("propose" as const),
  what: fc.constantFrom(
    "forced-booking",
    "forced-booking",
    "credit",
    "late-reversal",
    "keep",
    "wrong-nik",
    "wrong-nik",
  ),
  partner,
  ref,
  member,
  months: fc.constantFrom(1, 1, 2, 12),
  amount: fc.constantFrom("price", "price", "price", "more", "less"),
  daysAgo: fc.constantFrom(0, 0, 1, 3),
  person,
});

/** One of the same two decides the newest that waits, or an older one. */
export const decision: fc.Arbitrary<Extract<OpsDeed, { kind: "decide" }>> = fc.record({
  kind: fc.constant("decide" as const),
  pick: fc.constantFrom(0, 0, 0, 1),
  person,
  approves: fc.constantFrom(true, true, true, true, false),
});
const opsDeed = fc.oneof(proposal, decision, decision);

/** By itself, with a fault, or while a partner says something: in either's midst. */
export const correctionAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ deed: opsDeed, fault, unanswered }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ deed: opsDeed, at: fc.nat({ max: 7 }), other: partnerDeed, unanswered })
      .map(({ deed, at, other, unanswered: how }) => ({ deed, race: { at, deed: other }, unanswered: how })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ deed: partnerDeed, at: fc.nat({ max: 3 }), other: opsDeed, unanswered })
      .map(({ deed, at, other, unanswered: how }) => ({ deed, race: { at, deed: other }, unanswered: how })),
  },
);

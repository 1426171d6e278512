import fc from "fast-check";
import { type Action, type Deed, PARTNERS, type PartnerDeed } from "./action.ts";
import { FAULTS } from "./faulty-wire.ts";

export const partner = fc.constantFrom(...PARTNERS);
export const member = fc.oneof(
  { weight: 4, arbitrary: fc.constant("fisher") },
  { weight: 2, arbitrary: fc.constant("trader") },
  { weight: 1, arbitrary: fc.constant("porter") },
);
export const ref = fc.nat({ max: 4 });
const rarely = fc.nat({ max: 11 }).map((roll) => roll === 0);
const sometimes = fc.nat({ max: 2 }).map((roll) => roll === 0);

const inquire = fc.record({
  kind: fc.constant("inquire" as const),
  partner,
  ref,
  member,
  months: fc.constantFrom(1, 1, 1, 2, 3, 12),
  oldNumber: rarely,
});
export const pay = fc.record({
  kind: fc.constant("pay" as const),
  partner,
  ref,
  content: fc.constantFrom(
    ...(["same", "same", "same", "same", "named-months"] as const),
    ...(["other-amount", "other-member", "other-months"] as const),
  ),
  advice: sometimes,
  oldNumber: rarely,
});
export const reverse = fc.record({
  kind: fc.constant("reverse" as const),
  partner,
  ref,
  amount: fc.constantFrom("unsaid", "full", "part"),
  minutesAgo: fc.constantFrom(0, 0, 5, 45),
});
export const status = fc.record({ kind: fc.constant("status" as const), partner, ref, otherMember: rarely });
const describe = fc.record({
  kind: fc.constant("describe" as const),
  member,
  standing: fc.constantFrom("registered", "registered", "deceased"),
  segment: fc.constantFrom("BPU", "BPU", "PU"),
  older: sometimes,
});
const wait = fc.record({
  kind: fc.constant("wait" as const),
  until: fc.constantFrom("minutes", "minutes", "midnight", "after-midnight", "days", "months", "year"),
  count: fc.integer({ min: 1, max: 4 }),
});
const relay = fc.record({
  kind: fc.constant("relay" as const),
  trouble: fc.constantFrom("none", "none", "none", "rejects-last", "loses-answer"),
  again: sometimes,
});
const deliver = fc.record({
  kind: fc.constant("deliver" as const),
  pick: fc.nat({ max: 9 }),
  keep: sometimes,
  core: fc.constantFrom(...Array<"willing">(10).fill("willing"), "refuses", "away"),
});

const replay = fc.record({ kind: fc.constant("replay" as const), by: fc.constantFrom("ids", "filter") });
const slice = fc.record({
  kind: fc.constant("slice" as const),
  pick: fc.nat({ max: 9 }),
  keep: sometimes,
  looks: fc.constantFrom(1, 2, 3, 99),
  core: fc.constantFrom("willing", "willing", "willing", "refuses", "away"),
});

/** Anything at all. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: inquire },
  { weight: 9, arbitrary: pay },
  { weight: 5, arbitrary: reverse },
  { weight: 3, arbitrary: status },
  { weight: 1, arbitrary: describe },
  { weight: 2, arbitrary: wait },
  { weight: 4, arbitrary: relay },
  { weight: 6, arbitrary: deliver },
  { weight: 1, arbitrary: replay },
  { weight: 1, arbitrary: slice },
);

export const fault = fc.option(
  fc.record({
    at: fc.constantFrom(0, 0, 1, 1, 1, 2, 2, 3, 4),
    fault: fc.constantFrom("crash-before", "crash-after", "crash-before", "crash-after", ...FAULTS),
  }),
  { freq: 2, nil: undefined },
);
export const unanswered = fc.constantFrom("retry", "retry", "walk-away") as fc.Arbitrary<
  Action["unanswered"]
>;
const alone: fc.Arbitrary<Action> = fc.record({ deed, fault, unanswered });

export const partnerDeed: fc.Arbitrary<PartnerDeed> = fc.oneof(inquire, pay, pay, reverse, reverse, describe);

/** Two at once, most often about the same reference. */
const raced: fc.Arbitrary<Action> = fc
  .record({
    deed: fc.oneof(
      { weight: 6, arbitrary: partnerDeed },
      { weight: 1, arbitrary: deliver },
      { weight: 1, arbitrary: slice },
    ),
    race: fc.record({ at: fc.constantFrom(0, 1, 1, 2, 2, 3), deed: partnerDeed }),
    near: fc.nat({ max: 3 }),
    unanswered,
  })
  .map(({ deed: one, race, near, unanswered: how }) => {
    const { partner: from, ref: number } = "ref" in one ? one : { partner: "bri", ref: 0 };
    const same = "ref" in race.deed && near > 0 ? { ...race.deed, partner: from, ref: number } : race.deed;
    return { deed: one, race: { ...race, deed: same }, unanswered: how };
  });

export const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: alone },
  { weight: 1, arbitrary: raced },
);

import type { Action, Deed, History } from "./action.ts";

/**
 * The corpus: histories that once made gateway and model part, as short as they became, and what was learned. Seeds would not do: they mean another history as soon
 * as the generators change.
 */
export interface KnownHistory {
  readonly why: string;
  readonly history: History;
}

const calm = (deed: Deed): Action => ({ deed, unanswered: "walk-away" });
const inquires = (partner: string, ref: number, months = 1) =>
  calm({ kind: "inquire", partner, ref, member: "fisher", months, oldNumber: false });
const pays = (partner: string, ref: number) =>
  calm({ kind: "pay", partner, ref, content: "same", advice: false, oldNumber: false });
const reverses = (partner: string, ref: number) =>
  calm({ kind: "reverse", partner, ref, amount: "unsaid", minutesAgo: 0 });
const relays = calm({ kind: "relay", trouble: "none", again: false });
const delivers = (pick: number) => calm({ kind: "deliver", pick, keep: true, core: "willing" });

export const KNOWN_HISTORIES: readonly KnownHistory[] = [
  {
    why: "a tombstone whose answer was lost is met by its own second sending, and answered as a repeat",
    history: {
      startsAt: "2028-02-29T12:00:00+07:00",
      actions: [{ ...reverses("bni", 0), fault: { at: 1, fault: "lost-answer" } }],
    },
  },
  {
    why: "an activation overtakes the revocation of the month's former owner: it comes back until the month is free",
    history: {
      startsAt: "2028-02-29T12:00:00+07:00",
      actions: [
        ...[inquires("bri", 1), pays("bri", 1), relays, delivers(0), reverses("bri", 1)],
        ...[inquires("bni", 2, 12), pays("bni", 2), relays, delivers(2)],
      ],
    },
  },
  {
    why: "an aggregator asks for a price and tells of its money at once, under one reference",
    history: {
      startsAt: "2026-12-20T10:00:00+07:00",
      actions: [
        // After this one the process knows the partners, and the next inquiry is a look and a write.
        inquires("agg", 4, 12),
        {
          ...inquires("agg", 1, 12),
          race: {
            at: 1,
            deed: { kind: "pay", partner: "agg", ref: 1, content: "same", advice: false, oldNumber: false },
          },
        },
      ],
    },
  },
];

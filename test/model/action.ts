import type { PlannedFault } from "./faulty-wire.ts";

/** How the core takes the orders of one delivery: as it should, with a no to an activation, or not at all. */
export type CoreMood = "willing" | "refuses" | "away";

/** One thing that happens to the gateway. References, people and messages are named by small numbers, so that they meet each other often. */
export type Deed =
  | {
      readonly kind: "inquire";
      readonly partner: string;
      readonly ref: number;
      readonly member: string;
      readonly months: number;
      readonly oldNumber: boolean;
    }
  | {
      readonly kind: "pay";
      readonly partner: string;
      readonly ref: number;
      readonly content: "same" | "named-months" | "other-months" | "other-amount" | "other-member";
      readonly advice: boolean;
      readonly oldNumber: boolean;
    }
  | {
      readonly kind: "reverse";
      readonly partner: string;
      readonly ref: number;
      readonly amount: "unsaid" | "full" | "part";
      readonly minutesAgo: number;
    }
  | { readonly kind: "status"; readonly partner: string; readonly ref: number; readonly otherMember: boolean }
  | {
      readonly kind: "describe";
      readonly member: string;
      readonly standing: "registered" | "deceased";
      readonly segment: "BPU" | "PU";
      readonly older: boolean;
    }
  | {
      readonly kind: "wait";
      readonly until: "minutes" | "midnight" | "after-midnight" | "days" | "months" | "year";
      readonly count: number;
    }
  /** The stream's new records go to the relay. */
  | {
      readonly kind: "relay";
      readonly trouble: "none" | "rejects-last" | "loses-answer";
      readonly again: boolean;
    }
  /** A message goes to its consumer; `keep` delivers it a second time later. */
  | { readonly kind: "deliver"; readonly pick: number; readonly keep: boolean; readonly core: CoreMood }
  | OpsDeed
  /** Ops ask for what stands open to be tried again: picked one by one, or all of it. */
  | { readonly kind: "replay"; readonly by: "ids" | "filter" }
  /** A message of a replay goes to its runner, which has time for so many looks at the clock; `keep` delivers it a second time later. */
  | {
      readonly kind: "slice";
      readonly pick: number;
      readonly keep: boolean;
      readonly looks: number;
      readonly core: CoreMood;
    };

/** What one of two people of ops does with money. */
export type OpsDeed =
  | {
      readonly kind: "propose";
      readonly what: "forced-booking" | "credit" | "late-reversal" | "keep" | "wrong-nik";
      readonly partner: string;
      readonly ref: number;
      readonly member: string;
      readonly months: number;
      readonly amount: "price" | "more" | "less";
      /** When the till took it. */
      readonly daysAgo: number;
      readonly person: string;
    }
  | { readonly kind: "decide"; readonly pick: number; readonly person: string; readonly approves: boolean };

/** What a partner, or the core's feed, does. */
export type PartnerDeed = Extract<Deed, { kind: "inquire" | "pay" | "reverse" | "status" | "describe" }>;

export interface Action {
  readonly deed: Deed;
  readonly fault?: PlannedFault | undefined;
  /** Another request that is served between two calls of this one; then there is no fault. */
  readonly race?: { readonly at: number; readonly deed: PartnerDeed | OpsDeed } | undefined;
  /** What the partner does when no answer came. */
  readonly unanswered: "retry" | "walk-away";
}

/** The aggregator that takes the money first is one among seven. */
export const PARTNERS = ["bri", "bri", "bri", "bni", "bni", "bni", "agg"] as const;
export const MEMBERS = ["fisher", "trader", "porter"] as const;

export interface History {
  readonly startsAt: string;
  readonly actions: readonly Action[];
}

import type { BusinessDate } from "../../calendar/calendar.ts";

/** What told of entries that are gone or of another chain: the day's root, a tip of the running day, the chain's own head. */
export type Witness = "root" | "tip" | "head";

interface OfChain {
  readonly day: BusinessDate;
  readonly shard: string;
  /** Number of the entry in its chain, from 1. */
  readonly sequence: number;
}

/** Something in the trail that is not as it was written. */
export type Finding =
  /** What the entry says does not give its hash. */
  | ({ readonly kind: "entry-altered" } & OfChain)
  /** The entry is right by itself, and yet not the one that the next was linked to. */
  | ({ readonly kind: "entry-replaced" } & OfChain)
  /** The entry belongs elsewhere: two were exchanged, or one was copied. */
  | ({ readonly kind: "entry-moved"; readonly from: string } & OfChain)
  /** Entries between others are gone, `sequence` to `through`. */
  | ({ readonly kind: "entry-missing"; readonly through: number } & OfChain)
  /** The last entries are gone, `sequence` to `through`. */
  | ({ readonly kind: "tail-cut"; readonly through: number; readonly witness: Witness } & OfChain)
  /** Entries from `sequence` on were added after the day was sealed. */
  | ({ readonly kind: "added-after-seal"; readonly through: number } & OfChain)
  /** The chain is whole and yet another than the witness saw when it stood at `sequence`. */
  | ({ readonly kind: "chain-rewritten"; readonly witness: Witness } & OfChain)
  /** The head says another end than the entries have, which end at `sequence`. */
  | ({ readonly kind: "head-differs" } & OfChain)
  /** A day that had `count` entries has none. */
  | {
      readonly kind: "day-dropped";
      readonly day: BusinessDate;
      readonly count: number;
      readonly witness: Witness;
    }
  | { readonly kind: "root-missing"; readonly day: BusinessDate }
  /** No signature of ours is on what lies in the root's place. */
  | { readonly kind: "root-forged"; readonly day: BusinessDate }
  /** Another root than the next one, or the ledger, was linked to. */
  | { readonly kind: "root-unlinked"; readonly day: BusinessDate }
  | { readonly kind: "tip-forged"; readonly day: BusinessDate; readonly name: string }
  /** Something was laid over or a deletion was marked; what lay there first was read. */
  | { readonly kind: "document-overlaid"; readonly day: BusinessDate; readonly name: string }
  /** Days that are over were never sealed: the sealer does not run. */
  | { readonly kind: "not-sealed"; readonly day: BusinessDate };

import type { Settlement } from "../../../../shared/settlement/read-settlement.ts";
import type { ClassTotals, DifferenceCause } from "../../../../shared/settlement/settlement.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, type Tone } from "../../page/mark.ts";
import { countText } from "../../page/moment.ts";

/** Where a day's page is, below `/ops`. */
export const dayPath = ({
  partnerId,
  businessDate,
}: Pick<Settlement, "partnerId" | "businessDate">): string =>
  `/settlements/${encodeURIComponent(partnerId)}/${businessDate}`;

/** How many items of a day are not simply matched. */
export function differenceCount(totals: ClassTotals | null | undefined): number {
  return Object.entries(totals ?? {}).reduce(
    (sum, [name, total]) => (name === "matched" ? sum : sum + total.count),
    0,
  );
}

/** The state of a day in a word. A day that is reconciled with differences is not in order yet. */
export function dayBadge(say: Say, { state, collected }: Pick<Settlement, "state" | "collected">): Html {
  const [tone, text] = stateInWords(say, state, differenceCount(collected?.totals));
  return badge(tone, text);
}

function stateInWords(say: Say, state: Settlement["state"], differences: number): readonly [Tone, string] {
  switch (state) {
    case "awaited":
      return ["plain", say("ditunggu", "awaited")];
    case "late":
      return ["bad", say("terlambat", "late")];
    case "refused":
      return ["bad", say("berkas ditolak", "file refused")];
    case "matching":
      return ["warn", say("dicocokkan", "matching")];
    case "reconciled":
      return differences === 0
        ? ["good", say("cocok", "matched")]
        : [
            "warn",
            say(`${countText(say, differences)} selisih`, `${countText(say, differences)} to look at`),
          ];
  }
}

/** Why a line is where it is, and what to do about it. */
export function causeOfDifference(say: Say, cause: DifferenceCause | null): Html {
  return html`${cause === null ? "" : wordsOf(say, cause)}`;
}

function wordsOf(say: Say, cause: DifferenceCause): string {
  switch (cause) {
    case "never-heard-of":
      return say("tidak pernah sampai ke kami", "never reached us");
    case "refused-by-us":
      return say("kami tolak", "refused by us");
    case "both-returned":
      return say("kedua buku mencatat kembali", "both books have it returned");
    case "collected-after-return":
      return say("di kami sudah dikembalikan", "our book has it returned");
    case "returned-unheard":
      return say("diterima dan dikembalikan tanpa kami tahu", "taken and returned unheard of");
    case "reversal-named":
      return say("mitra menyebut pembatalan", "the partner names a reversal");
    case "reversal-under-review":
      return say("pembatalannya sedang diputuskan", "its reversal is under review");
    case "named-by-another-day":
      return say("disebut di berkas hari lain", "named by another day's file");
    case "booked-on-another-day":
      return say("tercatat pada hari lain", "booked on another day");
  }
}

import { shortDateInWords } from "../../../../shared/calendar/month-name.ts";
import type { DestructionVerdict } from "../../../../shared/data-subject/decide-destruction.ts";
import type { Destruction, DestructionCounts } from "../../../../shared/data-subject/destruction-item.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { Html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, type Tone } from "../../page/mark.ts";

/** Why a person's data cannot be destroyed now, and what would have to happen first. */
export function obstacleInWords(say: Say, verdict: Exclude<DestructionVerdict, { kind: "may" }>): string {
  switch (verdict.kind) {
    case "retained": {
      const from = say.of(shortDateInWords(verdict.mayFrom));
      return say(
        `Undang-undang mewajibkan penyimpanan; boleh dimusnahkan mulai ${from}.`,
        `The law wants it kept; it may be destroyed from ${from} on.`,
      );
    }
    case "credit-left":
      return say(
        `Masih ada kredit ${rupiahText(verdict.rupiah)}; selesaikan dulu.`,
        `There is credit of ${rupiahText(verdict.rupiah)} left; settle it first.`,
      );
    case "not-possible":
      return impossible(say, verdict.because);
  }
}

function impossible(
  say: Say,
  because: Extract<DestructionVerdict, { kind: "not-possible" }>["because"],
): string {
  switch (because) {
    case "not-held":
      return say("Tidak ada data orang ini.", "Nothing is held of this person.");
    case "too-much":
      return say(
        "Datanya lebih banyak dari satu bacaan; hubungi pengembang.",
        "More is held than one reading shows; call the developers.",
      );
    case "failure-open":
      return say("Masih ada kegagalan terbuka; selesaikan dulu.", "A failure is open; settle it first.");
    case "payment-pending":
      return say(
        "Ada pembayaran yang belum aktif; tunggu dulu.",
        "A payment is not active yet; wait for it.",
      );
    case "correction-open":
      return say("Ada koreksi uang yang belum diputuskan.", "A correction of money is not decided yet.");
    case "correction-asked":
      return say(
        "Permintaan pembetulan data belum dijawab sistem inti.",
        "The core has not answered his request to put data right.",
      );
  }
}

const STATES: Readonly<Record<Destruction["state"], readonly [Tone, string, string]>> = {
  proposed: ["warn", "menunggu orang kedua", "waits for a second person"],
  approved: ["warn", "sedang dijalankan", "being carried out"],
  done: ["good", "dimusnahkan", "destroyed"],
  rejected: ["plain", "ditolak", "rejected"],
};

export function destructionBadge(say: Say, { state }: Pick<Destruction, "state">): Html {
  const [tone, indonesia, english] = STATES[state];
  return badge(tone, say(indonesia, english));
}

/** What goes, in counts: nothing of the person himself. */
export function countsInWords(say: Say, counts: DestructionCounts): string {
  const names: Readonly<Record<keyof DestructionCounts, string>> = {
    payments: say("pembayaran", "payments"),
    failures: say("kegagalan", "failures"),
    records: say("catatan", "records"),
    registrations: say("pendaftaran", "registrations"),
    profiles: say("profil", "profiles"),
    corrections: say("koreksi", "corrections"),
  };
  return Object.entries(names)
    .map(([kind, name]) => [counts[kind as keyof DestructionCounts], name] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(", ");
}

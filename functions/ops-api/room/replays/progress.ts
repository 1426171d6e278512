import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { type Replay, ReplayOutcome } from "../../../../shared/replay/replay.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { shareBar } from "../../page/chart/share-bar.ts";
import { live } from "../../page/live.ts";
import { badge, figures, notice, panel } from "../../page/mark.ts";
import { countText, durationText, moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { outcomeInWords } from "./outcome-words.ts";

/** Whether a replay still moves by itself. */
export const isRunning = ({ state }: Replay): boolean => state === "listing" || state === "running";

/** How far a replay is and what came of it so far; while it runs the page fetches this piece again and again. */
export function progress(say: Say, replay: Replay): Html {
  const { replayId, done, total, amountRupiah, requestedAt, endedAt } = replay;
  const share = total === 0 ? 0 : done / total;
  const percent = Math.floor(share * 100);
  return live(
    `/ops/replays/${replayId}/progress`,
    isRunning(replay),
    html`${figures([
      { label: say("Keadaan", "State"), value: stateBadge(say, replay) },
      {
        label: say("Selesai", "Done"),
        value: html`<span data-done>${countText(say, done)}</span> / <span data-total>${countText(say, total)}</span>`,
        note: html`${shareBar(share)}${percent}%`,
      },
      { label: "Rupiah", value: rupiahText(amountRupiah) },
      {
        label: say("Diminta", "Asked for"),
        value: moment(say, requestedAt),
        ...(endedAt !== null && {
          note: say(
            `selesai dalam ${durationText(say, endedAt - requestedAt)}`,
            `ended after ${durationText(say, endedAt - requestedAt)}`,
          ),
        }),
      },
    ])}${replay.because !== null && notice("bad", haltInWords(say, replay.because))}${
      replay.isCapped &&
      notice(
        "warn",
        say(
          "Yang cocok lebih banyak dari yang muat dalam satu putar ulang: minta lagi untuk sisanya.",
          "More matched than one replay holds: ask for another one for the rest.",
        ),
      )
    }${panel(say("Hasil", "Outcomes"), outcomes(say, replay))}`,
  );
}

/** The state in a word. */
export function stateBadge(say: Say, { state }: Replay): Html {
  switch (state) {
    case "listing":
      return badge("plain", say("mendaftar", "listing"));
    case "running":
      return badge("warn", say("berjalan", "running"));
    case "halted":
      return badge("bad", say("terhenti", "halted"));
    case "done":
      return badge("good", say("selesai", "done"));
  }
}

const haltInWords = (say: Say, because: NonNullable<Replay["because"]>): string =>
  because === "core-silent"
    ? say(
        "Terhenti karena sistem inti tidak menjawab. Yang belum sempat dicoba tetap terbuka; jalankan ulang kalau sistem inti sudah pulih.",
        "Halted because the core gives no answer. What was not tried is still open; replay it when the core is back.",
      )
    : say(
        "Terhenti karena kesalahan di pihak kita berulang. Yang belum sempat dicoba tetap terbuka; minta teknisi melihatnya.",
        "Halted because faults of ours repeat. What was not tried is still open; let the engineers look at it.",
      );

function outcomes(say: Say, { outcomes: counts, done }: Replay): Html {
  const rows = ReplayOutcome.options
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => {
      const count = counts[outcome] ?? 0;
      const words = outcomeInWords(outcome);
      return [
        html`<span data-outcome="${outcome}">${badge(words.tone, say.of(words))}</span>`,
        shareBar(done === 0 ? 0 : count / done, words.tone === "good" ? 0 : 2),
        countText(say, count),
      ];
    });
  return table({
    caption: say("Hasil menurut jenis", "Outcomes by kind"),
    columns: [
      { head: say("Hasil", "Outcome") },
      { head: say("Bagian", "Share") },
      { head: say("Jumlah", "Count"), kind: "number" },
    ],
    rows,
    empty: say("Belum ada yang dicoba.", "Nothing has been tried yet."),
  });
}

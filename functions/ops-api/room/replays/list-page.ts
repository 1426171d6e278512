import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { Replay } from "../../../../shared/replay/replay.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { panel } from "../../page/mark.ts";
import { countText, moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { stateBadge } from "./progress.ts";
import { selectionInWords } from "./replay-page.ts";

/** The latest replays: when, by whom, why, and how they went. */
export function listPage(say: Say, replays: readonly Replay[]): Html {
  return panel(
    say("Tiga bulan terakhir", "The last three months"),
    table({
      caption: say("Putar ulang, terbaru dulu", "Replays, the newest first"),
      columns: [
        { head: say("Diminta", "Asked for") },
        { head: say("Keadaan", "State") },
        { head: say("Oleh", "By") },
        { head: say("Alasan", "Reason") },
        { head: say("Yang dipilih", "Selection") },
        { head: say("Selesai", "Done"), kind: "number" },
        { head: "Rupiah", kind: "number" },
      ],
      rows: replays.map((replay) => [
        html`<a href="/ops/replays/${replay.replayId}">${moment(say, replay.requestedAt)}</a>`,
        stateBadge(say, replay),
        replay.requestedBy,
        replay.reason,
        selectionInWords(say, replay),
        `${countText(say, replay.done)} / ${countText(say, replay.total)}`,
        rupiahText(replay.amountRupiah),
      ]),
      empty: say("Belum pernah. Mulai dari daftar kegagalan.", "None yet. Begin at the failures."),
    }),
    html`<a href="/ops/failures">${say("Ke daftar kegagalan", "To the failures")}</a>`,
  );
}

import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { OpenTally } from "../../../../shared/failure/tally-causes.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { shareBar } from "../../page/chart/share-bar.ts";
import type { Figure } from "../../page/mark.ts";
import { countText, durationText } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { causeInWords } from "../failures/cause-words.ts";

/** How many are open and how long the first of them has been waiting. */
export function failureFigure(say: Say, { count, isCapped, oldest }: OpenTally, now: Instant): Figure {
  const waits = oldest === undefined ? undefined : durationText(say, now - oldest);
  return {
    label: say("Kegagalan terbuka", "Open failures"),
    value: html`<a href="/ops/failures">${countText(say, count)}${isCapped && "+"}</a>`,
    note:
      waits === undefined
        ? say("tidak ada yang menunggu", "nobody waits")
        : say(`tertua ${waits}`, `oldest ${waits}`),
    tone: count > 0 ? "bad" : "good",
  };
}

/** Open failures by cause, the commonest first; each leads to its siblings. */
export function causeTable(say: Say, { causes, count }: OpenTally): Html {
  return table({
    caption: say("Kegagalan terbuka menurut sebab", "Open failures by cause"),
    columns: [
      { head: say("Sebab", "Cause") },
      { head: say("Jumlah", "Count"), kind: "number" },
      { head: say("Bagian", "Share") },
      { head: "Rupiah", kind: "number" },
    ],
    rows: causes.map(({ cause, count: own, amountRupiah }) => [
      html`<a href="/ops/failures?cause=${cause}">${say.of(causeInWords(cause).name)}</a>`,
      countText(say, own),
      shareBar(own / count, 4),
      rupiahText(amountRupiah),
    ]),
    empty: say("Tidak ada kegagalan terbuka.", "No open failure."),
  });
}

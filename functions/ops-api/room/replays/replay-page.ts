import type { Replay, ReplayAttempt } from "../../../../shared/replay/replay.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, facts, panel } from "../../page/mark.ts";
import { countText, moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { causeInWords } from "../failures/cause-words.ts";
import { outcomeInWords } from "./outcome-words.ts";
import { progress } from "./progress.ts";

export interface ReplayView {
  readonly replay: Replay;
  /** Attempts after which the failure still stands. */
  readonly unsuccessful: readonly ReplayAttempt[];
}

/** One replay: how far it is, what came of it, who wanted it and why. */
export function replayPage(say: Say, { replay, unsuccessful }: ReplayView): Html {
  return html`${progress(say, replay)}
${panel(
  say("Permintaan", "Request"),
  facts([
    [say("Diminta oleh", "Asked for by"), replay.requestedBy],
    [say("Alasan", "Reason"), html`<q>${replay.reason}</q>`],
    [say("Yang dipilih", "Selection"), selectionInWords(say, replay)],
    [say("Nomor", "Id"), html`<code>${replay.replayId}</code>`],
  ]),
)}
${panel(say("Yang belum berhasil", "What did not succeed"), attempts(say, unsuccessful))}`;
}

/** What was selected, in one line. */
export function selectionInWords(say: Say, { scope }: Pick<Replay, "scope">): Html {
  if (scope.kind === "ids") {
    const count = countText(say, scope.count);
    return html`${say(`${count} dipilih satu per satu`, `${count} picked one by one`)}`;
  }
  const { cause, partnerId, openedBefore } = scope;
  return html`${cause === undefined ? say("semua sebab", "all causes") : say.of(causeInWords(cause).name)}${partnerId !== undefined && html`, ${partnerId}`}, ${say("sebelum", "before")} ${moment(say, openedBefore)}`;
}

function attempts(say: Say, unsuccessful: readonly ReplayAttempt[]): Html {
  return table({
    caption: say("Percobaan yang tidak berhasil", "Attempts that did not succeed"),
    columns: [
      { head: say("Kegagalan", "Failure"), kind: "code" },
      { head: say("Hasil", "Outcome") },
      { head: say("Sebab", "Why"), kind: "code" },
      { head: say("Kapan", "When") },
    ],
    rows: unsuccessful.map(({ failureId, outcome, detail, at }) => {
      const words = outcomeInWords(outcome);
      return [
        html`<a href="/ops/failures/${failureId}">${failureId}</a>`,
        badge(words.tone, say.of(words)),
        detail,
        moment(say, at),
      ];
    }),
    empty: say("Tidak ada.", "None."),
  });
}

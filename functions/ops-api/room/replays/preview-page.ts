import { TYPED_TEXT_MAX } from "../../../../shared/audit/typed-text.ts";
import { FailureCause } from "../../../../shared/failure/failure.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { ReplayPreview } from "../../../../shared/replay/preview-replay.ts";
import { PICKED_MAX, REPLAY_MAX, type ReplaySelection } from "../../../../shared/replay/replay.ts";
import { replayWayOf } from "../../../../shared/replay/replayable.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { form, longField } from "../../page/form.ts";
import { badge, figures, notice, panel } from "../../page/mark.ts";
import { countText, moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";
import { causeInWords } from "../failures/cause-words.ts";
import { selectionFields } from "./selection.ts";

export interface PreviewView {
  readonly selection: ReplaySelection;
  readonly preview: ReplayPreview;
  /** Why what was just sent was not taken. */
  readonly mistake?: "reason-missing" | "empty" | "too-many" | undefined;
}

/** What a replay would take on, before anybody asks for it: how many, for how much, of which causes, and what it cannot do. */
export function previewPage(visit: Pick<Visit, "say" | "formToken">, view: PreviewView): Html {
  const { say } = visit;
  const { preview, selection } = view;
  if (preview.count === 0) {
    return html`${notice("plain", say("Tidak ada yang terbuka untuk diputar ulang.", "Nothing that is open would be replayed."))}
<p><a class="button" href="/ops/failures">${say("Ke daftar kegagalan", "To the failures")}</a></p>`;
  }
  return html`${figures([
    { label: say("Kegagalan", "Failures"), value: atLeast(say, preview) },
    { label: "Rupiah", value: rupiahText(preview.amountRupiah) },
    {
      label: say("Yang dibuka sebelum", "Opened before"),
      value: selection.kind === "filter" ? moment(say, selection.openedBefore) : say("dipilih", "picked"),
    },
  ])}
${preview.isCapped && notice("warn", capped(say, preview))}
${preview.notReplayable > 0 && notice("warn", leftOut(say, preview))}
${panel(say("Menurut sebab", "By cause"), byCause(say, preview))}
${panel(say("Mulai", "Begin"), beginForm(visit, view))}`;
}

const atLeast = (say: Say, { count, isCapped }: ReplayPreview): string =>
  `${isCapped ? say("sedikitnya ", "at least ") : ""}${countText(say, count)}`;

const capped = (say: Say, { count }: ReplayPreview): string =>
  say(
    `Yang cocok lebih dari ${countText(say, count)}. Putar ulang berjalan di latar dan mengambil sisanya juga, paling banyak ${countText(say, REPLAY_MAX)} sekaligus.`,
    `More than ${countText(say, count)} match. The replay runs in the background and takes the rest as well, up to ${countText(say, REPLAY_MAX)} at once.`,
  );

const leftOut = (say: Say, { notReplayable }: ReplayPreview): string =>
  say(
    `${countText(say, notReplayable)} di antaranya hanya akan disebut: uangnya harus berpindah (koreksi oleh dua orang), atau tidak ada yang dapat dicoba lagi.`,
    `${countText(say, notReplayable)} of these will only be named: money has to move (a correction by two people), or there is nothing to try again.`,
  );

function byCause(say: Say, { byCause: sums, count, amountRupiah }: ReplayPreview): Html {
  const causes = FailureCause.options.flatMap((cause) => {
    const sum = sums[cause];
    return sum ? [{ cause, ...sum }] : [];
  });
  return table({
    caption: say("Yang akan diputar ulang menurut sebab", "What would be replayed, by cause"),
    columns: [
      { head: say("Sebab", "Cause") },
      { head: say("Yang terjadi", "What happens") },
      { head: say("Jumlah", "Count"), kind: "number" },
      { head: "Rupiah", kind: "number" },
    ],
    rows: causes.map(({ cause, ...sum }) => [
      say.of(causeInWords(cause).name),
      wayInWords(say, cause),
      countText(say, sum.count),
      rupiahText(sum.amountRupiah),
    ]),
    foot: [say("Jumlah", "Total"), "", countText(say, count), rupiahText(amountRupiah)],
    empty: "",
  });
}

function wayInWords(say: Say, cause: FailureCause): Html {
  switch (replayWayOf(cause)) {
    case "errand":
      return html`${say("dibaca dari buku, lalu diselesaikan di sistem inti", "read from the ledger, then finished at the core")}`;
    case "publish":
      return html`${say("kabar yang sama dikirim lagi", "the same event is sent again")}`;
    case "needs-correction":
      return badge("warn", say("perlu koreksi", "needs a correction"));
    case "not-replayable":
      return badge("warn", say("tidak dapat dicoba lagi", "nothing to try again"));
  }
}

function beginForm(
  visit: Pick<Visit, "say" | "formToken">,
  { selection, preview, mistake }: PreviewView,
): Html {
  const { say } = visit;
  return html`${
    mistake !== undefined && mistake !== "reason-missing" && notice("bad", refusalInWords(say, mistake))
  }<p class="soft">${say(
    "Aman diulang: yang sudah aktif tidak diaktifkan dua kali, juga kalau gateway sedang mencobanya sendiri.",
    "Safe to repeat: what is active is not activated twice, also while the gateway tries by itself.",
  )}</p>${form(visit, {
    action: "/replays",
    hidden: selectionFields(selection),
    fields: longField({
      name: "reason",
      label: say("Alasan", "Reason"),
      hint: say(
        "masuk jejak audit, misalnya nomor tiket",
        "goes into the audit trail; a ticket's number, for example",
      ),
      maxLength: TYPED_TEXT_MAX,
      ...(mistake === "reason-missing" && { mistake: refusalInWords(say, mistake) }),
    }),
    submit: say(`Jalankan ulang ${atLeast(say, preview)}`, `Replay ${atLeast(say, preview)}`),
  })}`;
}

function refusalInWords(say: Say, because: NonNullable<PreviewView["mistake"]>): string {
  switch (because) {
    case "reason-missing":
      return say("Tulis dulu alasannya.", "Write the reason first.");
    case "empty":
      return say("Tidak ada lagi yang terbuka.", "Nothing is open any more.");
    case "too-many":
      return say(
        `Paling banyak ${PICKED_MAX} yang dapat dipilih satu per satu; pakai saringan.`,
        `At most ${PICKED_MAX} can be picked one by one; use a filter.`,
      );
  }
}

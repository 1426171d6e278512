import type { CorrectionKind } from "../../../../shared/correction/correction-facts.ts";
import type { FailureCause } from "../../../../shared/failure/failure.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { classInWords, type StatementRow } from "../../../../shared/settlement/statement.ts";
import type { TimelineStep } from "../../../../shared/timeline/timeline-step.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import type { Tone } from "../../page/mark.ts";
import { kindName } from "../corrections/correction-words.ts";
import { causeInWords } from "../failures/cause-words.ts";
import { refusalInWords } from "./payment-words.ts";

/** A step of a payment's story: what happened in a few words, what else is to be said, and whether it is good. */
export interface StepWords {
  readonly tone: Tone;
  readonly what: string;
  readonly more?: Piece;
}

/** Writes a step. Whatever a person or a partner wrote is shown as text. */
export function stepWords(say: Say, step: TimelineStep): StepWords {
  switch (step.kind) {
    case "quoted":
      return {
        tone: "plain",
        what: say("Harga diberikan", "Price given"),
        more: `${rupiahText(step.totalRupiah)}, ${step.months} ${say("bulan", "months")}`,
      };
    case "requested":
      return requestWords(say, step);
    case "booked":
      return bookedWords(say, step);
    case "refused":
      return { tone: "bad", what: say("Ditolak", "Refused"), more: refusalInWords(say, step.because) };
    case "published":
      return {
        tone: "plain",
        what: say("Kabar terkirim", "Event published"),
        more: html`<code>${step.event}</code>`,
      };
    case "activated":
      return { tone: "good", what: say("Perlindungan aktif", "Cover active") };
    case "review":
      return {
        tone: step.keptBy === null ? "warn" : "good",
        what:
          step.keptBy === null
            ? say("Pembatalan perlu diputuskan", "Reversal to be decided")
            : say("Diputuskan: tetap disimpan", "Decided: kept"),
        more: html`<code>${step.because}</code>`,
      };
    case "reversed":
      return { tone: "warn", what: say("Uang dikembalikan mitra", "Money given back"), more: step.because };
    case "revoked":
      return { tone: "plain", what: say("Dicabut di sistem inti", "Taken out of force at the core") };
    case "settled":
      return {
        tone: "good",
        what: say("Cocok dengan berkas mitra", "Agrees with the partner's file"),
        more: step.fileName,
      };
    case "settlement-difference":
      return {
        tone: "warn",
        what: say("Berbeda dengan berkas mitra", "Differs from the partner's file"),
        more: `${step.fileName}: ${step.classes.map((name) => say.of(classInWords(name as StatementRow["row"]))).join(", ")}`,
      };
    default:
      return personWords(say, step);
  }
}

function bookedWords(say: Say, step: TimelineStep & { readonly kind: "booked" }): StepWords {
  const { amountRupiah, months, advised, recovered } = step;
  const how = [
    advised && say("lewat pemberitahuan ulang", "by an advice"),
    recovered !== null && say(`dipulihkan (${recovered})`, `recovered (${recovered})`),
  ].filter((each) => each !== false);
  return {
    tone: "good",
    what: say("Tercatat", "Booked"),
    more: [`${rupiahText(amountRupiah)}, ${months} ${say("bulan", "months")}`, ...how].join(", "),
  };
}

function requestWords(
  say: Say,
  { attempt, verdict }: TimelineStep & { readonly kind: "requested" },
): StepWords {
  const { operation, responseCode, outcome, isSigned, conflict, durationMs } = attempt;
  const parts = [
    html`<code>${operation}</code> → <code>${responseCode}</code>`,
    outcome !== null && html` ${outcome}`,
    ` · ${durationMs} ms · `,
    isSigned
      ? say("tanda tangan cocok", "signature fits")
      : say("tanpa tanda tangan yang cocok", "no signature that fits"),
    conflict.length > 0 && html` · ${say("berbeda pada", "differs in")}: ${conflict.join(", ")}`,
  ];
  const what = {
    ok: say("Permintaan dijawab", "Request answered"),
    refused: say("Permintaan ditolak", "Request refused"),
    failed: say("Permintaan gagal di pihak kita", "Request failed at our side"),
  };
  return { tone: verdict === "ok" ? "plain" : "bad", what: what[verdict], more: html`${parts}` };
}

type ByPerson = Extract<
  TimelineStep,
  { readonly kind: `failure-${string}` | "replayed" | `correction-${string}` }
>;

function personWords(say: Say, step: ByPerson): StepWords {
  switch (step.kind) {
    case "failure-opened":
      return {
        tone: "bad",
        what: say("Kegagalan dibuka", "Failure opened"),
        more: failureLink(say, step, step.because),
      };
    case "failure-closed":
      return {
        tone: "good",
        what: say("Kegagalan tertutup", "Failure closed"),
        more: failureLink(say, step, ""),
      };
    case "failure-assigned":
      return by(say("Kegagalan ditugaskan", "Failure assigned"), step, failureLink(say, step, step.because));
    case "failure-noted":
      return by(say("Catatan", "Note"), step, failureLink(say, step, step.because));
    case "failure-dismissed":
      return by(
        say("Kegagalan ditutup tanpa tindakan", "Failure dismissed"),
        step,
        failureLink(say, step, step.because),
      );
    case "failure-corrected":
      return by(
        say("Kegagalan selesai dengan koreksi", "Failure settled by a correction"),
        step,
        failureLink(say, step, ""),
      );
    case "replayed":
      return by(
        say("Diputar ulang", "Replayed"),
        step,
        html`<a href="/ops/replays/${step.replayId}">${step.outcome}</a>${quoted(step.because)}`,
      );
    case "correction-proposed":
      return by(say("Koreksi diajukan", "Correction proposed"), step, correctionLink(say, step));
    case "correction-approved":
      return by(say("Koreksi disetujui", "Correction approved"), step, correctionLink(say, step));
    case "correction-rejected":
      return by(say("Koreksi ditolak", "Correction rejected"), step, correctionLink(say, step));
  }
}

const by = (what: string, { by: who }: { readonly by: string }, more: Html): StepWords => ({
  tone: "plain",
  what,
  more: html`<b>${who}</b> ${more}`,
});

const quoted = (text: string): Piece => text !== "" && html` <q>${text}</q>`;

const failureLink = (
  say: Say,
  { failureId, cause }: { readonly failureId: string; readonly cause: FailureCause },
  because: string,
): Html =>
  html`<a href="/ops/failures/${failureId}">${say.of(causeInWords(cause).name)}</a>${quoted(because)}`;

const correctionLink = (
  say: Say,
  step: { readonly correctionId: string; readonly correction: CorrectionKind; readonly because: string },
): Html =>
  html`<a href="/ops/corrections/${step.correctionId}">${kindName(say, step.correction)}</a>${quoted(step.because)}`;

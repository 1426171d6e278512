import { TYPED_TEXT_MAX } from "../../../../shared/audit/typed-text.ts";
import type { CorrectionFacts, CorrectionKind } from "../../../../shared/correction/correction-facts.ts";
import { subjectOf } from "../../../../shared/correction/plan-correction.ts";
import type { PreviewOutcome } from "../../../../shared/correction/propose-correction.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { paymentKeyOf } from "../../../../shared/payment/payment-key.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { form, longField, selectField, textField } from "../../page/form.ts";
import { facts, notice, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { paymentLink } from "../../page/payment-link.ts";
import type { Visit } from "../../room.ts";
import { factsField, type Mistake } from "./asked-facts.ts";
import { impossibleInWords, kindMeaning, kindName } from "./correction-words.ts";
import { previewView } from "./effect-view.ts";
import type { CollectedMoney, OriginOfMoney } from "./origin-of-money.ts";

type Writer = Pick<Visit, "say" | "formToken">;

export interface NewView {
  readonly origin: OriginOfMoney;
  /** Which of the address's names led here: sent along, so that what is stored is read again. */
  readonly from: Readonly<Record<string, string>>;
  readonly typed: URLSearchParams;
  readonly mistake?: Mistake | undefined;
}

/** Asks what should be done with the money. Nothing happens before a preview, a reason and a second person. */
export function newPage(visit: Writer, view: NewView): Html {
  const { say } = visit;
  const { origin } = view;
  const kinds = origin.kind === "payment" ? origin.kinds : (["forced-booking", "credit"] as const);
  if (kinds.length === 0) {
    return notice(
      "plain",
      say(
        "Tentang pembayaran ini tidak ada yang dapat dikoreksi: uangnya tidak ada pada kita.",
        "Nothing about this payment can be corrected: its money is not with us.",
      ),
    );
  }
  return html`${panel(say("Uang yang dimaksud", "The money"), originFacts(say, origin))}
${panel(
  say("Apa yang seharusnya terjadi", "What should happen"),
  form(visit, {
    action: "/corrections/preview",
    hidden: view.from,
    fields: html`${kindField(say, kinds, view)}${fields(say, view)}`,
    submit: say("Lihat akibatnya", "See what it would do"),
  }),
)}`;
}

function originFacts(say: Say, origin: OriginOfMoney): Html {
  if (origin.kind === "payment")
    return facts([[say("Pembayaran", "Payment"), paymentLink(origin.paymentKey)]]);
  const { partnerId, reference, amountRupiah, months, paidAt, memberKey } = origin;
  const unknown = say("belum diketahui", "not known");
  return facts([
    [say("Mitra", "Partner"), partnerId],
    [say("Referensi", "Reference"), paymentLink(paymentKeyOf(partnerId, reference))],
    [say("Jumlah", "Amount"), amountRupiah === null ? unknown : rupiahText(amountRupiah)],
    [say("Bulan yang diminta", "Months asked for"), months ?? unknown],
    [say("Uang diterima", "Money taken"), paidAt === null ? unknown : moment(say, paidAt)],
    [
      say("Peserta", "Worker"),
      memberKey === null ? unknown : say("disebut oleh mitra", "named by the partner"),
    ],
  ]);
}

const kindField = (say: Say, kinds: readonly CorrectionKind[], { typed, mistake }: NewView): Html =>
  selectField({
    name: "kind",
    label: say("Koreksi", "Correction"),
    value: typed.get("kind") ?? kinds[0] ?? "",
    options: kinds.map((kind) => [kind, kindName(say, kind)] as const),
    hint: kinds.map((kind) => html`<b>${kindName(say, kind)}</b>: ${kindMeaning(say, kind)} `),
    ...(mistake === "kind" && { mistake: say("Pilih salah satu.", "Choose one of these.") }),
  });

function fields(say: Say, view: NewView): Html {
  const { origin } = view;
  if (origin.kind === "payment") {
    return html`${
      origin.kinds.includes("wrong-nik") &&
      nikField(
        say,
        view,
        say(
          "hanya untuk pindah NIK: milik peserta yang dimaksud",
          "only to move it: of the worker who was meant",
        ),
        true,
      )
    }`;
  }
  return html`${origin.memberKey === null && nikField(say, view, say("milik peserta yang membayar", "of the worker who paid"), false)}${collectedFields(say, view, origin)}`;
}

const nikField = (say: Say, { mistake }: NewView, hint: string, isOptional: boolean): Html =>
  textField({
    name: "nik",
    label: "NIK",
    isNumber: true,
    maxLength: 24,
    hint,
    isOptional,
    ...(mistake === "nik" && {
      mistake: say("NIK terdiri dari 16 angka yang masuk akal.", "A NIK is 16 digits that make sense."),
    }),
  });

function collectedFields(say: Say, { typed, mistake }: NewView, origin: CollectedMoney): Html {
  return html`${
    origin.amountRupiah === null &&
    textField({
      name: "amount",
      label: say("Jumlah, rupiah", "Amount, rupiah"),
      isNumber: true,
      value: typed.get("amount") ?? "",
      ...(mistake === "amount" && { mistake: say("Rupiah bulat.", "Whole rupiah.") }),
    })
  }${textField({
    name: "months",
    label: say("Berapa bulan", "How many months"),
    isNumber: true,
    maxLength: 2,
    value: typed.get("months") ?? String(origin.months ?? 1),
    hint: say(
      "1 sampai 12; yang tidak terbayar menjadi kredit",
      "1 to 12; what it does not pay for becomes credit",
    ),
    ...(mistake === "months" && { mistake: say("Tulis 1 sampai 12.", "Write 1 to 12.") }),
  })}${
    origin.paidAt === null &&
    textField({
      name: "paidAt",
      label: say("Kapan uang diterima (WIB)", "When the money was taken (WIB)"),
      value: typed.get("paidAt") ?? "",
      hint: "2026-11-20T09:14",
      ...(mistake === "paid-at" && { mistake: say("Tulis seperti contoh.", "Write it like the example.") }),
    })
  }${selectField({
    name: "coverFrom",
    label: say("Berlaku sejak", "Cover counts from"),
    value: typed.get("coverFrom") ?? "correction",
    options: [
      ["correction", say("saat disetujui", "the approval")],
      [
        "paid-at",
        say(
          "saat uang diterima (sistem inti sudah setuju)",
          "when the money was taken (the core has agreed)",
        ),
      ],
    ],
  })}`;
}

/** What the correction would do, and the form that proposes it. */
export function previewPage(
  visit: Writer & Pick<Visit, "deps" | "person">,
  asked: CorrectionFacts,
  outcome: PreviewOutcome,
  mistake?: Html,
): Html {
  const { say } = visit;
  if (outcome.kind === "refused") {
    return html`${notice("bad", impossibleInWords(say, outcome))}<p class="row">${paymentLink(subjectOf(asked))}</p>`;
  }
  return html`${mistake && notice("bad", mistake)}<p class="lead">${kindName(say, asked.kind)}. ${kindMeaning(say, asked.kind)}</p>
${previewView(say, outcome)}
${panel(
  say("Ajukan ke orang kedua", "Propose it to a second person"),
  form(visit, {
    action: "/corrections",
    hidden: { facts: factsField(visit, asked) },
    fields: longField({
      name: "reason",
      label: say("Alasan", "Reason"),
      hint: say(
        "apa yang dicek, dengan siapa, nomor tiket",
        "what was checked, with whom, the ticket's number",
      ),
      maxLength: TYPED_TEXT_MAX,
    }),
    submit: say("Ajukan", "Propose"),
  }),
)}`;
}

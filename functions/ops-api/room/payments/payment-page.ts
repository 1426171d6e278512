import { TYPED_TEXT_MAX } from "../../../../shared/audit/typed-text.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { Payment } from "../../../../shared/payment/payment.ts";
import type { PaymentTimeline } from "../../../../shared/timeline/payment-timeline.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { form, longField } from "../../page/form.ts";
import { type Figure, facts, figures, notice, panel } from "../../page/mark.ts";
import { durationText, moment } from "../../page/moment.ts";
import { monthsTable } from "../../page/months-table.ts";
import { paymentLink, paymentPath } from "../../page/payment-link.ts";
import type { Visit } from "../../room.ts";
import { kindsFor } from "../corrections/origin-of-money.ts";
import { causeInWords } from "../failures/cause-words.ts";
import { refusalInWords, stateBadge } from "./payment-words.ts";
import { settlementLine } from "./settlement-line.ts";
import { timelineView } from "./timeline-view.ts";

type Booked = Extract<Payment, { readonly gatewayReference: string }>;

export interface PaymentView {
  readonly timeline: PaymentTimeline;
  readonly may: { readonly unmask: boolean; readonly propose: boolean };
  /** Shown once, on the answer to the act that was entered in the trail. */
  readonly unmasked?: { readonly nik: string; readonly name: string } | undefined;
}

/** Everything about one payment on one page. */
export function paymentPage(visit: Pick<Visit, "say" | "formToken">, view: PaymentView): Html {
  const { say } = visit;
  const { timeline, unmasked } = view;
  const { payment } = timeline;
  const booked = payment && "gatewayReference" in payment ? payment : undefined;
  return html`${unmasked && notice("warn", html`<p><b>${unmasked.name}</b> · NIK <code>${unmasked.nik}</code></p><p>${say("Hanya di halaman ini, sekali; sudah tercatat di jejak audit.", "On this page only, once; it stands in the audit trail.")}</p>`)}
${timeline.openFailures.map((failure) =>
  notice(
    "warn",
    html`<a href="/ops/failures/${failure.failureId}">${say.of(causeInWords(failure.cause).name)}</a>: ${say.of(causeInWords(failure.cause).means)}`,
  ),
)}
${figures(headFigures(say, timeline))}
<div class="pair"><div class="stack">${panel(say("Fakta", "Facts"), factsOf(say, timeline, booked))}
${booked && panel(say("Yang dibeli", "What it bought"), boughtMonths(say, booked))}
${payment && "echo" in payment && Object.keys(payment.echo).length > 0 && panel(say("Kata mitra", "What the partner said"), facts(Object.entries(payment.echo).map(([name, value]) => [name, value] as const)))}
${acts(visit, view, booked)}</div>
${panel(
  say("Riwayat", "Timeline"),
  html`${timelineView(say, timeline.steps)}${timeline.hasMoreAttempts && html`<p class="soft">${say("Ada lebih banyak permintaan dari yang ditampilkan.", "There were more requests than are shown.")}</p>`}`,
)}</div>`;
}

function headFigures(say: Say, { payment, durations }: PaymentTimeline): readonly Figure[] {
  const length = (ms: number | null) => (ms === null ? "-" : durationText(say, ms));
  return [
    {
      label: say("Keadaan", "State"),
      value: payment ? stateBadge(say, payment.state) : say("tidak tercatat", "never booked"),
      ...(payment?.state === "refused" && { note: refusalInWords(say, payment.reason) }),
    },
    {
      label: say("Jumlah", "Amount"),
      value: payment && "amountRupiah" in payment ? rupiahText(payment.amountRupiah) : "-",
    },
    {
      label: say("Dari bayar sampai aktif", "From payment to active"),
      value: length(durations.bookedToActivatedMs),
      note: html`${say("kabar", "event")} ${length(durations.bookedToPublishedMs)} · ${say("aktivasi", "activation")} ${length(durations.publishedToActivatedMs)}`,
    },
  ];
}

function factsOf(say: Say, timeline: PaymentTimeline, booked: Booked | undefined): Html {
  const { partnerId, reference, payment, settlement } = timeline;
  const pairs: (readonly [string, Piece])[] = [
    [say("Mitra", "Partner"), partnerId],
    [say("Referensi mitra", "Partner's reference"), html`<code>${reference}</code>`],
  ];
  if (payment) {
    pairs.push([say("Datang", "Received"), moment(say, payment.receivedAt)]);
    pairs.push([say("Tanggal transaksi", "Business date"), payment.businessDate]);
    if ("channel" in payment) pairs.push([say("Tempat", "Place"), payment.channel]);
  }
  if (booked) {
    pairs.push(
      [say("Referensi kami", "Our reference"), html`<code>${booked.gatewayReference}</code>`],
      [say("Peserta", "Worker"), html`${booked.maskedName} <code>${booked.maskedNik}</code>`],
      [say("Terlindungi sejak", "Covered from"), moment(say, booked.inForceFrom)],
    );
    if (booked.recovered) {
      pairs.push([
        say("Dibukukan dengan", "Booked by"),
        html`<a href="/ops/corrections/${booked.recovered.correctionId}">${say("koreksi", "a correction")}</a>`,
      ]);
    }
    if (booked.origin) pairs.push([say("Referensi asal", "Came as"), paymentLink(booked.origin)]);
  }
  if (payment && "successor" in payment && payment.successor) {
    pairs.push([
      say("Uangnya sekarang di", "Its money stands in"),
      html`<a href="/ops/corrections/${payment.successor.correctionId}">${say("koreksi", "a correction")}</a>`,
    ]);
  }
  if (settlement) pairs.push([say("Rekonsiliasi", "Settlement"), settlementLine(say, settlement, timeline)]);
  return facts(pairs);
}

function boughtMonths(
  say: Say,
  { months, feeRupiah, creditUsedRupiah, creditGivenRupiah, amountRupiah, programmes }: Booked,
): Html {
  return html`${monthsTable(say, months, [say("Diterima", "Taken"), "", rupiahText(amountRupiah)])}${facts([
    [say("Program", "Programmes"), programmes.join(", ")],
    [say("Kredit dipakai", "Credit used"), rupiahText(creditUsedRupiah)],
    [say("Menjadi kredit", "Became credit"), rupiahText(creditGivenRupiah)],
    [say("Biaya layanan", "Fee"), rupiahText(feeRupiah)],
  ])}`;
}

function acts(
  visit: Pick<Visit, "say" | "formToken">,
  { timeline, may }: PaymentView,
  booked: Booked | undefined,
): Piece {
  const { say } = visit;
  const { payment, partnerId, reference } = timeline;
  const at = paymentPath({ partnerId, reference });
  const canCorrect = may.propose && payment !== undefined && kindsFor(payment).length > 0;
  const canUnmask = may.unmask && booked !== undefined;
  if (!canCorrect && !canUnmask) return undefined;
  return panel(
    say("Tindakan", "What to do"),
    html`${
      canCorrect &&
      html`<p><a class="button" href="/ops/corrections/new?${new URLSearchParams({ partner: partnerId, reference }).toString()}">${say("Ajukan koreksi...", "Propose a correction...")}</a></p>`
    }${
      canUnmask &&
      html`<details><summary>${say("Buka nama dan NIK", "Unmask name and NIK")}</summary>${form(visit, {
        action: `${at}/unmask`,
        fields: longField({
          name: "reason",
          label: say("Untuk apa", "What for"),
          hint: say("tercatat di jejak audit", "stands in the audit trail"),
          maxLength: TYPED_TEXT_MAX,
        }),
        submit: say("Buka", "Unmask"),
        tone: "danger",
      })}</details>`
    }`,
  );
}

import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { PaymentRow } from "../../../../shared/timeline/payment-row.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { form, selectField, textField } from "../../page/form.ts";
import { notice, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { paymentLink, paymentPath } from "../../page/payment-link.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";
import { stateBadge } from "./payment-words.ts";
import type { FactName } from "./recognise.ts";

export interface SearchView {
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
  /** Undefined before anything was looked for. */
  readonly found?:
    | {
        readonly rows: readonly PaymentRow[];
        readonly isCapped: boolean;
        /** References of which only requests are known. */
        readonly attempted: readonly { readonly partnerId: string; readonly reference: string }[];
      }
    | undefined;
  readonly typed: URLSearchParams;
  readonly mistake?: FactName | undefined;
}

/** Looks for a payment by whatever is known of it. What was typed is posted and stands in no address; results are masked. */
export function searchPage(visit: Pick<Visit, "say" | "formToken">, view: SearchView): Html {
  const { say } = visit;
  return html`${view.found && panel(say("Hasil", "Found"), results(say, view.found))}
<div class="pair">${panel(say("Satu nomor", "One number"), oneBox(visit))}
${panel(say("Referensi hilang: empat fakta", "Reference lost: four facts"), fourFacts(visit, view))}</div>`;
}

function oneBox(visit: Pick<Visit, "say" | "formToken">): Html {
  const { say } = visit;
  return form(visit, {
    action: "/payments/search",
    fields: textField({
      name: "number",
      label: say("Nomor", "Number"),
      hint: say(
        "referensi mitra, referensi kami dari struk, NIK utuh (16 angka), atau kode bayar; mencari seseorang tercatat di jejak audit",
        "the partner's reference, ours from the slip, a whole NIK (16 digits), or a billing code; who looks for a worker stands in the audit trail",
      ),
      maxLength: 128,
    }),
    submit: say("Cari", "Look"),
  });
}

function fourFacts(visit: Pick<Visit, "say" | "formToken">, { partners, typed, mistake }: SearchView): Html {
  const { say } = visit;
  const wrong = (name: FactName, text: string) => (mistake === name ? { mistake: text } : {});
  return form(visit, {
    action: "/payments/search",
    hidden: { facts: "1" },
    fields: html`${textField({ name: "amount", label: say("Jumlah, rupiah", "Amount, rupiah"), isNumber: true, value: typed.get("amount") ?? "", ...wrong("amount", say("Rupiah bulat, misalnya 8400.", "Whole rupiah, 8400 for example.")) })}${textField(
      {
        name: "minute",
        label: say("Menit (WIB)", "Minute (WIB)"),
        hint: say(
          "misalnya 2026-11-20 10:05; dua menit sebelum dan sesudahnya ikut dicari",
          "2026-11-20 10:05 for example; two minutes before and after are looked through too",
        ),
        value: typed.get("minute") ?? "",
        ...wrong("minute", say("Tulis seperti contoh.", "Write it like the example.")),
      },
    )}${textField({ name: "lastDigits", label: say("Angka terakhir NIK", "Last digits of the NIK"), hint: say("2 sampai 4 angka", "2 to 4 digits"), isNumber: true, maxLength: 4, ...wrong("lastDigits", say("Dua sampai empat angka.", "Two to four digits.")) })}${textField(
      {
        name: "outlet",
        label: say("Toko atau mesin", "Store or till"),
        isOptional: true,
        value: typed.get("outlet") ?? "",
        maxLength: 40,
      },
    )}${selectField({
      name: "partner",
      label: say("Mitra", "Partner"),
      isOptional: true,
      value: typed.get("partner") ?? "",
      options: [
        ["", say("semua", "all")],
        ...partners.map(({ partnerId, name }) => [partnerId, name] as const),
      ],
    })}`,
    submit: say("Cari", "Look"),
  });
}

function results(say: Say, { rows, isCapped, attempted }: NonNullable<SearchView["found"]>): Html {
  return html`${isCapped && notice("warn", say("Mungkin ada lebih banyak; persempit pencariannya.", "There may be more; look for less."))}${table(
    {
      caption: say("Pembayaran yang ditemukan", "Payments found"),
      columns: [
        { head: say("Referensi", "Reference"), kind: "code" },
        { head: say("Mitra", "Partner") },
        { head: say("Keadaan", "State") },
        { head: say("Datang", "Received") },
        { head: "Rupiah", kind: "number" },
        { head: say("Peserta", "Worker") },
        { head: say("Toko / mesin", "Store / till") },
      ],
      rows: rows.map((row) => [
        paymentLink(row.paymentKey),
        row.partnerId,
        stateBadge(say, row.state),
        moment(say, row.receivedAt),
        row.amountRupiah === null ? "-" : rupiahText(row.amountRupiah),
        html`${row.maskedName ?? ""} <code>${row.maskedNik ?? ""}</code>`,
        row.outlet ?? "",
      ]),
      empty:
        attempted.length > 0
          ? say(
              "Tidak ada pembayaran yang tercatat, tetapi pernah ada permintaan:",
              "No payment was booked, but there were requests:",
            )
          : say(
              "Tidak ditemukan. Periksa angkanya; NIK harus utuh.",
              "Nothing was found. Check the digits; a NIK has to be whole.",
            ),
    },
  )}${attempted.map(
    (name) => html`<p><a href="/ops${paymentPath(name)}">${name.partnerId}: ${name.reference}</a></p>`,
  )}`;
}

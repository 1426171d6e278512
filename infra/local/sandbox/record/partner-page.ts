import { type Html, html } from "../../../../functions/html.ts";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import { explanationPart } from "./explanation-part.ts";
import type { PartnerRequest } from "./partner-request.ts";
import { inBoth, RECORD_PATH, recordPage, shownMoment } from "./record-page.ts";

const SERVICES: Readonly<Record<string, InTwoLanguages>> = {
  token: { indonesia: "Minta token", english: "Token" },
  inquiry: { indonesia: "Cek tagihan", english: "Inquiry" },
  payment: { indonesia: "Pembayaran", english: "Payment" },
  status: { indonesia: "Cek status", english: "Status" },
  reversal: { indonesia: "Pembatalan", english: "Reversal" },
  lookup: { indonesia: "Cari peserta", english: "Lookup" },
  registration: { indonesia: "Pendaftaran", english: "Registration" },
  "billing-code": { indonesia: "Kode iuran", english: "Billing code" },
};
const UNKNOWN_SERVICE: InTwoLanguages = { indonesia: "Layanan tidak ada", english: "No such service" };

/** The last requests of one partner, newest first. */
export function partnerPage(name: string, partnerId: string, requests: readonly PartnerRequest[]): string {
  const nothing = inBoth({ indonesia: "Belum ada permintaan.", english: "No requests so far." });
  return recordPage(
    { indonesia: `Permintaan ${name}`, english: `Requests of ${name}` },
    html`<nav><a href="${RECORD_PATH}">${inBoth({ indonesia: "Semua mitra", english: "All partners" })}</a>
<a href="${RECORD_PATH}/${partnerId}">${inBoth({ indonesia: "Muat ulang", english: "Reload" })}</a>
<a href="${RECORD_PATH}/${partnerId}/requests">JSON</a></nav>
<h1>${name}</h1>
<p>${inBoth({
      indonesia: "Permintaan terakhir dan jawabannya, yang terbaru di atas.",
      english: "The last requests and what they were told, newest first.",
    })}</p>
${requests.length === 0 ? html`<p>${nothing}</p>` : html`<ol class="requests">${requests.map(item)}</ol>`}`,
  );
}

function item(request: PartnerRequest): Html {
  const { at, service, status, code, outcome, attempt, isRepeat, isVerified, explanation } = request;
  const verdict = verdictOf(status);
  return html`<li class="${verdict.tone}">
<p class="soft">${shownMoment(at)} · ${request.durationMs} ms</p>
<h2>${inBoth(SERVICES[service] ?? UNKNOWN_SERVICE)}</h2>
<p class="marks"><span class="verdict">${inBoth(verdict.says)}</span> <code>${code}</code> <code>HTTP ${status}</code>${
    isRepeat && mark({ indonesia: `pengulangan, ke-${attempt}`, english: `repeat, no. ${attempt}` })
  }${!isVerified && mark({ indonesia: "belum terbukti", english: "unverified" })}</p>
<p>${inBoth(outcome)}</p>
<dl>
${row({ indonesia: "Referensi", english: "Reference" }, request.reference)}
${row({ indonesia: "Nomor pesan", english: "Message id" }, request.externalId)}
${row({ indonesia: "Dipanggil", english: "Called" }, request.asked)}
${row({ indonesia: "SHA-256 isi", english: "SHA-256 of the body" }, request.bodySha256)}
</dl>
${explanation && explanationPart(explanation)}
</li>
`;
}

const mark = (says: InTwoLanguages) => html` <span class="mark">${inBoth(says)}</span>`;

const row = (name: InTwoLanguages, value: string | undefined) =>
  value !== undefined && html`<div><dt>${inBoth(name)}</dt><dd><code>${value}</code></dd></div>`;

/** 5xx leaves it open whether something was booked; that is no refusal. */
function verdictOf(status: number): { readonly tone: string; readonly says: InTwoLanguages } {
  if (status < 300) return { tone: "good", says: { indonesia: "Diterima", english: "Taken" } };
  if (status < 500) return { tone: "refused", says: { indonesia: "Ditolak", english: "Refused" } };
  return { tone: "doubt", says: { indonesia: "Belum pasti, cek status", english: "In doubt, ask status" } };
}

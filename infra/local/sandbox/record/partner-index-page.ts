import { type Html, html } from "../../../../functions/html.ts";
import type { RegisteredPartner } from "../../../../shared/partner/key-record.ts";
import { NOBODY, type PartnerRequest } from "./partner-request.ts";
import { inBoth, RECORD_PATH, recordPage, shownMoment } from "./record-page.ts";

/** All partners, with how much each has asked and how much of it was refused for its signature. */
export function partnerIndexPage(
  partners: readonly RegisteredPartner[],
  requestsOf: (partnerId: string) => readonly PartnerRequest[],
): string {
  const rows = partners.map(({ partnerId, profile }) => {
    const protocol = [profile.snap && "SNAP BI", profile.h2h && "H2H"].filter(Boolean).join(" + ");
    return entry(partnerId, html`${profile.name}`, protocol, requestsOf(partnerId));
  });
  const nobody = requestsOf(NOBODY);
  const unknown = inBoth({ indonesia: "Pemanggil tidak dikenal", english: "Unknown callers" });
  return recordPage(
    { indonesia: "Mitra", english: "Partners" },
    html`<h1>${inBoth({ indonesia: "Mitra", english: "Partners" })}</h1>
<p>${inBoth({
      indonesia: "Pilih mitra untuk melihat permintaan terakhirnya beserta jawabannya.",
      english: "Choose a partner to see its last requests and what they were told.",
    })}</p>
<ul class="partners">${rows}${nobody.length > 0 && entry(NOBODY, unknown, "", nobody)}</ul>`,
  );
}

function entry(id: string, name: Html, protocol: string, requests: readonly PartnerRequest[]): Html {
  const refused = requests.filter(({ status }) => status === 401).length;
  const [last] = requests;
  return html`<li><a href="${RECORD_PATH}/${id}"><strong>${name}</strong> <code>${id}</code></a>
<p>${protocol && html`${protocol} · `}${inBoth({
    indonesia: `${requests.length} permintaan`,
    english: requests.length === 1 ? "1 request" : `${requests.length} requests`,
  })}${
    refused > 0 &&
    html` · <span class="bad">${inBoth({
      indonesia: `${refused} ditolak karena tanda tangan`,
      english: `${refused} refused for the signature`,
    })}</span>`
  }</p>${last && html`<p class="soft">${shownMoment(last.at)}</p>`}</li>
`;
}

import { businessDateOf, type Instant } from "../../../../shared/calendar/calendar.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { ChannelTerms } from "../../../../shared/partner/channel-terms.ts";
import type { ShownPartner } from "../../../../shared/partner/shown-partners.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { channelName } from "../../page/channel-name.ts";
import { form, longField } from "../../page/form.ts";
import { facts, notice, panel } from "../../page/mark.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";
import { isStillUsed, keyTable } from "./key-table.ts";
import { closingTable, standingBadge } from "./partner-list.ts";

/** One partner: how it stands, where it works, when it is closed, and who signs with what. */
export function partnerPage(
  visit: Visit,
  partner: ShownPartner,
  lastUse: ReadonlyMap<string, Instant>,
): Html {
  const { say, deps, person } = visit;
  const businessNow = deps.clock.businessNow();
  const sight = { lastUse, machineNow: deps.clock.machineNow() };
  const { profile, keys } = partner;
  const old = keys.filter((key) => isStillUsed(key, sight));
  return html`${old.length > 0 && notice("warn", say(`Kunci lama masih dipakai: ${old.map(({ keyId }) => keyId).join(", ")}. Hubungi mitra sebelum kunci itu berakhir.`, `Old keys are still in use: ${old.map(({ keyId }) => keyId).join(", ")}. Call the partner before they end.`))}
${panel(
  say("Keadaan", "Standing"),
  html`${facts([
    [say("Keadaan", "Standing"), standingBadge(say, partner, businessNow)],
    [say("Kode", "Id"), html`<code>${partner.partnerId}</code>`],
    [
      say("Protokol", "Protocol"),
      [profile.snap && "SNAP BI", profile.h2h && "H2H"].filter(Boolean).join(", "),
    ],
    [
      say("Berkas rekonsiliasi", "Settlement file"),
      `T+${profile.settlement.afterWorkingDays}, ${profile.settlement.fileDueAt} WIB`,
    ],
    [
      say("Alamat panggilan", "Calls come from"),
      (profile.addresses ?? []).join(", ") || say("belum diberitahukan", "not told yet"),
    ],
  ])}${mayDo(person, "change-partner-standing") && standingForm(visit, partner)}`,
)}
${panel(say("Tempat", "Places"), placesTable(say, profile.channels))}
${panel(say("Kunci", "Keys"), keyTable(say, keys, sight), say("pemakaian dicatat tiap 15 menit", "use is written down every 15 minutes"))}
${panel(say("Jam tutup", "Closings"), closingTable(say, profile.closings, businessDateOf(businessNow)))}`;
}

function standingForm(visit: Visit, { partnerId, profile, revision }: ShownPartner): Html {
  const { say } = visit;
  const isActive = profile.standing === "active";
  const about = isActive
    ? say(
        "Pembayaran BARU ditolak di mana-mana dalam 10 detik; status, ulangan, dan yang sudah tercatat tetap dilayani.",
        "NEW payments are refused everywhere within 10 seconds; status, repeats and what is booked are served as before.",
      )
    : say("Pembayaran dilayani lagi dalam 10 detik.", "Payments are served again within 10 seconds.");
  return html`<details><summary>${isActive ? say("Hentikan mitra ini", "Suspend this partner") : say("Aktifkan lagi", "Make active again")}</summary>
<p class="soft">${about}</p>${form(visit, {
    action: `/partners/${partnerId}/standing`,
    hidden: { seen: revision, standing: isActive ? "suspended" : "active" },
    fields: longField({
      name: "reason",
      label: say("Alasan", "Reason"),
      hint: say("Masuk jejak audit.", "Goes into the audit trail."),
      maxLength: 500,
    }),
    submit: isActive ? say("Hentikan", "Suspend") : say("Aktifkan", "Make active"),
    tone: isActive ? "danger" : "primary",
  })}</details>`;
}

function placesTable(say: Say, channels: readonly ChannelTerms[]): Html {
  return table({
    caption: say("Tempat", "Places"),
    columns: [
      { head: say("Saluran", "Channel") },
      { head: say("Boleh", "May") },
      { head: say("Biaya", "Fee"), kind: "number" },
      { head: say("Paling sedikit", "Floor"), kind: "number" },
      { head: say("Paling banyak", "Ceiling"), kind: "number" },
    ],
    rows: channels.map(({ channel, capabilities, feeRupiah, floorRupiah, ceilingRupiah }) => [
      channelName(channel),
      capabilities
        .map(({ name, from, until }) => `${name} (${from}${until ? ` - ${until}` : ""})`)
        .join(", "),
      rupiahText(feeRupiah),
      rupiahText(floorRupiah),
      rupiahText(ceilingRupiah),
    ]),
    empty: "-",
  });
}

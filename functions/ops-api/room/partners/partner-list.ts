import type { BusinessDate, Instant } from "../../../../shared/calendar/calendar.ts";
import { type Closing, closingAt } from "../../../../shared/partner/closing.ts";
import type { ShownPartner } from "../../../../shared/partner/shown-partners.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { channelName } from "../../page/channel-name.ts";
import { badge } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";

/** Suspended, closed for now, or open: what a till of the partner meets at this moment. */
export function standingBadge(say: Say, { profile }: ShownPartner, businessNow: Instant): Html {
  if (profile.standing === "suspended") return badge("bad", say("dihentikan", "suspended"));
  const closed = closingAt(profile.closings, businessNow);
  if (!closed) return badge("good", say("buka", "open"));
  return html`${badge("warn", say("tutup", "closed"))} <small>${say("sampai", "until")} ${moment(say, closed.opensAt)}</small>`;
}

/** All partners, the ones in trouble recognisable at a glance. `stillUsed` counts old keys that somebody signs with. */
export function partnerList(
  say: Say,
  partners: readonly { readonly partner: ShownPartner; readonly stillUsed: number }[],
  businessNow: Instant,
): Html {
  return table({
    caption: say("Mitra", "Partners"),
    columns: [
      { head: say("Mitra", "Partner") },
      { head: say("Keadaan", "Standing") },
      { head: say("Tempat", "Places") },
      { head: say("Protokol", "Protocol") },
      { head: say("Kunci berlaku", "Keys in force"), kind: "number" },
      { head: say("Kunci lama", "Old keys") },
    ],
    rows: partners.map(({ partner, stillUsed }) => [
      html`<a href="/ops/partners/${partner.partnerId}">${partner.profile.name}</a> <small class="soft">${partner.partnerId}</small>`,
      standingBadge(say, partner, businessNow),
      partner.profile.channels.map(({ channel }) => channelName(channel)).join(", "),
      [partner.profile.snap && "SNAP BI", partner.profile.h2h && "H2H"].filter(Boolean).join(", "),
      partner.keys.filter(({ state }) => state === "active").length,
      stillUsed > 0 && badge("bad", say(`${stillUsed} masih dipakai`, `${stillUsed} still in use`)),
    ]),
    empty: say("Belum ada mitra.", "No partner yet."),
  });
}

/** When the partner's service is closed, past closings left out. */
export function closingTable(say: Say, closings: readonly Closing[], today: BusinessDate): Html {
  return table({
    caption: say("Jam tutup", "Closings"),
    columns: [
      { head: say("Jenis", "Kind") },
      { head: say("Setiap hari", "Every day") },
      { head: say("Dari tanggal", "From") },
      { head: say("Sampai tanggal", "Until") },
    ],
    rows: closings
      .filter(({ until }) => until >= today)
      .map(({ kind, closesAt, opensAt, from, until }) => [
        kind === "cut-off" ? say("cut-off", "cut-off") : say("pemeliharaan", "maintenance"),
        `${closesAt} - ${opensAt} WIB`,
        from,
        until,
      ]),
    empty: say("Tidak ada jam tutup.", "No closings."),
  });
}

import { shortDateInWords } from "../../../../shared/calendar/month-name.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { Settlement } from "../../../../shared/settlement/read-settlement.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { dayBadge, dayPath } from "../settlements/day-words.ts";

/** How the last business date stands with each partner. */
export function settlementTable(say: Say, settlements: readonly Settlement[]): Html {
  return table({
    caption: say("Rekonsiliasi per mitra", "Settlement by partner"),
    columns: [
      { head: say("Mitra", "Partner") },
      { head: say("Tanggal", "Date") },
      { head: say("Keadaan", "State") },
      { head: say("Cocok", "Matched"), kind: "number" },
      { head: say("Jatuh tempo", "Due") },
    ],
    rows: settlements.map((settlement) => {
      const { partnerName, businessDate, collected, dueAt } = settlement;
      const matched = collected?.totals?.matched;
      return [
        html`<a href="/ops${dayPath(settlement)}">${partnerName}</a>`,
        say.of(shortDateInWords(businessDate)),
        dayBadge(say, settlement),
        matched === undefined ? "-" : rupiahText(matched.theirsRupiah),
        moment(say, dueAt),
      ];
    }),
    empty: say("Belum ada mitra.", "No partner yet."),
  });
}

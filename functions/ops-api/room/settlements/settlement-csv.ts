import type { BusinessDate } from "../../../../shared/calendar/calendar.ts";
import { firstDifferences } from "../../../../shared/settlement/list-differences.ts";
import { readSettlement } from "../../../../shared/settlement/read-settlement.ts";
import { settlementStatement } from "../../../../shared/settlement/statement.ts";
import { differencesCsv, statementCsv } from "../../../../shared/settlement/statement-csv.ts";
import type { OpsDeps } from "../../room.ts";

/** A file for a spreadsheet; a day with more differences than this is for a query, not for a person, and the file's last row says that it is cut. */
const ROWS_MAX = 20_000;

/** A day's statement or its differences as CSV; undefined before the day is reconciled. */
export async function settlementCsv(
  { ledger, clock }: Pick<OpsDeps, "ledger" | "clock">,
  { partnerId, businessDate }: { readonly partnerId: string; readonly businessDate: BusinessDate },
  what: "statement" | "differences",
): Promise<string | undefined> {
  const settlement = await readSettlement(ledger, partnerId, businessDate, clock.businessNow());
  const rows = settlement && settlementStatement(settlement);
  if (!rows) return undefined;
  if (what === "statement") return statementCsv(rows);
  return differencesCsv(await firstDifferences(ledger, partnerId, businessDate, ROWS_MAX));
}

import type { BusinessDate } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { dayKey, dayOf } from "./day-item.ts";

/** Which file of collected money counts for a day; undefined where none has come. One read. */
export async function currentFileOf(
  ledger: Pick<Ledger, "read">,
  partnerId: string,
  date: BusinessDate,
): Promise<string | undefined> {
  const item = await ledger.read(dayKey(partnerId, date));
  return item && dayOf(item).collected?.fileId;
}

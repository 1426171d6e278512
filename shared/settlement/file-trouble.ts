import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import { type FailureCause, failureIdOf, failureOf } from "../failure/failure.ts";
import { closeFailure, openFailure } from "../failure/failure-store.ts";
import { joinKey } from "../ledger/key.ts";
import { dayKey, dayOf } from "./day-item.ts";
import type { SettlementDeps } from "./deps.ts";
import type { SettlementFile } from "./file-item.ts";
import { refusalInWords } from "./refusal.ts";

type TroubleDeps = Pick<SettlementDeps, "ledger">;

/** A day of a partner as a failure names it, whatever kind of file is the trouble. */
const subjectOf = (partnerId: string, date: BusinessDate) =>
  ({ kind: "record", id: joinKey("settlement", partnerId, date) }) as const;

/** A refused file is a day without proof: ops see it, with the line to blame. */
export async function tellRefusal({ ledger }: TroubleDeps, file: SettlementFile): Promise<void> {
  if (!file.refusal) return;
  const { partnerId, businessDate, receivedAt: openedAt } = file;
  const reason = refusalInWords(file.refusal).english;
  const subject = subjectOf(partnerId, businessDate);
  await openFailure(ledger, failureOf({ cause: "settlement-file-refused", subject, reason, openedAt }));
}

/** A file that is overdue. @returns whether it was not known yet */
export async function tellLate(
  { ledger }: TroubleDeps,
  partnerId: string,
  date: BusinessDate,
  openedAt: Instant,
): Promise<boolean> {
  const subject = subjectOf(partnerId, date);
  const failure = failureOf({ cause: "settlement-file-late", subject, reason: "", openedAt });
  return (await openFailure(ledger, failure)) === "opened";
}

/** A sound file is there: what was open about its day closes. A suspect file is not the one that is waited for, and a file that was refused after this one is still to be looked at. */
export async function mendFile(
  { ledger }: TroubleDeps,
  { says, partnerId, businessDate, receivedAt }: SettlementFile,
): Promise<void> {
  const day = await ledger.read(dayKey(partnerId, businessDate));
  const mended: FailureCause[] = says === "collected" ? ["settlement-file-late"] : [];
  if (!day || !dayOf(day).refused) mended.push("settlement-file-refused");
  const subject = subjectOf(partnerId, businessDate);
  for (const cause of mended) await closeFailure(ledger, failureIdOf(cause, subject), receivedAt);
}

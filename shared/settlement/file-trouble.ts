import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import { type FailureCause, failureIdOf, failureOf } from "../failure/failure.ts";
import { closeFailure, openFailure } from "../failure/failure-store.ts";
import { joinKey } from "../ledger/key.ts";
import type { SettlementDeps } from "./deps.ts";
import type { SettlementFile } from "./file-item.ts";
import { refusalInWords } from "./refusal.ts";

type TroubleDeps = Pick<SettlementDeps, "ledger">;

/** A day of a partner as a failure names it, whatever kind of file is the trouble. */
const subjectOf = (partnerId: string, date: BusinessDate) =>
  ({ kind: "record", id: joinKey("settlement", partnerId, date) }) as const;

/** The troubles that a sound file ends. */
const MENDED: readonly FailureCause[] = ["settlement-file-late", "settlement-file-refused"];

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

/** The day's file is there: what was open about it closes. A suspect file is not the day's. */
export async function mendFile({ ledger }: TroubleDeps, file: SettlementFile): Promise<void> {
  if (file.says !== "collected") return;
  const subject = subjectOf(file.partnerId, file.businessDate);
  for (const cause of MENDED) await closeFailure(ledger, failureIdOf(cause, subject), file.receivedAt);
}

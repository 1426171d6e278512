import type { Instant } from "../../calendar/calendar.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import { answerRow } from "./failure.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { FAULT_ROWS } from "./outcome-table.ts";
import type { SnapService } from "./service.ts";

/**
 * Answers when it is not known, or not decided, what becomes of the money (snap-bi.md 5.2 rows 9 and 10). BRI holds it on any 5xx. BCA takes a failure code without
 * flags for "failed" and gives it back, and flag 02 for success under some contracts; only an answer with no code, flag or bill at all is a timeout to it
 * (5.3), so that is what it gets.
 */
export function answerDoubt(
  service: SnapService,
  row: OutcomeRow,
  snap: Pick<SnapProfile, "repeatedPayment"> | undefined,
  at: Instant,
): SnapAnswer {
  if (service !== "payment" || snap?.repeatedPayment !== "bca") return answerRow(service, row, at);
  return { ...snapAnswer(service, FAULT_ROWS["deadline-passed"], at), body: {} };
}

import type { PaymentCommand } from "./outcome.ts";
import type { Quote } from "./quote.ts";

/**
 * A payment that the restored ledger does not know may be one that was booked and answered before (docs/decisions/0024-restore.md): its inquiry is gone, or is older than
 * the end of what is forgotten. Then the money counts as taken and nothing is refused. A payment of a later inquiry is as new as any.
 */
export function asTakenBefore(command: PaymentCommand, quote: Quote | undefined): PaymentCommand {
  const { forgotten } = command.partner;
  if (!forgotten || command.unquoted || (quote && quote.quotedAt >= forgotten.until)) return command;
  // A number without months means one; without a number nobody says how many.
  return { ...command, unquoted: { months: command.months ?? (command.nik ? 1 : null) } };
}

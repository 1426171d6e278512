import middy from "@middy/core";
import type { CloudWatchLogsEvent } from "aws-lambda";
import type { Attempt } from "../../shared/attempt/attempt.ts";
import { attemptOfLine } from "../../shared/attempt/attempt-of-line.ts";
import { takeInAttempts } from "../../shared/attempt/take-in-attempts.ts";
import { type Instant, instant } from "../../shared/calendar/calendar.ts";
import type { Clock } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { linesOf } from "./log-batch.ts";

const log = runLog("attempt-intake");

/**
 * Keeps what partners asked and what they were told, refusals first of all, from the lines that the functions logged: so that "you refused us" can be answered, and a
 * request that is refused still costs no write where somebody waits for it.
 */
export function createHandler({ clock }: { readonly clock: Clock }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);

  return middy<CloudWatchLogsEvent, void>()
    .use(log.middleware)
    .handler(async (event) => {
      const { batchId, lines } = await linesOf(event);
      const attempts: Attempt[] = [];
      let unreadable = 0;
      // Lines have the machine's time; beside payments they have to stand in the business's.
      const ahead = clock.businessNow() - clock.machineNow();
      const inBusinessTime = (machine: Instant) => instant(machine + ahead);
      for (const line of lines) {
        const reading = attemptOfLine(line, inBusinessTime);
        if (reading.kind === "attempt") attempts.push(reading.attempt);
        if (reading.kind === "unreadable") unreadable += 1;
      }
      if (attempts.length === 0 && unreadable === 0) return;
      const report = await takeInAttempts(ledger, { batchId, attempts }, clock.businessNow());
      const outcomes = { ...report, counted: report.counted ? attempts.length : 0, unreadable };
      log.ran({ records: lines.length, outcomes });
    });
}

export const handler = createHandler({ clock: MACHINE_CLOCK });

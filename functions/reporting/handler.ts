import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { instant } from "../../shared/calendar/calendar.ts";
import type { Clock } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { countEvents, type SeenFact } from "../../shared/report/count-events.ts";
import { factOfEvent } from "../../shared/report/fact-of-event.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";

const log = runLog("reporting");

/**
 * Counts what the ledger said: payments, rupiah, reversals and waiting times by day, hour, channel and partner, a batch in one transaction. A message that nobody
 * can read comes back alone; when the ledger does not answer the whole batch does, and counts nothing twice.
 */
export function createHandler({ clock }: { readonly clock: Clock }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);

  /** The queue's time is the machine's; what is shown beside business times has to be one itself. */
  function seenFact({ body, attributes }: SQSRecord): SeenFact {
    const waited = Math.max(0, clock.machineNow() - Number(attributes.SentTimestamp));
    return { fact: factOfEvent(body), publishedAt: instant(clock.businessNow() - waited) };
  }

  return middy<SQSEvent, SQSBatchResponse>()
    .use(log.middleware)
    .handler(async ({ Records }) => {
      const failed: string[] = [];
      const seen = Records.flatMap((record) => {
        try {
          return [seenFact(record)];
        } catch (error) {
          log.recordFailed(record.messageId, error);
          failed.push(record.messageId);
          return [];
        }
      });
      const outcomes = await countEvents(ledger, seen, clock.businessNow());
      const waited = seen.flatMap(({ fact: { activationMs } }) =>
        activationMs === undefined ? [] : [Math.max(0, activationMs) / 1000],
      );
      log.measured({ ActivationSeconds: waited }, { at: clock.machineNow() });
      log.ran({ records: Records.length, failed, outcomes: { ...outcomes } });
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

export const handler = createHandler({ clock: MACHINE_CLOCK });

import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { carryOut } from "../../shared/activation/carry-out.ts";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { coreOf, silenceMsOf } from "../core-settings.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { errandOfMessage } from "./errand-of-message.ts";
import { postponer } from "./postponer.ts";

const SETTINGS = ["KANAL_TABLE_NAME", "KANAL_ACTIVATION_QUEUE_URL"] as const;
// At load, so that a missing one stops the function at init; each handler reads its own.
readSettings(SETTINGS);

type CoverageActivation = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const log = runLog("coverage-activation");

/**
 * Brings the months of accepted payments into force and takes those of reversed ones out, message by message; only the messages that failed come back,
 * each after a wait of its own. One that nobody can read, or that failed for 24 hours, ends in the dead-letter queue, where failure-intake makes it
 * an open failure.
 */
export function createHandler(deps: { readonly clock: Clock; readonly core: Core }) {
  const settings = readSettings(SETTINGS);
  const ledger = dynamoLedger(ledgerClient(), settings.KANAL_TABLE_NAME);
  const postpone = postponer(settings.KANAL_ACTIVATION_QUEUE_URL);
  const errandDeps = { ...deps, ledger, silenceMs: silenceMsOf() };

  async function attend(record: SQSRecord): Promise<void> {
    try {
      const outcome = await carryOut(errandDeps, errandOfMessage(record));
      log.ran({ records: 1, outcomes: { [outcome.kind]: 1 } });
    } catch (error) {
      log.recordFailed(record.messageId, error);
      await postpone(record, error).catch((fault: unknown) => log.recordFailed(record.messageId, fault));
      throw error;
    }
  }

  return middy<SQSEvent, SQSBatchResponse>()
    .use(log.middleware)
    .handler((event, context) =>
      processPartialResponse(event, attend, new BatchProcessor(EventType.SQS), {
        context,
        throwOnFullBatchFailure: false,
      }),
    );
}

/** Opens the core's secret once; every batch waits for the same opening. */
async function start(): Promise<CoverageActivation> {
  return createHandler({ clock: MACHINE_CLOCK, core: await coreOf(MACHINE_CLOCK) });
}

/** In Lambda that happens at init: a setting that does not open stops the function before it takes a message. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: CoverageActivation = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};

import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { PaymentKeyText } from "../../shared/coverage/coverage-item.ts";
import { envelopeOf } from "../../shared/event/catalogue.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";

const log = runLog("coverage-activation");
const Accepted = envelopeOf("ContributionAccepted.v1");

/**
 * Brings the months of accepted payments into force, message by message; only the messages that failed come back. A message that nobody can read, or
 * that keeps failing, ends in the dead-letter queue, where failure-intake makes it an open failure.
 */
export function createHandler(deps: { readonly clock: Clock; readonly core: Core }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);

  async function activate(record: SQSRecord): Promise<void> {
    try {
      const { detail } = z.parse(Accepted, JSON.parse(record.body));
      const paymentKey = z.parse(PaymentKeyText, detail.data.paymentKey);
      const outcome = await activatePayment({ ...deps, ledger }, paymentKey);
      log.ran({ records: 1, outcomes: { [outcome.kind]: 1 } });
    } catch (error) {
      log.recordFailed(record.messageId, error);
      throw error;
    }
  }

  return middy<SQSEvent, SQSBatchResponse>()
    .use(log.middleware)
    .handler((event, context) =>
      processPartialResponse(event, activate, new BatchProcessor(EventType.SQS), {
        context,
        throwOnFullBatchFailure: false,
      }),
    );
}

export const handler = createHandler({ clock: MACHINE_CLOCK, core: EMBEDDED_CORE });

import { createSecretKey } from "node:crypto";
import middy from "@middy/core";
import type { Context, ScheduledEvent } from "aws-lambda";
import { keepCredit } from "../../shared/activation/keep-credit.ts";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";

const log = runLog("credit-keeper");
const SETTINGS = readSettings(["KANAL_TABLE_NAME", "KANAL_KEY_DATA"]);

/** The last member of a run is begun only with this much time left. */
const ONE_MEMBER_MS = 10_000;

type CreditKeeper = (event: ScheduledEvent, context: Context) => Promise<void>;

/** Runs by schedule and continues the coverage of those whose credit pays the next month in full, in the last days of their run. */
export function createHandler(deps: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Pick<Keyring, "dataKey">;
}): CreditKeeper {
  const ledger = dynamoLedger(ledgerClient(), SETTINGS.KANAL_TABLE_NAME);
  return middy<ScheduledEvent, void>()
    .use(log.middleware)
    .handler(async (_event, context) => {
      const hasTime = () => context.getRemainingTimeInMillis() > ONE_MEMBER_MS;
      const { outcomes, failed } = await keepCredit({ ...deps, ledger }, hasTime);
      for (const { memberKey, fault } of failed) log.recordFailed(memberKey, fault);
      const records = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
      if (records > 0) log.ran({ records, outcomes });
    });
}

/** Opens the one key that this function needs, once. */
async function start(): Promise<CreditKeeper> {
  const kms = kmsUnwrapper();
  const dataKey = createSecretKey(await kms.unwrap(SETTINGS.KANAL_KEY_DATA, "data"));
  kms.close();
  return createHandler({ clock: MACHINE_CLOCK, ids: MACHINE_IDS, keys: { dataKey } });
}

let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: CreditKeeper = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};

import middy from "@middy/core";
import type { Context, ScheduledEvent } from "aws-lambda";
import { sweep } from "../../shared/activation/sweep.ts";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { coreOf, silenceMsOf } from "../core-settings.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { wholeNumberSetting } from "../whole-number-setting.ts";

const SETTINGS = ["KANAL_TABLE_NAME", "KANAL_SWEEP_AFTER_SECONDS", "KANAL_SWEEP_HOURS"] as const;
// At load, so that a missing one stops the function at init; each handler reads its own.
readSettings(SETTINGS);

type ActivationSweeper = (event: ScheduledEvent, context: Context) => Promise<void>;

const log = runLog("activation-sweeper");

const PER_PARTITION = 200;
const UNANSWERED_MAX = 20;

/** What three runs did not bring into force, and no failure tells of, becomes one. */
const RUNS_TO_BOUND = 3;

/** A payment's last step takes at most this long: the core's five seconds and the ledger's retries. */
const ONE_PAYMENT_MS = 15_000;

/**
 * Runs by schedule and puts in force what was accepted and has been pending for too long: an event that was lost, a message that waits out its back-off after
 * an outage. KANAL_SWEEP_AFTER_SECONDS and KANAL_SWEEP_HOURS say how old and how far back.
 */
export function createHandler(deps: { readonly clock: Clock; readonly core: Core }) {
  const settings = readSettings(SETTINGS);
  const ledger = dynamoLedger(ledgerClient(), settings.KANAL_TABLE_NAME);
  const errandDeps = { ...deps, ledger, silenceMs: silenceMsOf() };
  const afterMs = wholeNumberSetting("KANAL_SWEEP_AFTER_SECONDS", settings.KANAL_SWEEP_AFTER_SECONDS) * 1000;
  const hours = wholeNumberSetting("KANAL_SWEEP_HOURS", settings.KANAL_SWEEP_HOURS, 1);

  return middy<ScheduledEvent, void>()
    .use(log.middleware)
    .handler(async ({ time }, context) => {
      const hasTime = () => context.getRemainingTimeInMillis() > ONE_PAYMENT_MS;
      const limits = {
        ...{ afterMs, hours, perPartition: PER_PARTITION, unansweredMax: UNANSWERED_MAX, hasTime },
        boundMs: RUNS_TO_BOUND * afterMs,
      };
      const runNumber = Math.floor(Date.parse(time) / 1000);
      const report = await sweep(errandDeps, limits, runNumber);
      for (const { paymentKey, fault } of report.failed) log.recordFailed(paymentKey, fault);
      const outcomes = { ...report.outcomes, unanswered: report.unanswered, shown: report.shown };
      if (report.found > 0 || report.shown > 0 || report.failed.length > 0)
        log.ran({ records: report.found, outcomes });
    });
}

/** Opens the core's secret once; every run waits for the same opening. */
async function start(): Promise<ActivationSweeper> {
  return createHandler({ clock: MACHINE_CLOCK, core: await coreOf(MACHINE_CLOCK) });
}

/** In Lambda that happens at init: a setting that does not open stops the function before it sweeps. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: ActivationSweeper = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};

import middy from "@middy/core";
import type { Context, ScheduledEvent } from "aws-lambda";
import type { Clock } from "../../shared/calendar/clock.ts";
import { checkHealth } from "../../shared/health/check-health.ts";
import { GATEWAY_CHECKS, healthSight } from "../../shared/health/gateway-checks.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { beforeDeadline, deadlineOf } from "../deadline.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import type { Measure } from "../measure.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";

type WatchedCheck = keyof typeof GATEWAY_CHECKS & Measure;
const NAMES = Object.keys(GATEWAY_CHECKS) as WatchedCheck[];

const log = runLog("watchman");

/**
 * Runs by schedule, measures what ops see under /ops/api/health, and writes it down as metrics: alarms ring by what this function saw. It reads and can do nothing else. What could not be measured is no number but a
 * run that failed, so that a silence is never taken for health.
 */
export function createHandler({ clock }: { readonly clock: Clock }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);

  return middy<ScheduledEvent, void>()
    .use(log.middleware)
    .handler(async (_event, context: Pick<Context, "getRemainingTimeInMillis">) => {
      const sight = healthSight({ ledger, clock });
      const deadline = deadlineOf(context);
      deadline.agree(context.getRemainingTimeInMillis());
      const checks = NAMES.map((name) => GATEWAY_CHECKS[name]);
      const findings = await checkHealth(checks, sight, (work) => beforeDeadline(deadline, work));
      const measured = NAMES.flatMap((name, at) => {
        const value = findings[at]?.measured;
        return typeof value === "number" ? [[name, value] as const] : [];
      });
      log.measured(Object.fromEntries(measured), { at: clock.machineNow() });
      const blind = findings.filter(({ measured: value }) => value === null);
      if (blind.length > 0) throw new NotMeasured(blind.map(({ name, fault }) => `${name} ${fault}`).join());
    });
}

/** Something could not be looked at; the run ends as an error, and its alarm rings. */
class NotMeasured extends Error {
  readonly code = "NOT_MEASURED";
}

export const handler = createHandler({ clock: MACHINE_CLOCK });

import { Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type FunctionName, GRADUAL } from "../../settings.ts";
import type { Stage } from "../../stages/stage.ts";
import { AlarmTopic } from "../alarm-topic.ts";
import { GradualDeployments } from "../gradual-deployments.ts";
import type { LedgerTable } from "../ledger-table.ts";
import { throttledAt } from "./access-metrics.ts";
import { AlarmBook } from "./alarm-book.ts";
import { bookKeepingAlarms } from "./book-keeping-alarms.ts";
import { edgeAlarms } from "./edge-alarms.ts";
import { functionAlarms } from "./function-alarms.ts";
import { GatewayDashboard } from "./gateway-dashboard.ts";
import { RECORDS_FAILED, REQUEST_METRICS } from "./line-metrics.ts";
import { type LogMetric, readOff } from "./log-metric.ts";
import { moneyPathAlarms } from "./money-path-alarms.ts";
import { partnerAlarms } from "./partner-alarms.ts";
import { type WhatStands, whatStands } from "./what-stands.ts";

const { faults, answerMs } = REQUEST_METRICS;

/** What is read off the lines of functions that are called. Ops are no partners, and the public API logs nothing of its callers. */
const OF_REQUESTS: Readonly<Partial<Record<FunctionName, readonly LogMetric[]>>> = {
  "partner-api": Object.values(REQUEST_METRICS),
  "member-desk": Object.values(REQUEST_METRICS),
  "ops-api": [faults, answerMs],
  "public-api": [],
};

/**
 * Watches everything that stands in the stack when it is made, so it is made last: metrics from what is logged anyway, alarms with a page each, one picture of the money's way, and deployments that go back when
 * an alarm of theirs rings.
 */
export class GatewayWatch extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, ledger }: { readonly stage: Stage; readonly ledger: LedgerTable },
  ) {
    super(scope, id);
    const stands = whatStands(Stack.of(this));
    readLines(stands, stage);
    const book = new AlarmBook(this, "Alarms", new AlarmTopic(this, "Topic", stage));
    moneyPathAlarms(book, stands, { stage, ledger });
    bookKeepingAlarms(book, stands);
    partnerAlarms(book, stands, stage);
    edgeAlarms(book, stands, stage);
    const ofFunctions = functionAlarms(book, stands, stage);
    new GatewayDashboard(this, "Dashboard", { stage, stands, book });
    const { deployment } = stage;
    if (deployment === "AllAtOnce") return;
    const of = stands.functions
      .filter(({ name }) => GRADUAL.includes(name))
      .map((worker) => ({ worker, alarms: ofFunctions.get(worker.name) ?? [] }));
    new GradualDeployments(this, "Deployments", { deployment, of });
  }
}

function readLines({ functions, apis }: WhatStands, stage: Stage): void {
  for (const worker of functions) {
    for (const metric of OF_REQUESTS[worker.name] ?? [RECORDS_FAILED])
      readOff(worker, worker.logs, stage, metric);
  }
  for (const api of apis) readOff(api, api.accessLogs, stage, throttledAt(api.node.id));
}

import { Duration, Stack } from "aws-cdk-lib";
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Stats,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import { throttledAt } from "./access-metrics.ts";
import { type AlarmBook, FIVE_MINUTES } from "./alarm-book.ts";
import { REQUEST_METRICS } from "./line-metrics.ts";
import { type LogMetric, metricOf } from "./log-metric.ts";
import { measuredBy } from "./measured-metric.ts";
import type { WhatStands } from "./what-stands.ts";

/** CloudWatch's page is so many columns wide. */
const COLUMNS = 24;
const GRAPH_ROWS = 6;
/** It shows so many alarms in one field. */
const ALARMS_MAX = 100;

interface GatewayDashboardProps {
  readonly stage: Stage;
  readonly stands: WhatStands;
  readonly book: AlarmBook;
}

/** One page that a person reads from left to right and top to bottom: which alarms ring, then the money's way from the partners' requests to cover in force, then what fell out, then who is behind it, then the books. */
export class GatewayDashboard extends Dashboard {
  readonly #stage: Stage;
  readonly #stands: WhatStands;

  constructor(scope: Construct, id: string, { stage, stands, book }: GatewayDashboardProps) {
    super(scope, id, { dashboardName: Stack.of(scope).stackName, defaultInterval: Duration.hours(24) });
    this.#stage = stage;
    this.#stands = stands;
    for (let first = 0; first < book.alarms.length; first += ALARMS_MAX) {
      const alarms = book.alarms.slice(first, first + ALARMS_MAX);
      const height = Math.ceil(alarms.length / 6) + 1;
      this.addWidgets(new AlarmStatusWidget({ title: "What rings", alarms, width: COLUMNS, height }));
    }
    this.#row("The money's way: asked, answered, published, in force", [
      graph("Requests by partner", this.#byPartner(REQUEST_METRICS.requests)),
      graph("Payments accepted by partner", this.#byPartner(REQUEST_METRICS.accepted)),
      graph("Relay: age of the oldest change", [this.#relayAge()]),
      graph("Activation: waiting messages", this.#activationQueue()),
      graph("From receipt to cover, p50 and p95", [this.#activation("p50"), this.#activation("p95")]),
    ]);
    this.#row("What did not arrive", [
      graph("Open failures", [this.#watched("OpenFailures")]),
      graph("Oldest failure, oldest pending payment", [
        this.#watched("OldestFailureSeconds"),
        this.#watched("PendingActivationSeconds"),
      ]),
      graph("Dead letters and the last resort", this.#fallenLetters()),
      graph("Unpublished changes", [this.#watched("UnpublishedChanges")]),
    ]);
    this.#row("Who is behind it", [
      graph("Refused by partner", this.#byPartner(REQUEST_METRICS.refused)),
      graph("Signature failures by partner", this.#byPartner(REQUEST_METRICS.signatureFailures)),
      graph("Clock of partners, median seconds off", this.#byPartner(REQUEST_METRICS.skew, "p50")),
      graph("Lookups in sequence", this.#lookups()),
    ]);
    this.#row("Doors and functions", [
      graph("5xx by API", this.#ofApis("errors")),
      graph("Over the limits by API", this.#ofApis("throttled")),
      graph("Faults, and the slowest answers", this.#answers()),
      graph("Concurrency", this.#concurrency()),
    ]);
    this.#row("The books", [
      graph("Settlement files late", [this.#watched("LateSettlements")]),
      graph("Days of the audit trail without a root", [this.#watched("AuditDaysBehind")]),
      graph("A read of the ledger, ms", [this.#watched("LedgerReadMs")]),
    ]);
  }

  #row(heading: string, graphs: readonly ((width: number) => IWidget)[]): void {
    this.addWidgets(new TextWidget({ markdown: `## ${heading}`, width: COLUMNS, height: 1 }));
    const width = Math.floor(COLUMNS / graphs.length);
    this.addWidgets(...graphs.map((each) => each(width)));
  }

  #byPartner(metric: LogMetric, statistic: string = Stats.SUM): readonly IMetric[] {
    return this.#stage.partners.map(({ partnerId: Partner }) =>
      metricOf(this.#stage, metric, { Partner }, statistic).with({ label: Partner }),
    );
  }

  #watched(measure: Parameters<typeof measuredBy>[1]): IMetric {
    return measuredBy(this.#stands.function("watchman"), measure);
  }

  #activation(statistic: string): IMetric {
    const metric = measuredBy(this.#stands.function("reporting"), "ActivationSeconds", { statistic });
    return metric.with({ label: statistic });
  }

  #relayAge(): IMetric {
    const { lambda } = this.#stands.function("event-relay");
    return lambda.metric("IteratorAge", { statistic: Stats.MAXIMUM, period: FIVE_MINUTES });
  }

  #activationQueue(): readonly IMetric[] {
    return this.#stands.queues
      .filter(({ node }) => node.id === "Activation")
      .map((queue) =>
        queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
      );
  }

  #fallenLetters(): readonly IMetric[] {
    return this.#stands.queues
      .filter(({ node }) => /DeadLetters|LastResort/.test(node.id))
      .map((queue) =>
        queue.metricApproximateNumberOfMessagesVisible({
          ...{ statistic: Stats.MAXIMUM, period: FIVE_MINUTES },
          label: queue.node.path.split("/").slice(1).join(" "),
        }),
      );
  }

  #lookups(): readonly IMetric[] {
    const relay = this.#stands.function("event-relay");
    return this.#stage.partners.map(({ partnerId }) =>
      measuredBy(relay, "LookupsInSequence", { statistic: Stats.SUM, partnerId }).with({ label: partnerId }),
    );
  }

  #ofApis(what: "errors" | "throttled"): readonly IMetric[] {
    return this.#stands.apis.map(({ api, node }) =>
      what === "errors"
        ? api.metricServerError({ statistic: Stats.SUM, period: FIVE_MINUTES, label: node.id })
        : metricOf(this.#stage, throttledAt(node.id)).with({ label: node.id }),
    );
  }

  #answers(): readonly IMetric[] {
    return ["partner-api", "member-desk"].flatMap((name) => [
      metricOf(this.#stage, REQUEST_METRICS.faults, { Function: name }).with({ label: `${name}: faults` }),
      metricOf(this.#stage, REQUEST_METRICS.answerMs, { Function: name }, "p99").with({
        label: `${name}: p99 ms`,
      }),
    ]);
  }

  #concurrency(): readonly IMetric[] {
    return this.#stands.functions
      .filter(({ name }) => this.#stage.reservedConcurrency[name] !== undefined || name === "event-relay")
      .map(({ name, lambda }) =>
        lambda.metric("ConcurrentExecutions", {
          ...{ statistic: Stats.MAXIMUM, period: FIVE_MINUTES },
          label: name,
        }),
      );
  }
}

const graph = (title: string, metrics: readonly IMetric[]) => (width: number) =>
  new GraphWidget({ title, left: [...metrics], width, height: GRAPH_ROWS });

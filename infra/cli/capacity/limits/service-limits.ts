import { INDEX_SHARDS } from "../../../../shared/ledger/key.ts";
import { FACTS_MAX } from "../../../../shared/report/count-events.ts";
import { production } from "../../../stages/production.ts";
import { ASSUMED } from "../cost/assumptions.ts";
import { paymentTotals } from "../cost/payment-totals.ts";
import { billedMs, invocationsOf, lifeNamed, stepsOfPayment } from "../cost/payment-usage.ts";
import type { Measurements } from "../measure/measurements.ts";
import { breaksAt, keyPatterns, requestsPerPayment } from "./key-patterns.ts";
import { QUOTAS } from "./quotas.ts";
import { TRAFFIC } from "./traffic.ts";

const number = (value: number): string => value.toLocaleString("en");

/** Something that gives way, at so many payments a second of the whole gateway. */
export interface Limit {
  readonly what: string;
  readonly paymentsPerSecond: number;
  readonly effect: string;
  readonly change: string;
}

const LIFE = "snap-monthly-payer";
const STAGE = production.limits.partners;
const WAF_SECONDS = 300;
const largestAllowance = Math.max(
  ...production.partners.map(
    ({ requestsPerFiveMinutes }) => requestsPerFiveMinutes ?? STAGE.requestsPerAddress,
  ),
);
/** A payment is accepted to two queues, its activation to one. */
const DELIVERIES_PER_PAYMENT = 3;

/** Everything that gives way, what gives way first first. */
export function limits(measured: Measurements): readonly Limit[] {
  const busy = paymentTotals(measured, LIFE, "busy");
  const all: readonly Limit[] = [
    {
      what: `A new table: ${number(QUOTAS.newTable.writeUnits)} write units a second`,
      paymentsPerSecond: QUOTAS.newTable.writeUnits / busy.tableWrites,
      effect:
        "DynamoDB throttles; a booking is tried again within its deadline, then answered 5xx, never refused",
      change:
        "set warm throughput for the table and its indexes before the first large day, or grow over hours: each half hour may double",
    },
    ...stageLimits(),
    {
      what: `EventBridge: ${number(QUOTAS.eventInvocations.deliveries)} deliveries a second`,
      paymentsPerSecond: QUOTAS.eventInvocations.deliveries / DELIVERIES_PER_PAYMENT,
      effect:
        "events are delivered later, none is lost: cover starts minutes late, the sweeper finds it after five",
      change: "ask for more (Invocations throttle limit): 30,000 for 10,000 payments a second",
    },
    ...putEventsLimits(measured),
    ...conflictLimits(),
    {
      what: `API Gateway: ${number(QUOTAS.apiRequests.requests)} requests a second and account`,
      paymentsPerSecond: QUOTAS.apiRequests.requests / requestsPerPayment,
      effect: "429 before our function; also for the public and the ops API, which share the account",
      change: "ask for more (Throttle rate): 25,000",
    },
    {
      what: `DynamoDB: ${number(QUOTAS.table.units)} write units a second and table`,
      paymentsPerSecond: QUOTAS.table.units / busy.tableWrites,
      effect: "as with a new table",
      change:
        "ask for more (table-level write throughput): 400,000; the indexes have quotas of their own and need less",
    },
    {
      what: `Lambda: ${number(QUOTAS.lambda.concurrency)} instances at once and account`,
      paymentsPerSecond: QUOTAS.lambda.concurrency / concurrencyPerPayment(measured),
      effect: "API Gateway answers 5xx where no instance is free; queues and stream wait",
      change:
        "ask for more, and reserve for partner-api what it needs, so that nothing behind the answer takes it",
    },
    {
      what: `SQS: ${number(QUOTAS.queue.inFlight)} messages in flight, while the core is silent for five minutes`,
      paymentsPerSecond: QUOTAS.queue.inFlight / (5 * 60),
      effect: "postponed messages count as in flight: the queue hands out no others until some come back",
      change: "ask for more, or postpone by sending again with a delay",
    },
    ...keyPatterns(measured).map((pattern): Limit => {
      const { key, place, units, splits } = pattern;
      const limit = units === "write" ? QUOTAS.partition.writeUnits : QUOTAS.partition.readUnits;
      return {
        what: `Key \`${key}\` (${place}): ${number(limit)} ${units} units a second`,
        paymentsPerSecond: breaksAt(pattern),
        effect: splits
          ? "throttled until DynamoDB has split the key's items, minutes later"
          : (AT_THE_END[place] ?? LATER),
        change: CHANGES[key] ?? "more shards",
      };
    }),
  ];
  return all.toSorted((one, other) => one.paymentsPerSecond - other.paymentsPerSecond);
}

const LATER = "throttled for as long as it lasts, and with it what lies in the same partition";
const AT_THE_END: Readonly<Record<string, string>> = {
  "partner-day":
    "the index holds up the table: bookings of that partner are throttled, because every new row goes to the end of its key",
};

const CHANGES: Readonly<Record<string, string>> = {
  "PENDING#hour#shard": "64 shards for this index alone",
  "DAY#partner#date#shard": "64 shards for this index alone",
  "ATTEMPTS#partner#date": "the shard of the request's id in the key, as payments have",
  "ATTEMPT-RATE#partner#operation#kind#minute":
    "the batch's shard in the key, and a sixteenth of the limit for each",
  "ATTEMPT-COUNT#date#shard": "larger deliveries (Lambda's own batching of lines), then more shards",
  PARTNERS:
    "an eventually consistent read costs half; a version item that is read instead of the whole costs one unit",
};

/** What production's own settings let through. */
function stageLimits(): readonly Limit[] {
  return [
    {
      what: `Our own stage throttle: ${number(STAGE.total.requestsPerSecond)} requests a second`,
      paymentsPerSecond: STAGE.total.requestsPerSecond / requestsPerPayment,
      effect: "API Gateway answers 429; banks send the payment again as an advice",
      change: "`limits.partners` of the stage, after the quotas below",
    },
    {
      what: `WAF: ${number(largestAllowance)} requests in five minutes of the largest partner`,
      paymentsPerSecond: largestAllowance / WAF_SECONDS / (requestsPerPayment * TRAFFIC.topPartnerShare),
      effect: "WAF answers 429 to that partner, with when to come back",
      change: "the partner's `requestsPerFiveMinutes`",
    },
  ];
}

/** A tenth of the transactions that meet another one on the same item is taken for the most that is not noticed. */
const CONFLICTS_MAX = 0.1;

/** Counters that batches add to in transactions: two at once on one item, and one of them is cancelled. Poisson arrivals, each transaction as long as DynamoDB's median. */
function conflictLimits(): readonly Limit[] {
  const seconds = ASSUMED.roundTripMs.transaction / 1000;
  const batchesAnItem = -Math.log(1 - CONFLICTS_MAX) / (2 * seconds);
  const all = batchesAnItem * INDEX_SHARDS;
  const effect =
    "one batch in ten is cancelled and tried again with jitter, at most three times, then it comes back whole: the figures are late, no payment is";
  return [
    {
      what: "Counters of attempts: deliveries meet on an item",
      paymentsPerSecond: (all * TRAFFIC.linesADelivery) / requestsPerPayment,
      ...{ effect, change: "one transaction for the note and plain additions after it, or more shards" },
    },
    {
      what: "Counters of the report: batches meet on an item",
      paymentsPerSecond: (all * FACTS_MAX) / 2,
      ...{ effect, change: "more shards for the report: 256 carry 10,000 payments a second" },
    },
  ];
}

/** Requests for one payment, if each event goes alone and if batches are full. */
function putEventsLimits(measured: Measurements): readonly Limit[] {
  const together = lifeNamed(measured, "snap-busy");
  const requests =
    together.steps.reduce((sum, { putEvents }) => sum + putEvents.requests, 0) / together.payments;
  const effect =
    "the relay reports the record and the stream comes again; after ten tries a batch lies in the bucket of unpublished ones and each accepted payment is an open failure";
  const change =
    "ask for more (PutEvents): 3,000; a filter on the event source, so that a batch of 100 holds more events";
  return [
    {
      what: `EventBridge: ${number(QUOTAS.putEvents.requests)} PutEvents a second, one event each`,
      ...{ paymentsPerSecond: QUOTAS.putEvents.requests / 2, effect, change },
    },
    {
      what: `EventBridge: ${number(QUOTAS.putEvents.requests)} PutEvents a second, batches as full as measured`,
      ...{ paymentsPerSecond: QUOTAS.putEvents.requests / requests, effect, change },
    },
  ];
}

/** Instances that are busy for each payment a second. */
export function concurrencyPerPayment(measured: Measurements): number {
  return stepsOfPayment(measured, LIFE, "busy").reduce((sum, part) => {
    return sum + (invocationsOf(part, "busy") * billedMs(measured, part)) / 1000;
  }, 0);
}

/** Partitions that the table needs at least at so many payments a second, by write units alone. */
export function tablePartitions(measured: Measurements, paymentsPerSecond: number): number {
  const busy = paymentTotals(measured, LIFE, "busy");
  return Math.ceil((busy.tableWrites * paymentsPerSecond) / QUOTAS.partition.writeUnits);
}

import { ASSUMED } from "../cost/assumptions.ts";
import { type CostLine, costOfMillion, fixedCosts, storageUsd, totalUsd } from "../cost/cost-of-million.ts";
import { billedMs, invocationsOf, memoryMb, stepsOfPayment } from "../cost/payment-usage.ts";
import { PRICES } from "../cost/prices.ts";
import type { Measurements } from "../measure/measurements.ts";
import { dollars, number, table } from "./markdown.ts";

const LIFE = "snap-monthly-payer";
const YEARS = [1, 2, 5, 10] as const;
/** Twenty million workers, a payment a month. */
const PAYMENTS_A_YEAR = 240_000_000;

/** What a million payments cost. */
export function costSection(measured: Measurements): string {
  const [quiet, busy] = [costOfMillion(measured, LIFE, "quiet"), costOfMillion(measured, LIFE, "busy")];
  const fixed = fixedCosts();
  return `## 2. What a million payments cost

**${dollars(totalUsd(quiet))} where traffic is quiet, ${dollars(totalUsd(busy))} where batches are full**, in ${PRICES.region}, without free tiers, taxes or commitments, and ${dollars(totalUsd(fixed))} a month whether anybody pays or not.
Quiet: a payment is alone in each batch. Busy: what is batched behind the answer costs a payment's share of batches of 25 payments. The payment is a monthly payer's (section 1), settled in a large file.

![Cost of a million payments by part](pictures/capacity/cost-per-million.svg)

${billTable(quiet, busy)}

Assumed, in \`infra/cli/capacity/cost/assumptions.ts\`: ${ASSUMED.inquiriesPerPayment} inquiries and ${ASSUMED.statusesPerPayment} status calls a payment; ${ASSUMED.platformLogBytes} bytes of Lambda's own log an invocation; ${ASSUMED.tracedShare * 100} % of requests traced;
${ASSUMED.coldStartShare * 100} % of invocations start an instance. Other kinds of payment: ${otherKinds(measured)}.

### How long functions run

The CPU of a step was measured on ${measured.durations.machine}, Node ${measured.durations.node}, medians of ${measured.durations.rounds} warm rounds. What Lambda bills is **a model**: that CPU, stretched to the share of a vCPU that the function's memory buys, plus the calls to DynamoDB at their
published medians from Lambda (${ASSUMED.roundTripMs.read} ms a read or write, ${ASSUMED.roundTripMs.transaction} ms a transaction) one after the other. Twice as long would add ${dollars(lambdaUsd(measured))} a million.

${durationsTable(measured)}

### Without payments

${table(
  ["what", ">count", ">a month"],
  fixed.map(({ what, count, usd }) => [what, number(count), dollars(usd)]),
)}

### Ten years of storage

${number(PAYMENTS_A_YEAR / 1e6)} million payments a year. Money, cover and payments stay; quotes go after 35 days, attempts after 90, counted events after 400. Point-in-time recovery is charged for the table, not for indexes.

${table(
  [">years", ">table GB", ">indexes GB", ">a month"],
  YEARS.map((years) => {
    const { tableGb, indexGb, usd } = storageUsd(measured, LIFE, PAYMENTS_A_YEAR, years);
    return [years, number(tableGb), number(indexGb), dollars(usd)];
  }),
)}

${pricesPart()}

All stand-ins a tenth dearer: ${dollars(totalUsd(quiet) * 1.1)} at most. The largest line is DynamoDB's writes, so its price is the one to check first.
`;
}

const plain = (usd: number): string => (usd < 0.001 ? usd.toFixed(10) : String(usd));

function otherKinds(measured: Measurements): string {
  const kinds = [
    ["a first payment", "snap-1-month"],
    ["H2H", "h2h-1-month"],
    ["12 months", "snap-12-months"],
    ["12 months with JHT", "snap-12-months-jht"],
  ] as const;
  return kinds
    .map(([what, life]) => `${what} ${dollars(totalUsd(costOfMillion(measured, life, "quiet")))}`)
    .join(", ");
}

function lambdaUsd(measured: Measurements): number {
  const line = costOfMillion(measured, LIFE, "quiet").find(({ what }) => what === "compute");
  return line?.usd ?? 0;
}

function durationsTable(measured: Measurements): string {
  const steps = stepsOfPayment(measured, LIFE, "quiet");
  const rows = steps.map((part) => {
    const { step } = part;
    const found = measured.durations.steps.find((each) => each.step === step.step);
    return [
      ...[
        step.step,
        `\`${step.function}\``,
        memoryMb(step.function),
        number(found?.cpuMs ?? 0, 1),
        number(found?.wallMs ?? 0, 1),
      ],
      ...[billedMs(measured, part), number(invocationsOf(part, "quiet"), 3)],
    ];
  });
  const columns = [
    "step",
    "function",
    ">MB",
    ">CPU ms here",
    ">wall ms here",
    ">billed ms (model)",
    ">times a payment, quiet",
  ];
  return table(columns, rows);
}

function billTable(quiet: readonly CostLine[], busy: readonly CostLine[]): string {
  return table(
    ["part", "what", ">quantity, quiet", ">quiet", ">quantity, busy", ">busy"],
    [
      ...quiet.map((line, at) => {
        const other = busy[at] ?? line;
        const quantity = (value: number) => `${number(value, 2)} ${line.unit}`;
        return [
          line.part,
          line.what,
          quantity(line.quantity),
          dollars(line.usd),
          quantity(other.quantity),
          dollars(other.usd),
        ];
      }),
      ["**total**", "", "", `**${dollars(totalUsd(quiet))}**`, "", `**${dollars(totalUsd(busy))}**`],
    ],
  );
}

function pricesPart(): string {
  return `### Prices

Looked up on ${PRICES.lookedUp} without AWS's price list at hand: **check them before you budget.** ${PRICES.prices.filter(({ basis }) => basis === "jakarta").length} of ${PRICES.prices.length} are Jakarta's own. Stand-ins:

${Object.entries(PRICES.standIns)
  .map(([name, words]) => `- *${name}*: ${words}`)
  .join("\n")}

${table(
  ["price", ">USD", "per", "whose", ">times", "source"],
  PRICES.prices.map(({ what, usd, unit, basis, factor, source }) => [
    what,
    plain(usd),
    unit,
    basis,
    factor === 1 ? "" : factor,
    source,
  ]),
)}`;
}

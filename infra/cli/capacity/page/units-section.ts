import { indexUnits, readUnitsOf, settlementLine, tableUnits } from "../cost/payment-totals.ts";
import { lifeNamed } from "../cost/payment-usage.ts";
import type { KeptStep, MeasuredLife, Measurements } from "../measure/measurements.ts";
import { number, table } from "./markdown.ts";

const sum = (steps: readonly KeptStep[], of: (step: KeptStep) => number) =>
  steps.reduce((total, step) => total + of(step), 0);

const CASES: readonly (readonly [life: string, what: string])[] = [
  ["snap-monthly-payer", "SNAP, 1 month, 2 programmes, the 15th payment of a monthly payer"],
  ["snap-1-month", "SNAP, 1 month, 2 programmes, first payment"],
  ["snap-1-month-jht", "SNAP, 1 month, 3 programmes"],
  ["snap-12-months", "SNAP, 12 months, 2 programmes"],
  ["snap-12-months-jht", "SNAP, 12 months, 3 programmes"],
  ["h2h-1-month", "H2H, 1 month, 2 programmes"],
  ["h2h-1-month-jht", "H2H, 1 month, 3 programmes"],
  ["h2h-12-months", "H2H, 12 months, 2 programmes"],
  ["h2h-12-months-jht", "H2H, 12 months, 3 programmes"],
];

/** What one payment uses, as it was measured. */
export function unitsSection(measured: Measurements): string {
  const life = lifeNamed(measured, "snap-monthly-payer");
  const line = settlementLine(measured);
  const [, large] = measured.settlement;
  return `## 1. What one payment uses

Measured on ${measured.measuredOn}: the deployed handlers over the embedded engine (${measured.engine}), every call counted at the wire, every changed item with both its images from the
table's stream. Sizes and units follow DynamoDB's published rules (\`infra/cli/capacity/rules/\`): a write counts by whole kilobytes, twice in a transaction; an index is written once,
twice where its key changes; a consistent read counts by 4 KB. For every step the engine's own \`ReturnConsumedCapacity\` says the same number (a test compares them); that an index is written once also after a transaction is the engine's word, AWS's guide does not say it. What the engine cannot show
are retries after contention; a condition that fails costs what a write costs, and is counted here.

The payment of a worker who pays every month (SNAP, one month, two programmes), step by step, each alone in its batch:

${stepsTable(life)}

\`reads\` of the activation are mostly failures that are not there: seven keys, asked for together. The registry (\`PARTNERS\`: ${number(measured.registry.bytes / measured.registry.partners)} bytes a partner) is read by each
instance every 10 seconds, and a key's use noted every 15 minutes; both are apart, because they do not grow with payments.

### Items and indexes

${itemsTable(life)}

A payment item is ${number(paymentBytes(life))} bytes, ${number(paymentBytes(life) - 1024)} over one kilobyte: each of its two writes costs 4 units where 2 would do, 4 of the payment's ${number(sum(life.steps, tableUnits))} table units. Every item that changes is one record of the stream.

### By kind of payment

${casesTable(measured)}

Twelve months cost what their slices cost: one item a month and programme, in one transaction. Settlement adds ${number(line.tableWrites, 2)} write and ${number(line.reads, 2)} read units a line (files of ${measured.settlement
    .map(({ lines }) => number(lines))
    .join(
      " and ",
    )} lines, the difference of the two), and ${number(fixedOfFile(measured))} write units a file. ${large ? `A file of ${number(large.lines)} lines took ${large.usage.invocations} invocations.` : ""}
A slip is made on the till and its QR code is signed by the answer: neither touches the table. A person's act in the console (audit) is two writes in a transaction and happens to one payment in thousands.
`;
}

function stepsTable({ steps }: MeasuredLife): string {
  const rows = steps.map((step) => [
    step.step,
    `\`${step.function}\``,
    tableUnits(step),
    indexUnits(step),
    readUnitsOf(step),
    step.items.reduce((total, { count }) => total + count, 0),
    step.putEvents.entries,
    number(step.printed.bytes),
    step.answerBytes > 0 ? number(step.answerBytes) : "",
  ]);
  const columns = [
    "step",
    "function",
    ">table WRU",
    ">index WRU",
    ">RRU",
    ">items",
    ">events",
    ">log bytes",
    ">answer bytes",
  ];
  const total = [
    ...["**total**", "", sum(steps, tableUnits), sum(steps, indexUnits), sum(steps, readUnitsOf)],
    ...[
      sum(steps, ({ items }) => items.reduce((all, { count }) => all + count, 0)),
      sum(steps, ({ putEvents }) => putEvents.entries),
    ],
    ...[
      number(sum(steps, ({ printed }) => printed.bytes)),
      number(sum(steps, ({ answerBytes }) => answerBytes)),
    ],
  ];
  return table(columns, [...rows, total]);
}

function itemsTable({ steps }: MeasuredLife): string {
  const rows = steps.flatMap(({ step, items }) =>
    items.map((item) => [
      item.kind,
      step,
      item.count,
      item.mode === "transaction" ? "transaction" : "alone",
      item.beforeBytes > 0
        ? `${number(item.beforeBytes)} → ${number(item.afterBytes)}`
        : number(item.afterBytes),
      item.units * item.count,
      Object.entries(item.indexes)
        .map(([name, { units, bytes }]) => `${name} ${units} (${bytes > 0 ? `${bytes} B` : "gone"})`)
        .join(", "),
      item.keptDays === null ? "for ever" : `${item.keptDays} days`,
    ]),
  );
  return table(["item", "step", ">n", "written", ">bytes", ">WRU", "indexes: WRU (bytes)", "kept"], rows);
}

function casesTable(measured: Measurements): string {
  const rows = CASES.map(([name, what]) => {
    const { steps } = lifeNamed(measured, name);
    const items = sum(steps, (step) => step.items.reduce((total, { count }) => total + count, 0));
    return [what, items, sum(steps, tableUnits), sum(steps, indexUnits), sum(steps, readUnitsOf)];
  });
  return table(["payment", ">items", ">table WRU", ">index WRU", ">RRU"], rows);
}

const paymentBytes = ({ steps }: MeasuredLife): number =>
  Math.max(
    ...steps.flatMap(({ items }) =>
      items.filter(({ kind }) => kind === "PAYMENT").map(({ afterBytes }) => afterBytes),
    ),
  );

function fixedOfFile(measured: Measurements): number {
  const [small] = measured.settlement;
  return small ? tableUnits(small.usage) - small.lines * settlementLine(measured).tableWrites : 0;
}

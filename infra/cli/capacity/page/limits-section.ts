import { paymentTotals } from "../cost/payment-totals.ts";
import { breaksAt, type KeyPattern, keyPatterns, requestsPerPayment } from "../limits/key-patterns.ts";
import { QUOTAS } from "../limits/quotas.ts";
import { concurrencyPerPayment, limits, tablePartitions } from "../limits/service-limits.ts";
import { TRAFFIC } from "../limits/traffic.ts";
import type { Measurements } from "../measure/measurements.ts";
import type { PeakMinute } from "../simulation/peak-day.ts";
import { about, number, table } from "./markdown.ts";

const LIFE = "snap-monthly-payer";

/** What breaks first, and what then. */
export function limitsSection(measured: Measurements, day: readonly PeakMinute[]): string {
  const pace = TRAFFIC.designPaymentsPerSecond;
  const busy = paymentTotals(measured, LIFE, "busy");
  const peak = Math.max(...day.map(({ most }) => most));
  const patterns = keyPatterns(measured);
  const perSecond = (each: number) => about(each * pace);
  return `## 3. What breaks first, and what then

${number(pace)} payments a second, each with ${number(requestsPerPayment, 2)} requests, are ${perSecond(requestsPerPayment)} requests, ${perSecond(busy.tableWrites)} table and ${perSecond(busy.indexWrites)} index write units, ${perSecond(busy.reads)} read units, ${perSecond(busy.events)} events and
${perSecond(concurrencyPerPayment(measured))} busy Lambda instances a second. The table needs at least ${tablePartitions(measured, pace)} partitions for that. The busiest second of a month's last day is about ${number(peak)} payments (section 4), so the pace of this section is ${Math.round(pace / peak)} times the
month's end: it is there to show the order in which things give way.

![What gives way at how many payments a second](pictures/capacity/what-breaks-first.svg)

${table(
  [">payments/s", "what gives way", "what then", "what to change"],
  limits(measured).map(({ paymentsPerSecond, what, effect, change }) => [
    about(paymentsPerSecond),
    what,
    effect,
    change,
  ]),
)}

How many lines CloudWatch delivers together is documented nowhere; ${TRAFFIC.linesADelivery} are assumed. With a hundred, the three rows about attempts move tenfold to the right.

**What does not give way**: SQS's requests; the stream, because a partition of 1,000 write units makes at most 500 records of transactions a second and the relay takes a hundred at a time; TransactWriteItems, of whose 100 actions twelve months with three programmes use 37; KMS, which is asked when an instance
starts and by DynamoDB every few minutes.

**Before the first large day**, in this order: warm throughput of the table and its indexes; the quotas of EventBridge (deliveries, PutEvents) and API Gateway; the stage's throttle; DynamoDB's table quota; Lambda's concurrency. All are settings or requests, none is code.

**In code**, above some thousand payments a second, smallest first: the shard of the batch in \`ATTEMPT-RATE\`, that of the request in \`ATTEMPTS\`, more shards for \`PENDING\` and for the report. None of these stands in the way of the month's end. They matter beyond their own table rows, because a hot key takes
units from whatever shares its partition, and a hot index holds up the bookings that write to it.

${keysPart(patterns, peak)}

### Limits that were looked up

${table(
  ["limit", ">value", "source"],
  Object.entries(QUOTAS).flatMap(([name, { source, ...values }]) =>
    Object.entries(values).map(([what, value]) => [`${name}: ${what}`, number(Number(value)), source]),
  ),
)}
`;
}

function keysPart(patterns: readonly KeyPattern[], peak: number): string {
  const pace = TRAFFIC.designPaymentsPerSecond;
  return `### The hottest keys

What the hottest value of each shared key gets, against what one partition gives: ${number(QUOTAS.partition.writeUnits)} write or ${number(QUOTAS.partition.readUnits)} read units a second, and no setting raises that. Keys that one payment or one worker has for himself (\`PAYMENT#\`, \`QUOTE#\`, \`EXTERNAL#\`,
\`COUNTED#\`, \`MEMBER#\`, \`LIMIT#\` of a family of numbers) get a few units in a minute; \`AUDIT#\` heads get what people in the console do, and \`SETTLEMENT#\` has sixteen shards a file.

![Hottest keys against one partition's limit](pictures/capacity/hottest-keys.svg)

${table(
  [
    "key",
    "place",
    ">units/s at the month's end",
    `>units/s at ${number(pace)}/s`,
    ">full at payments/s",
    "splits by itself",
    "how it comes about",
  ],
  patterns.map((pattern) => [
    `\`${pattern.key}\``,
    pattern.place,
    number(pattern.perPayment * peak),
    number(pattern.perPayment * pace),
    about(breaksAt(pattern)),
    pattern.splits ? "yes" : "no",
    pattern.how,
  ]),
)}

*Splits by itself*: DynamoDB moves parts of a hot key's items to other partitions within minutes, unless new items always go to the end of the key or the key is one item. A key with the hour or the minute in it is new before that has happened.`;
}

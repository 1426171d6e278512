import { costOfMillion, totalUsd } from "../cost/cost-of-million.ts";
import { breaksAt, keyPatterns } from "../limits/key-patterns.ts";
import { limits } from "../limits/service-limits.ts";
import { TRAFFIC } from "../limits/traffic.ts";
import type { Measurements } from "../measure/measurements.ts";
import type { KeyLoad } from "../simulation/key-load.ts";
import { peakDay } from "../simulation/peak-day.ts";
import { costSection } from "./cost-section.ts";
import { limitsSection } from "./limits-section.ts";
import { about, dollars, number } from "./markdown.ts";
import { simulationSection } from "./simulation-section.ts";
import { unitsSection } from "./units-section.ts";

/** `docs/capacity.md`, from what was measured and simulated. */
export function capacityPage(measured: Measurements, load: KeyLoad): string {
  const day = peakDay();
  return `<!-- Made by npm run capacity; edit infra/cli/capacity/, not this file. -->
# Cost and capacity

On paper: nothing here was tried on AWS. Items, units, calls and log lines are measured on the deployed handlers; prices and quotas are looked up; durations and traffic are a model, and say so.

${summary(measured, load)}

\`\`\`sh
npm run capacity                 # this page and its pictures, from the stored measurements
npm run capacity -- --simulate   # first the distribution of the keys anew, 20 s
npm run capacity -- --measure    # first every measurement anew, a minute
\`\`\`

${unitsSection(measured)}
${costSection(measured)}
${limitsSection(measured, day)}
${simulationSection(load, day)}`;
}

function summary(measured: Measurements, load: KeyLoad): string {
  const life = "snap-monthly-payer";
  const [quiet, busy] = (["busy", "quiet"] as const).map((traffic) =>
    totalUsd(costOfMillion(measured, life, traffic)),
  );
  const [hottest] = keyPatterns(measured);
  const first = limits(measured)[0];
  const pending = load.places.find(({ place }) => place === "pending-activation");
  const pace = number(TRAFFIC.designPaymentsPerSecond);
  return `- **A million payments cost ${dollars(quiet ?? 0)} to ${dollars(busy ?? 0)}** in Jakarta; more than half of it for DynamoDB's writes: a month of 20 million payments ${dollars(20 * (quiet ?? 0))} to ${dollars(20 * (busy ?? 0))}, and the storage of years.
- **The hottest key at ${pace} payments a second** is \`${hottest?.key}\`: ${number((hottest?.perPayment ?? 0) * TRAFFIC.designPaymentsPerSecond)} write units a second where one partition gives 1,000, so it is full at ${about(hottest ? breaksAt(hottest) : 0)} payments a second. On the way of a payment it is \`PENDING#hour#shard\`: full at 8,000, and where
  several of its shards share a partition (${number(pending?.most ?? 0)} units) earlier.
- **What breaks first** is no key but a new table, which takes 4,000 write units a second (${about(first?.paymentsPerSecond ?? 0)} payments), then EventBridge's and our own throttles at 200 to 250. All are settings and quotas; the counters of attempts, which begin to wait for each other at 140, are late and nothing else.
- **The month's end of 20 million workers** is about ${number(Math.max(...peakDay().map(({ most }) => most)))} payments in its fullest second: the settings as they are today carry a day like that only after the first rows of section 3 are done.`;
}

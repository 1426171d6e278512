import { costOfMillion, totalUsd } from "../cost/cost-of-million.ts";
import { keyPatterns } from "../limits/key-patterns.ts";
import { QUOTAS } from "../limits/quotas.ts";
import { limits } from "../limits/service-limits.ts";
import { TRAFFIC } from "../limits/traffic.ts";
import type { Measurements } from "../measure/measurements.ts";
import { barPlot } from "../plots/bars.ts";
import { breakingOrder } from "../plots/breaking-order.ts";
import { dayLine } from "../plots/day-line.ts";
import { histogramPlot } from "../plots/histogram.ts";
import type { KeyLoad } from "../simulation/key-load.ts";
import { peakDay } from "../simulation/peak-day.ts";
import { dollars, number } from "./markdown.ts";

/** The page's pictures by file name. */
export function pictures(measured: Measurements, load: KeyLoad): ReadonlyMap<string, string> {
  const day = peakDay();
  const peak = Math.max(...day.map(({ most }) => most));
  return new Map([
    ["cost-per-million.svg", costPicture(measured)],
    ["peak-day.svg", dayLine(day, "Payments a second on the last day of a month, 20 million workers")],
    ["partition-load.svg", partitionPicture(load)],
    ["hottest-keys.svg", keysPicture(measured, peak)],
    ["what-breaks-first.svg", breakingPicture(measured, peak)],
  ]);
}

function costPicture(measured: Measurements): string {
  const [quiet, busy] = (["quiet", "busy"] as const).map((traffic) =>
    Map.groupBy(costOfMillion(measured, "snap-monthly-payer", traffic), ({ part }) => part),
  );
  const bars = [...(quiet ?? [])].map(([name, lines]) => ({
    name,
    values: [totalUsd(lines), totalUsd(busy?.get(name) ?? [])],
  }));
  return barPlot({
    title: "A million payments in Jakarta, USD by part",
    told: bars.map(({ name, values }) => `${name}: ${values.map(dollars).join(" quiet, ")} busy`).join("; "),
    series: ["quiet: each payment alone", "busy: batches full"],
    bars: bars.toSorted((one, other) => (other.values[0] ?? 0) - (one.values[0] ?? 0)),
    written: dollars,
    namesWidth: 150,
  });
}

function keysPicture(measured: Measurements, peak: number): string {
  const pace = TRAFFIC.designPaymentsPerSecond;
  const bars = keyPatterns(measured)
    .filter(({ units }) => units === "write")
    .map(({ key, perPayment }) => ({ name: key, values: [perPayment * pace, perPayment * peak] }));
  return barPlot({
    title: "The hottest value of each shared key, write units a second",
    told: bars
      .map(({ name, values }) => `${name}: ${values.map((value) => number(value)).join(" and ")}`)
      .join("; "),
    series: [`at ${number(pace)} payments a second`, `at the month's end, ${number(peak)} a second`],
    bars,
    written: (value) => number(value),
    limit: { value: QUOTAS.partition.writeUnits, name: "one partition: 1,000" },
    namesWidth: 330,
  });
}

function partitionPicture({ places, paymentsPerSecond }: KeyLoad): string {
  const found = places.find(({ place }) => place === "table");
  if (!found) throw new RangeError("the table was not simulated");
  const { step, counts } = found.histogram;
  return histogramPlot({
    title: `The table's ${found.partitions} partitions at ${number(paymentsPerSecond)} payments a second`,
    told: `Mean ${found.mean} write units a second, fullest second of the fullest partition ${found.most}.`,
    ...{ step, counts, limit: QUOTAS.partition.writeUnits },
  });
}

function breakingPicture(measured: Measurements, peak: number): string {
  const rows = limits(measured).map(({ what, paymentsPerSecond }) => ({
    name: what.replaceAll("`", "").replace(/: [\d,]+ (write|read) units a second$/, ""),
    value: paymentsPerSecond,
  }));
  return breakingOrder({
    title: "What gives way at how many payments a second",
    told: rows.map(({ name, value }) => `${name}: ${Math.round(value)}`).join("; "),
    rows,
    paces: [
      { name: `month's end: ${peak}`, value: peak },
      { name: number(TRAFFIC.designPaymentsPerSecond), value: TRAFFIC.designPaymentsPerSecond },
    ],
  });
}

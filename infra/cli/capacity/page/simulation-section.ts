import { TRAFFIC } from "../limits/traffic.ts";
import type { KeyLoad } from "../simulation/key-load.ts";
import type { PeakMinute } from "../simulation/peak-day.ts";
import { number, table } from "./markdown.ts";

/** How keys fall on partitions. */
export function simulationSection(load: KeyLoad, day: readonly PeakMinute[]): string {
  const { members, lastDayShare, shares } = TRAFFIC;
  const mean = Math.max(...day.map((minute) => minute.mean));
  const most = Math.max(...day.map((minute) => minute.most));
  const fullest = (place: string) => load.places.find((each) => each.place === place);
  const [main, pending] = [fullest("table"), fullest("pending-activation")];
  return `## 4. How the keys fall

### The last day of a month

${number(members / 1e6)} million workers pay once a month, ${number(lastDayShare * 100)} % of them on its last day. No public source says either; \`infra/cli/capacity/limits/traffic.ts\` holds these numbers and the hours' weights. The busiest minute has ${number(mean)} payments a second, the fullest second ${number(most)}.

![Payments a second on the last day of a month](pictures/capacity/peak-day.svg)

### Partitions at ${number(load.paymentsPerSecond)} payments a second

${load.seconds} seconds, ${number(load.paymentsPerSecond * load.seconds)} payments, seeded: workers at random of the ${number(members / 1e6)} million with their keyed hash, partners by their shares (${shares
    .map(([partner, share]) => `${partner} ${number(share * 100)} %`)
    .join(
      ", ",
    )}), every partition key by the code's own functions (\`paymentItem\`, \`memberKeyOf\`, \`shardOf\`, ...), the units of section 1. A key lies where the first 32 bits of its MD5 fall on so many equal ranges: DynamoDB's own hash is not public, and any good one spreads alike. The table and each index have twice the
partitions that their units alone ask for.

${table(
  ["place", ">units/s", ">partitions", ">mean", ">fullest", ">fullest / mean", ">hottest key"],
  load.places.map(({ place, unitsPerSecond, partitions, mean: of, most: top, hottestKey }) => [
    ...[
      place,
      number(unitsPerSecond),
      partitions,
      number(of),
      number(top),
      number(top / of, 1),
      hottestKey > 0 ? number(hottestKey) : "under 1",
    ],
  ]),
)}

![How many partitions of the table carry how much](pictures/capacity/partition-load.svg)

The table itself is even: each payment and each worker has keys of his own, and the fullest of ${main?.partitions} partitions stays at ${number(main?.most ?? 0)} of 1,000 units. The indexes are not: sixteen keys an hour are too few for ${pending?.partitions} partitions. Where several of them fall on one, that partition would have ${number(pending?.most ?? 0)} units, so
\`pending-activation\` can be full at ${number((load.paymentsPerSecond * 1000) / (pending?.most ?? 1))} payments a second already, until DynamoDB has moved the keys apart, and anew with each hour's keys. 64 shards would put a quarter on each.
`;
}

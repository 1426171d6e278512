import { INDEX_SHARDS } from "../../../../shared/ledger/key.ts";
import { FACTS_MAX } from "../../../../shared/report/count-events.ts";
import { ASSUMED } from "../cost/assumptions.ts";
import { lifeNamed } from "../cost/payment-usage.ts";
import type { KeptStep, Measurements } from "../measure/measurements.ts";
import { QUOTAS } from "./quotas.ts";
import { TRAFFIC } from "./traffic.ts";

/** A key that many payments share, and how much of one payment's units its hottest value gets. */
export interface KeyPattern {
  readonly key: string;
  readonly place: string;
  readonly units: "write" | "read";
  /** Units that the hottest value of the key gets for each payment of the whole gateway. */
  readonly perPayment: number;
  readonly how: string;
  /** Whether DynamoDB can split the value's items over partitions when it gets hot: not where new ones always go to the end. */
  readonly splits: boolean;
}

/** What one payment's life writes to an index, as it was measured. */
function indexWritesOf(
  measured: Measurements,
  index: string,
  life = "snap-monthly-payer",
  kind = "PAYMENT",
): number {
  return lifeNamed(measured, life).steps.reduce((sum, { items }: KeptStep) => {
    const of = items.filter((item) => item.kind === kind);
    return sum + of.reduce((total, { indexes, count }) => total + (indexes[index]?.units ?? 0) * count, 0);
  }, 0);
}

function unitsOfKind(measured: Measurements, kind: string): number {
  const items = lifeNamed(measured, "snap-monthly-payer").steps.flatMap((step) => step.items);
  const found = items.find((item) => item.kind === kind);
  if (!found) throw new RangeError(`${kind} was not measured`);
  return found.units;
}

/** Requests of partners for each payment. */
export const requestsPerPayment = 1 + ASSUMED.inquiriesPerPayment + ASSUMED.statusesPerPayment;

/** The keys that can get hot, hottest first. Keys that one payment or one worker has for himself are not among them. */
export function keyPatterns(measured: Measurements): readonly KeyPattern[] {
  const { topPartnerShare, linesADelivery, sampledShare, partners, sameEndShare } = TRAFFIC;
  const perShard = 1 / INDEX_SHARDS;
  const deliveries = requestsPerPayment / linesADelivery;
  const registryUnits = Math.ceil(((measured.registry.bytes / measured.registry.partners) * partners) / 4096);
  const events = 2;
  const cells = TRAFFIC.shares.length;
  const patterns: readonly KeyPattern[] = [
    {
      ...{ key: "PENDING#hour#shard", place: "pending-activation", units: "write", splits: true },
      perPayment: indexWritesOf(measured, "pending-activation") * perShard,
      how: "put at booking, taken away by activation; 16 shards for the whole gateway",
    },
    {
      ...{ key: "DAY#partner#date#shard", place: "partner-day", units: "write", splits: false },
      perPayment: indexWritesOf(measured, "partner-day") * topPartnerShare * perShard,
      how: `put at booking, changed by activation; 16 shards a partner, of whom one has ${percent(topPartnerShare)}`,
    },
    {
      ...{ key: "ATTEMPTS#partner#date", place: "partner-day", units: "write", splits: false },
      perPayment: requestsPerPayment * topPartnerShare * sampledShare,
      how: "no shards; of more than sixty a minute one in twenty is still kept, so it grows with the traffic",
    },
    {
      ...{ key: "ATTEMPT-RATE#partner#operation#kind#minute", place: "table", units: "write", splits: false },
      perPayment: deliveries * unitsOfKind(measured, "ATTEMPT-RATE"),
      how: `one item, added to by each delivery of lines that holds the partner's payments (${linesADelivery} lines a delivery)`,
    },
    {
      ...{ key: "ATTEMPT-COUNT#date#shard", place: "table", units: "write", splits: true },
      perPayment:
        deliveries * Math.min(cells, linesADelivery) * unitsOfKind(measured, "ATTEMPT-COUNT") * perShard,
      how: "each delivery adds to one shard, an item for each partner in it",
    },
    {
      ...{ key: "REPORT#date#shard", place: "table", units: "write", splits: true },
      perPayment: (events / FACTS_MAX) * cells * unitsOfKind(measured, "REPORT") * perShard,
      how: `a full batch of ${FACTS_MAX} events adds to one shard, an item for each partner in it`,
    },
    {
      ...{ key: "END#date#shard", place: "coverage-end", units: "write", splits: true },
      perPayment: sameEndShare * perShard,
      how: "covers that begin today for one month end on one day, a quarter of all; the others on their worker's own day",
    },
    {
      ...{ key: "OPEN#shard", place: "open-failures", units: "write", splits: false },
      perPayment: 2 * perShard,
      how: "only while the core is silent: each payment opens a failure and closes it later; not measured, 1 unit each",
    },
    {
      ...{ key: "PARTNERS", place: "table", units: "read", splits: false },
      perPayment: (registryUnits / 10) * requestsPerPayment * TRAFFIC.requestSeconds,
      how: `each instance of partner-api reads all ${partners} partners every 10 s (${registryUnits} units)`,
    },
  ];
  return patterns.toSorted((one, other) => breaksAt(one) - breaksAt(other));
}

/** Payments a second at which the hottest value of a key reaches what one partition gives. */
export const breaksAt = ({ units, perPayment }: KeyPattern): number =>
  (units === "write" ? QUOTAS.partition.writeUnits : QUOTAS.partition.readUnits) / perPayment;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

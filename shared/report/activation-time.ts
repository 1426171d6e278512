/**
 * How long payments took to be in force, as counts in buckets that grow by a factor: a percentile read from them is off by at most 7.3 % whatever the scale, from a
 * millisecond to weeks, and buckets of many shards add up, which percentiles do not.
 */
const GROWTH = 1.15;
const LOG_GROWTH = Math.log(GROWTH);
/** 1.15^160 ms are 60 days: whoever waited longer is an open failure, not a figure in a chart. */
const BUCKETS = 161;

/** Counts by bucket number; a bucket that is not there holds none. */
export type ActivationTimes = Readonly<Record<number, number>>;

/** The bucket of a duration in milliseconds. Below one millisecond, and before the beginning (clocks differ), is the first. */
export function bucketOf(milliseconds: number): number {
  if (milliseconds <= 1) return 0;
  return Math.min(BUCKETS - 1, Math.floor(Math.log(milliseconds) / LOG_GROWTH));
}

/** The sums of two counts, bucket by bucket. */
export function addTimes(a: ActivationTimes, b: ActivationTimes): ActivationTimes {
  const sum: Record<number, number> = { ...a };
  for (const [bucket, count] of Object.entries(b)) sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count;
  return sum;
}

/**
 * The duration in milliseconds that a share of the payments (0 < `share` <= 1) did not exceed, by the nearest rank: the geometric middle of the bucket that holds it.
 * Undefined where nothing was counted.
 */
export function percentile(times: ActivationTimes, share: number): number | undefined {
  const buckets = Object.entries(times)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.max(1, Math.ceil(total * share));
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0) return Math.round(GROWTH ** (bucket + 0.5));
  }
  return undefined;
}

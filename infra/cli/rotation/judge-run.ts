import type { ProbedKey } from "./old-key-probe.ts";
import type { RotationRun } from "./run-rotation.ts";

/** What a rotation under load showed. */
export interface RotationFigures {
  readonly payments: number;
  readonly perSecond: number;
  /** Payments that were signed with the old keys, and with the new ones. */
  readonly withOld: number;
  readonly withNew: number;
  /** Codes of requests that were refused or not answered; there must be none. */
  readonly refused: readonly string[];
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Requests that an old key signed, by key: taken before its end, refused before it, taken after it, refused after it. */
  readonly old: Readonly<Record<ProbedKey, OldKeyFigures>>;
}

export interface OldKeyFigures {
  readonly takenBefore: number;
  /** There must be none: the old key is good until its end. */
  readonly refusedBefore: number;
  /** There must be none: sent at or after the end, and taken. */
  readonly takenAfter: number;
  readonly refusedAfter: number;
}

/** Counts what happened. A request that was on its way at the very end may go either way; it counts on neither side. */
export function judgeRun({ payments, probes, until, seconds }: RotationRun): RotationFigures {
  const times = payments.flatMap(({ paid }) => (paid.kind === "paid" ? [paid.ms] : [])).sort((a, b) => a - b);
  const of = (key: ProbedKey): OldKeyFigures => {
    const mine = probes.filter((probe) => probe.key === key);
    const before = mine.filter(({ answeredAt }) => answeredAt < until);
    const after = mine.filter(({ sentAt }) => sentAt >= until);
    const taken = (list: typeof mine) => list.filter(({ accepted }) => accepted).length;
    return {
      takenBefore: taken(before),
      refusedBefore: before.length - taken(before),
      takenAfter: taken(after),
      refusedAfter: after.length - taken(after),
    };
  };
  return {
    payments: times.length,
    perSecond: times.length / seconds,
    withOld: payments.filter(({ generation }) => generation === "old").length,
    withNew: payments.filter(({ generation }) => generation === "new").length,
    refused: payments.flatMap(({ paid }) => (paid.kind === "paid" ? [] : [`${paid.kind} ${paid.code}`])),
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    old: { h2h: of("h2h"), rsa: of("rsa"), hmac: of("hmac"), "token-of-old-rsa": of("token-of-old-rsa") },
  };
}

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

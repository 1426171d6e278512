import { createHash } from "node:crypto";
import { joinKey } from "../ledger/key.ts";
import { type Attempt, verdictOf } from "./attempt.ts";

/** Attempts of one kind and operation, of one partner, in one minute: what a rate is counted over. */
export interface RateWindow {
  readonly name: string;
  /** So many are kept before sampling begins. */
  readonly limit: number;
}

/**
 * What is worth keeping of a partner in a minute before a sample has to do. A refusal or a repeat is what somebody will ask about; that the ordinary went well, the ledger
 * says itself. Each operation has limits of its own, so that a till that asks for the status ten times a second leaves its payments in sight. Requests that nobody signed have a limit of their own, so that whoever floods us in a bank's name does not push out what the bank sent.
 */
const LIMITS = { ordinary: 60, noteworthy: 120, unsigned: 60 } as const;
const MINUTE_MS = 60_000;
/** Above the limit one in so many is kept. */
const SAMPLED_ONE_IN = 20;

/** Outcomes that went well and are still asked about: the same message again, money that went back. */
const NOTEWORTHY = new Set(["replayed", "quote-repeated", "reversed"]);

/** The window that an attempt counts in. */
export function windowOf(attempt: Attempt): RateWindow {
  const kind = kindOf(attempt);
  const minute = String(Math.floor(attempt.at / MINUTE_MS));
  return { name: joinKey(attempt.partnerId, attempt.operation, kind, minute), limit: LIMITS[kind] };
}

function kindOf(attempt: Attempt): keyof typeof LIMITS {
  if (!attempt.isSigned) return "unsigned";
  const isNoteworthy = verdictOf(attempt) !== "ok" || NOTEWORTHY.has(attempt.outcome ?? "");
  return isNoteworthy ? "noteworthy" : "ordinary";
}

/**
 * Which attempts are kept: all up to their window's limit, one in twenty above it, chosen by the request's id, so that the same lines again keep the same ones.
 * `counted` says how many a window held before.
 */
export function keptOf(
  attempts: readonly Attempt[],
  counted: ReadonlyMap<string, number>,
): readonly Attempt[] {
  const seen = new Map(counted);
  return attempts.filter((attempt) => {
    const { name, limit } = windowOf(attempt);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before < limit || isInSample(attempt);
  });
}

function isInSample({ requestId }: Attempt): boolean {
  return createHash("sha256").update(requestId).digest().readUInt16BE(0) % SAMPLED_ONE_IN === 0;
}

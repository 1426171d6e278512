import { createHmac } from "node:crypto";
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  formatInstant,
  type Instant,
  startOf,
} from "../calendar/calendar.ts";
import { joinKey, type LedgerKey, shardOf } from "../ledger/key.ts";
import type { LedgerWrite, WriteResult } from "../ledger/write.ts";
import type { Nik } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { LookupLimits } from "./lookup-limits.ts";

/** Someone asks about a number. */
export interface LookupAct {
  readonly partnerId: string;
  readonly limits: LookupLimits;
  /** Where it is asked, as the partner names it; undefined where the protocol names no till. */
  readonly place: string | undefined;
  readonly nik: Nik;
  /** Whether the number belongs to nobody whom we may speak of. */
  readonly unknown: boolean;
  readonly now: Instant;
}

export const LIMIT_PREFIX = "LIMIT#";
export const FAMILY_SORT_KEY = "FAMILY";
export const PLACE_SORT_KEY = "PLACE";
/** Attributes that count one number each; what follows is a piece of its member key. */
export const NUMBER_ATTRIBUTE = "n_";

const FAMILY_DIGITS = 12;
const NUMBER_CHARACTERS = 12;
/** Windows are looked at by people after an alarm; then they go. */
const KEPT_SECONDS = 3 * 24 * 3600;
const HOUR_MS = 3_600_000;

/**
 * The fragments that count a question, each with its limit as guard: they stand in the transaction of what the question writes anyway, so that counting costs no round
 * trip. No number stands in them: the family is a keyed hash, a number a piece of its member key.
 */
export function lookupWrites(keys: Pick<Keyring, "nikHashKey">, act: LookupAct): readonly LedgerWrite[] {
  const { partnerId, limits, place, nik, now } = act;
  const day = businessDateOf(now);
  const family = createHmac("sha256", keys.nikHashKey)
    .update(`family:${nik.slice(0, FAMILY_DIGITS)}`)
    .digest("base64url")
    .slice(0, 22);
  const number = NUMBER_ATTRIBUTE + memberKeyOf(keys.nikHashKey, nik).slice(0, NUMBER_CHARACTERS);
  const ofFamily = counted(familyKey(partnerId, day, family), {
    partnerId,
    counters: { asked: limits.perFamilyAndDay, [number]: limits.perNumberAndDay },
    from: startOf(day),
  });
  // A bank names no till: only what it does not know is counted.
  const spot = place ?? (act.unknown ? shardSpot(nik) : undefined);
  return spot === undefined ? [ofFamily] : [ofFamily, placeWrite(act, spot)];
}

/** A spot in place of the till that a bank does not name: one of sixteen, so that no item carries all of a bank's traffic. */
export const shardSpot = (number: string): string => `*${shardOf(number)}`;

/** The fragment that counts a question at a till within its hour, or at the spot that stands for one. */
export function placeWrite(
  { partnerId, limits, place, unknown, now }: Omit<LookupAct, "nik">,
  spot: string,
): LedgerWrite {
  const hour = formatInstant(now).slice(0, 13);
  return counted(
    { PK: LIMIT_PREFIX + joinKey(partnerId, hour, spot), SK: PLACE_SORT_KEY },
    {
      partnerId,
      counters: {
        ...(place !== undefined && { asked: limits.perTillAndHour }),
        ...(unknown && { unknown: undefined }),
      },
      from: now,
    },
  );
}

const familyKey = (partnerId: string, day: BusinessDate, family: string): LedgerKey => ({
  PK: LIMIT_PREFIX + joinKey(partnerId, day, family),
  SK: FAMILY_SORT_KEY,
});

/** One item that adds one to each counter, if none of them is at its limit. */
function counted(
  key: LedgerKey,
  window: {
    readonly partnerId: string;
    readonly counters: Readonly<Record<string, number | undefined>>;
    readonly from: Instant;
  },
): LedgerWrite {
  const counters = Object.entries(window.counters);
  const names = Object.fromEntries(counters.map(([name], index) => [`#c${index}`, name]));
  const limits = counters.flatMap(([, most], index) => (most === undefined ? [] : [{ index, most }]));
  const guards = limits.map(({ index }) => `(attribute_not_exists(#c${index}) OR #c${index} < :m${index})`);
  return {
    kind: "update",
    key,
    update: {
      expression: `SET schemaVersion = :version, partnerId = :partner, countedFrom = :from, expiresAt = :end ADD ${counters
        .map((_, index) => `#c${index} :one`)
        .join(", ")}`,
      names,
      values: {
        ":version": 1,
        ":partner": window.partnerId,
        ":from": window.from,
        ":end": Math.ceil(window.from / 1000) + KEPT_SECONDS,
        ":one": 1,
      },
    },
    guard: {
      // A counter without a limit is always there to be added to.
      expression:
        guards.length > 0 ? guards.join(" AND ") : "attribute_not_exists(PK) OR schemaVersion = :version",
      values: Object.fromEntries(limits.map(({ index, most }) => [`:m${index}`, most])),
    },
  };
}

/**
 * Whether a transaction failed at one of its lookup writes, and how long that window still lasts. `first` is the place of the first of them.
 * @returns seconds until the same question may be asked again, or undefined when no limit was in the way
 */
export function limitReached(
  result: WriteResult,
  { first, now }: { readonly first: number; readonly now: Instant },
): number | undefined {
  if (result.kind === "committed") return undefined;
  const failed = result.failed.map(({ index }) => index - first).filter((index) => index >= 0);
  if (failed.length === 0) return undefined;
  const dayEnds = startOf(addDays(businessDateOf(now), 1));
  const hourEnds = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  return Math.ceil(((failed.includes(0) ? dayEnds : hourEnds) - now) / 1000);
}

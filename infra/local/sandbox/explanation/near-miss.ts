import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import { MISSES_OF_H2H } from "./near-misses-of-h2h.ts";
import { MISSES_OF_KEY } from "./near-misses-of-key.ts";
import { MISSES_OF_TEXT } from "./near-misses-of-text.ts";

/** Every known mistake: a stable name, and one sentence that says what to change. */
export const NEAR_MISSES = { ...MISSES_OF_TEXT, ...MISSES_OF_KEY, ...MISSES_OF_H2H };
export type NearMissName = keyof typeof NEAR_MISSES;

/** A mistake that was found. */
export interface NearMiss {
  readonly name: NearMissName;
  /** What exactly was signed instead, or with which key; never a secret, a token or a signature. */
  readonly detail?: string;
}

/** A near miss as an answer tells it. */
export interface ToldNearMiss extends InTwoLanguages {
  readonly name: string;
  readonly detail?: string;
  /** Where more is written about it. */
  readonly read: string;
}

/** The partners' page about signatures; every near miss has an anchor of its name there. */
export const SIGNATURES_PAGE = "docs/partners/signatures.md";

export const nearMiss = (name: NearMissName): NearMiss => ({ name });

export function toldNearMiss({ name, detail }: NearMiss): ToldNearMiss {
  const [english, indonesia] = NEAR_MISSES[name];
  return {
    ...{ name, english, indonesia },
    ...(detail !== undefined && { detail }),
    read: `${SIGNATURES_PAGE}#${name}`,
  };
}

import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { ClockDifference } from "./clock-difference.ts";
import { type NearMiss, SIGNATURES_PAGE, type ToldNearMiss, toldNearMiss } from "./near-miss.ts";

/** Why the gateway refused a signature, for the engineer who made it. In no production answer (issued by the sandbox's door alone). */
export interface Explanation extends InTwoLanguages {
  /** Our name of the refusal, as in the outcome table. */
  readonly verdict: string;
  /** The mistakes that together lead to the signature that was sent; empty when none of the known ones does. */
  readonly nearMisses: readonly ToldNearMiss[];
  /** How many texts were compared. */
  readonly tried?: number;
  /** SNAP: what the gateway signed to compare, with the token shortened. */
  readonly stringToSign?: string;
  /** H2H: the same (RFC 9421 section 2.5). */
  readonly signatureBase?: string;
  readonly signature?: SignatureFacts;
  readonly body?: BodyFacts;
  readonly clock?: ClockDifference;
  readonly read: string;
}

/** What is due, and what can be said of what came without showing it. */
export interface SignatureFacts {
  readonly due: string;
  readonly bytesDue?: number;
  readonly bytesSent?: number;
}

export interface BodyFacts {
  readonly bytes: number;
  /** Lower-case hex, of the bytes as received. */
  readonly sha256: string;
  /** Of the body without the blanks between its values, where it has any: either hash is taken. */
  readonly sha256Minified?: string;
  /** H2H: the Content-Digest that was sent, and the one that the body has. */
  readonly digestSent?: string;
  readonly digestDue?: string;
}

/** Composes an explanation. */
export function explanation(
  verdict: string,
  says: InTwoLanguages,
  nearMisses: readonly NearMiss[],
  facts: Omit<Explanation, "verdict" | "nearMisses" | "read" | keyof InTwoLanguages>,
): Explanation {
  return { verdict, ...says, nearMisses: nearMisses.map(toldNearMiss), ...facts, read: SIGNATURES_PAGE };
}

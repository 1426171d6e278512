/** What a case is about; the mutation matrix gives its reasons by it. */
export type CaseCategory =
  | "token"
  | "signature"
  | "headers"
  | "inquiry"
  | "amounts"
  | "payment"
  | "repeats"
  | "status"
  | "reversal"
  | "lookup"
  | "privacy"
  | "transport"
  | "answers"
  | "accidents"
  | "midnight";

/** What is told of a case, and what it needs. */
export interface CaseFacts {
  /** Stable: `snap-25-repeat-same-body`. */
  readonly id: string;
  readonly category: CaseCategory;
  readonly title: string;
  readonly reason: string;
  readonly reference: string;
  readonly lookAt?: string;
  /** Workers that nobody else pays for meanwhile; none when the case only asks. */
  readonly workers?: number;
  /** Months that it may book for each of them; 1 where nothing is said. */
  readonly months?: number;
  /** True when it needs the sandbox's switches: it then runs alone, and only against a sandbox. */
  readonly switches?: boolean;
}

/** A case for one protocol, driven by nothing but the partner's description. */
export interface ConformanceCase<Bench> extends CaseFacts {
  run(bench: Bench): Promise<void>;
}

/** The moments of the cases around midnight, in the order in which the business clock reaches them. */
export const MOMENTS = ["evening", "after-midnight", "morning", "day-after"] as const;
export type Moment = (typeof MOMENTS)[number];

/** A case that lives through a midnight: what it does at which moment. `begin` makes the steps, which share what they learn. */
export interface MidnightCase<Bench> extends CaseFacts {
  readonly category: "midnight";
  /** True when it changes nothing of its worker's months after the evening: others like it may then have the same worker. */
  readonly sharesWorker?: boolean;
  begin(bench: Bench): Readonly<Partial<Record<Moment, () => Promise<void>>>>;
}

/** A case that does not apply here, found out while it ran. */
export class CaseSkipped extends Error {
  readonly code = "CASE_SKIPPED";
}

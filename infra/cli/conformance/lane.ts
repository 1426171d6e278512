import type { CaseFacts, Moment } from "./case.ts";
import type { SampleWorker } from "./partner-under-test.ts";
import type { CaseRecord } from "./run-case.ts";
import type { SandboxSwitches } from "./sandbox-switches.ts";
import type { PriceProbe } from "./worker-pool.ts";

/** Whom the cases ask about, and never pay for. */
export interface People {
  readonly asked: readonly SampleWorker[];
  readonly deceased: SampleWorker | undefined;
  /** A NIK of right form that nobody has. */
  readonly nobody: string;
}

/** What a case is given when it begins. */
export interface CaseGround {
  readonly record: CaseRecord;
  readonly lent: readonly SampleWorker[];
  readonly people: People;
  readonly switches: SandboxSwitches | undefined;
}

/** A case bound to one partner. */
export interface LaneCase {
  readonly facts: CaseFacts;
  run(ground: CaseGround): Promise<void>;
  /** Gives back what the case bought, where the protocol has a word for it. @returns whether the workers' months are free again */
  tidy?(ground: CaseGround): Promise<boolean>;
}

/** A case around midnight bound to one partner. */
export interface LaneMidnightCase {
  readonly facts: CaseFacts;
  readonly sharesWorker: boolean;
  begin(ground: CaseGround): Readonly<Partial<Record<Moment, () => Promise<void>>>>;
}

/** Everything that is run as one partner, in this order and one after the other. */
export interface Lane {
  readonly protocol: "snap" | "h2h";
  readonly partnerId: string;
  readonly cases: readonly LaneCase[];
  readonly midnight: readonly LaneMidnightCase[];
  readonly probe: PriceProbe;
}

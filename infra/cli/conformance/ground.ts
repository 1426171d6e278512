import type { Lane, LaneCase, LaneMidnightCase, People } from "./lane.ts";
import type { CredentialsFile } from "./partner-under-test.ts";
import type { Wire } from "./raw-call.ts";
import type { CaseResult } from "./result.ts";
import type { CaseRecord } from "./run-case.ts";
import type { SandboxSwitches } from "./sandbox-switches.ts";
import type { WorkerPool } from "./worker-pool.ts";

/** What a run of gateway mode is asked for. */
export interface GatewayRun {
  readonly baseUrl: string;
  readonly credentials: CredentialsFile;
  /** Partners to play; all of the file when nothing is said. */
  readonly partnerIds?: readonly string[];
  /** Ids of cases, or their beginnings; all when nothing is said. */
  readonly only?: readonly string[];
  /** True leaves out what moves the business clock of a sandbox. */
  readonly keepsClock?: boolean;
  /** True moves the switches of a sandbox that is not on this machine: others may be working with it. */
  readonly movesRemoteSwitches?: boolean;
  /** How long a caller waits for an answer. */
  readonly timeoutMs?: number;
  /** True leaves out for a partner what one with the same settings has shown; signatures are always tried with each. */
  readonly isSparing?: boolean;
  readonly onCase?: (result: CaseResult) => void;
}

/** What one run shares. */
export interface Ground {
  readonly wire: Wire;
  readonly pool: WorkerPool;
  readonly people: People;
  readonly switches: SandboxSwitches | undefined;
  readonly done: (lane: Lane, one: LaneCase | LaneMidnightCase, record: CaseRecord) => void;
}

export const NO_SANDBOX = "this needs the switches of a sandbox on this machine";
export const NO_WORKER = "no sample worker is left to whom so many months can be sold";

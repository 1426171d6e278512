import { CaseSkipped } from "./case.ts";
import type { Checklist } from "./checklist.ts";
import type { CaseGround } from "./lane.ts";
import type { SampleWorker } from "./partner-under-test.ts";
import type { SandboxSwitches } from "./sandbox-switches.ts";

/** What every case is given, whatever its partner speaks. */
export interface BenchParts extends Omit<CaseGround, "record"> {
  readonly check: Checklist;
  /** Number of the case: those who are asked about take turns. */
  readonly turn: number;
}

/** The people and switches a case works with; who is not there skips the case. Each protocol's bench adds its partner and its words. */
export abstract class Bench {
  readonly check: Checklist;
  readonly #parts: BenchParts;

  constructor(parts: BenchParts) {
    this.check = parts.check;
    this.#parts = parts;
  }

  protected get turn(): number {
    return this.#parts.turn;
  }

  /** A worker lent to this case. */
  worker(index = 0): SampleWorker {
    return this.#parts.lent[index] ?? this.skip("no sample worker is left");
  }

  /** A worker who is only asked about, the same one throughout the case; other cases ask about him too. */
  get asked(): SampleWorker {
    const { asked } = this.#parts.people;
    return asked[this.turn % asked.length] ?? this.skip("no sample worker can be asked about");
  }

  get deceased(): SampleWorker {
    return this.#parts.people.deceased ?? this.skip("the file has no deceased worker");
  }

  /** A NIK of right form that nobody has. */
  get nobody(): string {
    return this.#parts.people.nobody;
  }

  get switches(): SandboxSwitches {
    return this.#parts.switches ?? this.skip("the gateway is no sandbox");
  }

  /** @throws CaseSkipped always */
  skip(because: string): never {
    throw new CaseSkipped(because);
  }
}

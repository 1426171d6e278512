import type { Check } from "../../../cli/conformance/result.ts";
import type { AccidentPlan } from "./accident.ts";
import type { Story } from "./story.ts";

export type Protocol = "snap" | "h2h";

/** Something said in both languages of the till. */
export interface Said {
  readonly indonesia: string;
  readonly english: string;
}

/** What the person or the program at the client is asked to do; a program goes by this word, a person by the text. */
export type Action = "pay" | "pay-twice-at-once" | "pay-two" | "pay-and-reverse" | "inquire" | "nothing";

/** What a scenario looks at, judged over its story. */
export type Rule = (story: Story) => Check;

/** One situation that a partner's client is put in, and what has to come of it. */
export interface Scenario {
  /** Stable: certificates of different days are compared by it. */
  readonly id: string;
  readonly title: string;
  readonly protocols: readonly Protocol[];
  /** Without it there is no certificate; the others may be skipped. */
  readonly mandatory: boolean;
  readonly reason: string;
  readonly reference: string;
  /** What an engineer looks at first when it fails. */
  readonly lookAt: string;
  readonly action: Action;
  readonly months: number;
  /** Added to what `action` says by itself. */
  readonly hint?: Said;
  readonly accident?: AccidentPlan;
  /** The core system is down for this partner's payments. */
  readonly coreIsDown?: boolean;
  /** The worker to ask for is registered nowhere. */
  readonly workerIsUnknown?: boolean;
  /** Only for banks that sign with a token. */
  readonly needsToken?: boolean;
  /** Whether the client knows all it came for; then the scenario waits for quiet and is judged. */
  readonly isDone: (story: Story) => boolean;
  readonly rules: readonly Rule[];
}

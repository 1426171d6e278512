import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";

/** One call of the till and its answer, as the page may show it: no whole number of a worker, no signature, no token. */
export interface WireEntry {
  readonly number: number;
  /** Who called: a partner, or `sandbox` where a switch was moved. */
  readonly caller: string;
  readonly request: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Undefined when none came. */
  readonly answer: WireAnswer | undefined;
  readonly tookMs: number;
}

export interface WireAnswer {
  /** `200 2002500`, `409 already-paid`. */
  readonly code: string;
  readonly isYes: boolean;
  readonly text: InTwoLanguages;
}

export type WireCall = Pick<WireEntry, "caller" | "request" | "fields">;

/** What went over the wire during one worker's visit, oldest first. */
export interface WireLog {
  readonly entries: readonly WireEntry[];
  /** Makes a call and writes down how it went; one that throws got no answer. */
  around<T>(call: WireCall, make: () => Promise<T>, read: (reply: T) => WireAnswer): Promise<T>;
}

export function wireLog(): WireLog {
  const entries: WireEntry[] = [];
  let count = 0;
  return {
    entries,
    async around(call, make, read) {
      const number = ++count;
      const startedAt = performance.now();
      const keep = (answer: WireAnswer | undefined) => {
        entries.push({ ...call, number, answer, tookMs: Math.round(performance.now() - startedAt) });
        // Calls that ran side by side are told in the order in which they were made.
        entries.sort((one, other) => one.number - other.number);
      };
      try {
        const reply = await make();
        keep(read(reply));
        return reply;
      } catch (error) {
        keep(undefined);
        throw error;
      }
    },
  };
}

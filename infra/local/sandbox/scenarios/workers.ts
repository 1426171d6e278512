import type { DurableStore } from "../../durable-store.ts";
import { readSandboxFile } from "../sandbox-file.ts";
import type { Session } from "./session.ts";

/** The sample workers, lent to scenarios one at a time: two sessions that paid for the same worker would refuse each other's payments. */
export interface Workers {
  /** A worker whom no other session has now, and if possible one whom this session has not had. @returns undefined when all are lent */
  lend(session: Session, others: readonly Session[]): string | undefined;
}

/** Where the next session goes on, so that months are bought evenly: a worker can be paid twelve months ahead and no further. */
const NEXT = "conformance-next-worker";

/** A number of right form that is in nobody's register: no regency has a district 99, and sample serials are low. */
const UNKNOWN_NIK = "5171990101909999";

export function sampleWorkersOf(sandboxFile: string, store: DurableStore): Workers {
  return {
    lend(session, others) {
      const next = session.scenarios[session.runs.length];
      if (next?.workerIsUnknown) return UNKNOWN_NIK;
      const niks = (readSandboxFile(sandboxFile)?.members ?? [])
        .filter(({ state }) => state === "never-paid")
        .map(({ nik }) => nik);
      const lentNow = new Set(others.flatMap(({ runs }) => runs.slice(-1).map(({ nik }) => nik)));
      const had = new Set(session.runs.map(({ nik }) => nik));
      const from = Number(store.setting(NEXT) ?? 0) % Math.max(1, niks.length);
      const round = [...niks.slice(from), ...niks.slice(0, from)];
      const free = round.filter((nik) => !lentNow.has(nik));
      const chosen = free.find((nik) => !had.has(nik)) ?? free[0];
      if (chosen !== undefined) store.setSetting(NEXT, String(niks.indexOf(chosen) + 1));
      return chosen;
    },
  };
}

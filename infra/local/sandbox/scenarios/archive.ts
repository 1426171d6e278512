import type { CaseResult } from "../../../cli/conformance/result.ts";
import type { DurableStore } from "../../durable-store.ts";
import { KIT_VERSION } from "./catalogue/catalogue.ts";
import type { SeenCall } from "./seen-call.ts";
import type { Session } from "./session.ts";

/** A session that has ended, as it is kept. */
export interface ArchivedSession {
  /** JSON, byte for byte what the certificate's hash is of. */
  readonly record: string;
  /** Compact JWS; undefined when there is none, and `because` says why. */
  readonly certificate: string | undefined;
  readonly because: string | undefined;
}

/** Ended sessions outlive the sandbox's process, as what they earned does. */
export interface Archive {
  keep(id: string, session: ArchivedSession): void;
  find(id: string): ArchivedSession | undefined;
}

export function openArchive({ db }: DurableStore): Archive {
  db.exec(`CREATE TABLE IF NOT EXISTS conformance_sessions (
    id TEXT PRIMARY KEY, record TEXT NOT NULL, certificate TEXT, because TEXT) STRICT`);
  const write = db.prepare("INSERT OR REPLACE INTO conformance_sessions VALUES (?, ?, ?, ?)");
  const read = db.prepare("SELECT record, certificate, because FROM conformance_sessions WHERE id = ?");
  return {
    keep(id, { record, certificate, because }) {
      write.run(id, record, certificate ?? null, because ?? null);
    },
    find(id) {
      const row = read.get(id);
      if (!row) return undefined;
      const text = (value: unknown) => (typeof value === "string" ? value : undefined);
      return {
        record: text(row.record) ?? "",
        certificate: text(row.certificate),
        because: text(row.because),
      };
    },
  };
}

/** The record of a session: ids, times, codes and marks; no number, no secret, no body (the marks' key is gone with the session). */
export function recordOf(session: Session, results: readonly CaseResult[]): string {
  const scenarioOf = new Map<number, string>();
  for (const { own, scenario } of session.runs) for (const number of own) scenarioOf.set(number, scenario.id);
  const exchange = (call: SeenCall) => ({ scenario: scenarioOf.get(call.number) ?? null, ...call });
  return JSON.stringify({
    kitVersion: KIT_VERSION,
    sessionId: session.id,
    partnerId: session.partnerId,
    protocol: session.protocol,
    pace: session.pace,
    repeatKeepsExternalId: session.repeatKeepsExternalId,
    startedAt: new Date(session.startedAt).toISOString(),
    endedAt: session.endedAt === undefined ? null : new Date(session.endedAt).toISOString(),
    state: session.state,
    scenarios: results.map(({ exchanges: _, ...result }) => result),
    exchanges: session.calls.map(exchange),
  });
}

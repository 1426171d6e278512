import * as z from "zod/mini";
import type { CaseResult } from "../result.ts";

const Said = z.object({ indonesia: z.string(), english: z.string() });

const Result = z.object({
  id: z.string(),
  title: z.string(),
  protocol: z.enum(["snap", "h2h"]),
  partnerId: z.string(),
  reason: z.string(),
  reference: z.string(),
  lookAt: z.string(),
  outcome: z.enum(["passed", "failed", "skipped"]),
  skippedBecause: z.optional(z.string()),
  checks: z.array(
    z.object({ label: z.string(), passed: z.boolean(), expected: z.string(), got: z.string() }),
  ),
  exchanges: z.array(z.object({ request: z.string(), response: z.string() })),
  durationMs: z.number(),
});

const Progress = z.object({
  sessionId: z.string(),
  kitVersion: z.string(),
  partnerId: z.string(),
  protocol: z.enum(["snap", "h2h"]),
  state: z.enum(["running", "finished", "abandoned"]),
  timeScale: z.number(),
  startedAt: z.string(),
  scenarios: z.number(),
  now: z.optional(
    z.object({
      number: z.number(),
      id: z.string(),
      title: z.string(),
      reason: z.string(),
      mandatory: z.boolean(),
      phase: z.enum(["waiting", "running"]),
      task: z.object({
        action: z.enum(["pay", "pay-twice-at-once", "pay-two", "pay-and-reverse", "inquire", "nothing"]),
        nik: z.string(),
        months: z.number(),
        say: Said,
      }),
    }),
  ),
  results: z.array(Result),
  noCertificateBecause: z.optional(z.string()),
});
/** How a session stands, as the sandbox tells it. */
export type SessionProgress = Omit<z.infer<typeof Progress>, "results"> & {
  readonly results: readonly CaseResult[];
};
export type SessionTask = NonNullable<SessionProgress["now"]>["task"];

/** The sandbox said no; the message is for the terminal. */
export class SandboxRefused extends Error {
  readonly code = "SANDBOX_REFUSED";
}

/** A sandbox's room for conformance sessions. */
export interface SessionApi {
  open(wish: Readonly<Record<string, unknown>>): Promise<SessionProgress>;
  progress(sessionId: string): Promise<SessionProgress>;
  skip(sessionId: string): Promise<SessionProgress>;
  end(sessionId: string): Promise<SessionProgress>;
  /** The compact JWS. */
  certificate(sessionId: string): Promise<string>;
  /** JSON, byte for byte what the certificate's hash is of. */
  record(sessionId: string): Promise<string>;
}

/** @throws SandboxRefused, also when nobody answers at the address */
export function sessionApi(baseUrl: string): SessionApi {
  const room = `${baseUrl}/sandbox/conformance`;
  const call = async (method: string, path: string, body?: unknown): Promise<string> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${room}${path}`, { method, ...sent }).catch((cause: unknown) => {
      throw new SandboxRefused(`no sandbox answers at ${baseUrl}; run: npm start`, { cause });
    });
    const text = await answer.text();
    if (!answer.ok) throw new SandboxRefused(`${method} ${room}${path}: ${answer.status} ${text}`);
    return text;
  };
  const told = async (text: Promise<string>): Promise<SessionProgress> =>
    plainly(z.parse(Progress, JSON.parse(await text)));
  return {
    open: (wish) => told(call("POST", "", wish)),
    progress: (id) => told(call("GET", `/${id}`)),
    skip: (id) => told(call("POST", `/${id}/skip`)),
    end: (id) => told(call("DELETE", `/${id}`)),
    certificate: (id) => call("GET", `/${id}/certificate`),
    record: (id) => call("GET", `/${id}/record`),
  };
}

/** The optional property is there or not there, never undefined. */
function plainly({ results, ...progress }: z.infer<typeof Progress>): SessionProgress {
  return {
    ...progress,
    results: results.map(({ skippedBecause, ...result }) =>
      skippedBecause === undefined ? result : { ...result, skippedBecause },
    ),
  };
}

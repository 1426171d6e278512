import { createHash } from "node:crypto";
import { CompactSign } from "jose";
import * as z from "zod/mini";
import { type CaseResult, countOf } from "../../../cli/conformance/result.ts";
import { KIT_VERSION } from "./catalogue/catalogue.ts";
import { CERTIFICATE_ALGORITHM, CERTIFICATE_TYPE, type CertificateKey } from "./certificate-key.ts";
import type { Session } from "./session.ts";

const Count = z.object({ total: z.number(), passed: z.number(), failed: z.number(), skipped: z.number() });

/** What a certificate says; all of it is the sandbox's own record, nothing is the client's word. */
export const Certificate = z.object({
  iss: z.literal("kanal-sandbox"),
  /** The partner. */
  sub: z.string(),
  /** The session. */
  jti: z.string(),
  /** Epoch seconds. */
  iat: z.number(),
  environment: z.literal("sandbox"),
  mode: z.literal("partner"),
  /** A rehearsal ran faster than a partner's client has to be able to wait. */
  kind: z.enum(["conformance", "rehearsal"]),
  timeScale: z.number(),
  protocol: z.enum(["snap", "h2h"]),
  kitVersion: z.string(),
  /** Repeats of a payment carried the X-EXTERNAL-ID of the first, by agreement. */
  repeatKeepsExternalId: z.boolean(),
  cases: Count,
  assertions: z.object({ total: z.number(), failed: z.number() }),
  scenarios: z.array(
    z.object({ id: z.string(), outcome: z.enum(["passed", "skipped"]), assertions: z.number() }),
  ),
  exchanges: z.number(),
  /** SHA-256 of the session's record as `/record` serves it, in hex. */
  recordSha256: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

/** Why a session earns no certificate; undefined when it does. */
export function whyNone(session: Session, results: readonly CaseResult[]): string | undefined {
  if (session.state !== "finished")
    return session.state === "running" ? "the session is running" : "the session was ended early";
  if (!session.isWhole) return "not every mandatory scenario was asked for";
  const failed = results.filter(({ outcome }) => outcome === "failed").map(({ id }) => id);
  if (failed.length > 0) return `failed: ${failed.join(", ")}`;
  const mandatory = new Set(session.scenarios.flatMap((one) => (one.mandatory ? [one.id] : [])));
  const skipped = results.filter(({ id, outcome }) => outcome === "skipped" && mandatory.has(id));
  return skipped.length > 0 ? `skipped: ${skipped.map(({ id }) => id).join(", ")}` : undefined;
}

/** Signs what a finished session showed. Call only when `whyNone` says nothing. `record` is the text whose hash stands in it. */
export function signCertificate(
  session: Session,
  results: readonly CaseResult[],
  record: string,
  key: CertificateKey,
): Promise<string> {
  const count = countOf({ cases: results });
  const endedAt = session.endedAt ?? session.startedAt;
  const { timeScale } = session.pace;
  const certificate: Certificate = {
    iss: "kanal-sandbox",
    sub: session.partnerId,
    jti: session.id,
    iat: Math.floor(endedAt / 1000),
    environment: "sandbox",
    mode: "partner",
    kind: timeScale === 1 ? "conformance" : "rehearsal",
    timeScale,
    protocol: session.protocol,
    kitVersion: KIT_VERSION,
    repeatKeepsExternalId: session.repeatKeepsExternalId,
    cases: { total: count.cases, passed: count.passed, failed: count.failed, skipped: count.skipped },
    assertions: { total: count.assertions, failed: count.assertionsFailed },
    scenarios: results.map(({ id, outcome, checks }) => ({
      id,
      outcome: outcome === "passed" ? "passed" : "skipped",
      assertions: checks.length,
    })),
    exchanges: session.calls.length,
    recordSha256: createHash("sha256").update(record).digest("hex"),
    startedAt: new Date(session.startedAt).toISOString(),
    endedAt: new Date(endedAt).toISOString(),
  };
  return new CompactSign(Buffer.from(JSON.stringify(certificate)))
    .setProtectedHeader({ alg: CERTIFICATE_ALGORITHM, typ: CERTIFICATE_TYPE, kid: key.keyId })
    .sign(key.privateKey);
}

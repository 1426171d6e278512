import { type Instant, instant } from "../../calendar/calendar.ts";
import type { ChannelTerms } from "../../partner/channel-terms.ts";
import { verifiesAt } from "../../partner/credential.ts";
import { type H2hProfile, type Partner, type PartnerDirectory, termsOf } from "../../partner/partner.ts";
import { judgeContentDigest } from "../../signature/content-digest.ts";
import { verifyRequest } from "../../signature/message-signature.ts";
import { readSignature, type SignatureInput } from "../../signature/signature-input.ts";
import { insideWindow } from "../../signature/timestamp-window.ts";
import type { H2hCall } from "./call.ts";
import { type H2hFailure, malformed, unauthorised } from "./failure.ts";
import { readIdempotencyKey } from "./idempotency-key.ts";
import type { AuthenticationFailure } from "./refusal-table.ts";
import type { H2hService } from "./service.ts";

/** A caller whose signature is genuine. `stale` only ever stands on a payment: a stored one is answered as it was. */
export interface H2hCaller {
  readonly partner: Partner;
  readonly h2h: H2hProfile;
  readonly terms: ChannelTerms;
  readonly idempotencyKey: string | undefined;
  /** The key that the signature names and fits. */
  readonly credentialId: string;
  readonly stale: boolean;
}

export type Authentication =
  | { readonly kind: "authenticated"; readonly caller: H2hCaller }
  | { readonly kind: "failed"; readonly failure: H2hFailure; readonly partner?: Partner };

/** What is known about callers at this moment. */
export interface AuthenticationSight {
  readonly directory: PartnerDirectory;
  readonly machineNow: Instant;
}

/**
 * Authenticates a call: key id -> key -> partner, then what the signature covers, then the body's digest, then the signature itself, and its age at
 * last. Reads no store and parses no body. A signature that leaves out what decides about money is refused, however genuine (RFC 9421 section 7.2.1).
 */
export function authenticate(
  service: H2hService,
  call: H2hCall,
  { directory, machineNow }: AuthenticationSight,
): Authentication {
  const reading = readSignature(call.headers);
  if (reading.kind === "absent") return failed("signature-missing");
  if (reading.kind === "malformed") return failed("signature-malformed");
  const { input } = reading;
  if (input.keyId === undefined) return failed("component-missing", { field: "keyid" });
  const holder = directory.byH2hKeyId(input.keyId);
  const h2h = holder?.partner.profile.h2h;
  if (!holder || !h2h || !verifiesAt(holder.credential, machineNow)) return failed("key-unknown");
  const { partner, credential } = holder;
  if (input.algorithm !== undefined && input.algorithm !== credential.algorithm) {
    return failed("algorithm-differs", { partner });
  }
  const uncovered = uncoveredOf(input, call);
  if (uncovered !== undefined) return failed("component-missing", { field: uncovered, partner });
  const digest = call.headers.get("content-digest");
  if (digest !== undefined && judgeContentDigest(digest, call.body) !== "matches") {
    return failed("digest-wrong", { partner });
  }
  const verdict = verifyRequest(input, call, credential);
  if (verdict.kind === "component-absent") {
    return failed("component-missing", { field: verdict.component, partner });
  }
  if (verdict.kind === "wrong") return failed("signature-wrong", { partner });

  const stale = isStale(input, machineNow, h2h.skewSeconds);
  if (stale && service !== "payment") {
    const failure = { ...unauthorised("signature-stale"), ...hintOf(input, machineNow) };
    return { kind: "failed", failure, partner };
  }
  const key = readIdempotencyKey(call.headers.get("idempotency-key"));
  if (key.kind === "malformed") return { kind: "failed", failure: malformed("Idempotency-Key"), partner };
  return {
    kind: "authenticated",
    caller: {
      ...{ partner, h2h, stale },
      terms: termsOf(partner.profile),
      idempotencyKey: key.value,
      credentialId: credential.keyId,
    },
  };
}

function failed(
  because: AuthenticationFailure,
  { field, partner }: { readonly field?: string; readonly partner?: Partner } = {},
): Authentication {
  return { kind: "failed", failure: unauthorised(because, field), ...(partner && { partner }) };
}

/** The first thing that has to be covered and is not (design 5.2). */
function uncoveredOf({ covered, created }: SignatureInput, { headers, body }: H2hCall): string | undefined {
  if (created === undefined) return "created";
  const required = ["@method", "@path"];
  if (body.length > 0) required.push("content-digest");
  if (headers.has("idempotency-key")) required.push("idempotency-key");
  const isCovered = (name: string) =>
    covered.items.some(({ bare, parameters }) => bare.value === name && parameters.size === 0);
  return required.find((name) => !isCovered(name));
}

function isStale({ created, expires }: SignatureInput, machineNow: Instant, skewSeconds: number): boolean {
  const sentAt = instantOf(created);
  if (sentAt === undefined || !insideWindow({ sentAt, machineNow, skewSeconds })) return true;
  return expires !== undefined && expires * 1000 < machineNow;
}

/** Undefined for a number of seconds that is no time of ours: a caller may send any. */
function instantOf(seconds: number | undefined): Instant | undefined {
  const isTime = seconds !== undefined && seconds > 0 && seconds < 10_000_000_000;
  return isTime ? instant(seconds * 1000) : undefined;
}

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;

/** Local time sent as UTC shows as exactly 7, 8 or 9 hours (domain.md case 32). */
function hintOf({ created }: SignatureInput, machineNow: Instant): { readonly hint?: string } {
  const ahead = (created ?? 0) - machineNow / 1000;
  const hours = Math.round(ahead / HOUR_SECONDS);
  const isExact = Math.abs(ahead - hours * HOUR_SECONDS) < MINUTE_SECONDS;
  if (!isExact || Math.abs(hours) < 7 || Math.abs(hours) > 9) return {};
  return { hint: `created is ${Math.abs(hours)} hours off: local time was sent as UTC` };
}

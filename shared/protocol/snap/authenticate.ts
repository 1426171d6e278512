import { type Instant, parseInstant } from "../../calendar/calendar.ts";
import type { ChannelTerms } from "../../partner/channel-terms.ts";
import { verifiesAt } from "../../partner/credential.ts";
import { type Partner, type PartnerDirectory, termsOf } from "../../partner/partner.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { StaleCause } from "../../payment/outcome.ts";
import { verifyHmac } from "../../signature/hmac.ts";
import { minifyJson } from "../../signature/minify.ts";
import { insideWindow } from "../../signature/timestamp-window.ts";
import type { SnapCall } from "./call.ts";
import { malformed, missing, type SnapFailure, unauthorised } from "./failure.ts";
import type { SnapTransaction } from "./service.ts";
import { bodyHash, transactionStringToSign } from "./string-to-sign.ts";
import type { TokenVerifier } from "./token-verifier.ts";

/** A caller whose signature is genuine. `stale` only ever stands on a payment: a stored one is answered as it was. */
export interface SnapCaller {
  readonly partner: Partner;
  readonly snap: SnapProfile;
  /** Of the place that CHANNEL-ID names. */
  readonly terms: ChannelTerms;
  readonly externalId: string;
  readonly stale: StaleCause | undefined;
}

export type Authentication =
  | { readonly kind: "authenticated"; readonly caller: SnapCaller }
  | { readonly kind: "failed"; readonly failure: SnapFailure; readonly partner?: Partner };

/** What is known about callers at this moment. */
export interface AuthenticationSight {
  readonly directory: PartnerDirectory;
  readonly verifyToken: TokenVerifier;
  readonly machineNow: Instant;
}

const EXTERNAL_ID = /^[A-Za-z0-9-]{1,36}$/;
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Authenticates a transaction call: token -> client -> partner -> its secrets, X-PARTNER-ID only has to match (snap-bi.md 8.7). Reads no store
 * and parses no body. The order of checks is that of snap-bi.md 8.8: nothing the caller numbers is looked at before he is known.
 */
export async function authenticateTransaction(
  service: SnapTransaction,
  call: SnapCall,
  sight: AuthenticationSight,
): Promise<Authentication> {
  const signed = readSignedHeaders(call);
  if (signed.kind === "failed") return signed;
  const token = BEARER.exec(call.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return failed(unauthorised("token-missing"));

  const verdict = await sight.verifyToken(token, sight.machineNow);
  if (verdict.kind === "invalid") return failed(unauthorised("token-invalid"));
  const { holder } = verdict;
  const partner = sight.directory.bySnapClientKey(holder.clientKey);
  const snap = partner?.profile.snap;
  const usable = partner?.credentials.some(
    (credential) => credential.keyId === holder.credentialId && verifiesAt(credential, sight.machineNow),
  );
  if (!partner || !snap || !usable || partner.profile.partnerId !== holder.partnerId) {
    return failed(unauthorised("token-invalid"));
  }
  const partnerHeader = call.headers.get("x-partner-id");
  if (!partnerHeader) return failed(missing("X-PARTNER-ID"), partner);
  if (partnerHeader !== snap.xPartnerId) return failed(unauthorised("partner-differs"), partner);
  if (!isSigned(partner, call, { ...signed, token, machineNow: sight.machineNow }))
    return failed(unauthorised("signature-wrong"), partner);

  const stale = staleCause(verdict.kind, {
    ...signed,
    machineNow: sight.machineNow,
    skewSeconds: snap.skewSeconds,
  });
  if (stale && service !== "payment") return failed(unauthorised(stale), partner);
  const externalId = call.headers.get("x-external-id");
  if (!externalId) return failed(missing("X-EXTERNAL-ID"), partner);
  if (!EXTERNAL_ID.test(externalId)) return failed(malformed("X-EXTERNAL-ID"), partner);
  // SDKs send longer values than the standard's five characters, so only its absence counts (snap-bi.md 2.6).
  const channelId = call.headers.get("channel-id");
  if (!channelId) return failed(missing("CHANNEL-ID"), partner);
  const terms = termsOf(partner.profile, channelId);
  return { kind: "authenticated", caller: { partner, snap, terms, externalId, stale } };
}

const failed = (failure: SnapFailure, partner?: Partner) =>
  ({ kind: "failed", failure, ...(partner && { partner }) }) as const;

/** The two headers that every signature needs. */
export interface SignedHeaders {
  readonly kind: "read";
  readonly timestamp: string;
  readonly sentAt: Instant;
  readonly signature: string;
}

/** Reads X-TIMESTAMP and X-SIGNATURE; a time without an offset is malformed (snap-bi.md 2.5). */
export function readSignedHeaders(call: SnapCall): SignedHeaders | ReturnType<typeof failed> {
  const timestamp = call.headers.get("x-timestamp");
  if (!timestamp) return failed(missing("X-TIMESTAMP"));
  const signature = call.headers.get("x-signature");
  if (!signature) return failed(missing("X-SIGNATURE"));
  const sentAt = parseInstant(timestamp);
  return sentAt === undefined
    ? failed(malformed("X-TIMESTAMP"))
    : { kind: "read", timestamp, sentAt, signature };
}

/** Tries the bytes as received, then minified (both are legitimate, snap-bi.md 2.4), with every secret that is in use (8.28). */
function isSigned(
  partner: Partner,
  call: SnapCall,
  {
    token,
    timestamp,
    signature,
    machineNow,
  }: { token: string; timestamp: string; signature: string; machineNow: Instant },
): boolean {
  const signedWith = (body: Uint8Array): boolean => {
    const { method, path } = call;
    const text = transactionStringToSign({ method, path, token, bodyHash: bodyHash(body), timestamp });
    return partner.credentials.some(
      (credential) =>
        credential.kind === "hmac-secret" &&
        verifiesAt(credential, machineNow) &&
        verifyHmac(credential.secret, text, signature),
    );
  };
  if (signedWith(call.body)) return true;
  const minified = minifyJson(call.body);
  return minified !== call.body && signedWith(minified);
}

function staleCause(
  token: "valid" | "expired",
  window: { sentAt: Instant; machineNow: Instant; skewSeconds: number },
): StaleCause | undefined {
  if (token === "expired") return "token-expired";
  return insideWindow(window) ? undefined : "timestamp-outside-window";
}

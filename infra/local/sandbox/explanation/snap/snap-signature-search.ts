import type { Instant } from "../../../../../shared/calendar/calendar.ts";
import type { Credential } from "../../../../../shared/partner/credential.ts";
import type { RegisteredPartner } from "../../../../../shared/partner/key-record.ts";
import type { SignatureFacts } from "../explanation.ts";
import { hmacJudge } from "../hmac-judge.ts";
import { missesOf, publicKeysOf, secretsOf } from "../key-ring-of-partner.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";
import { KEY_NOT_REGISTERED, rsaJudge } from "../rsa-judge.ts";
import { type Judge, type Search, searchNearMiss } from "../search-near-miss.ts";
import { signatureReadings } from "../signature-readings.ts";
import type { SigningText } from "../signing-text.ts";

/** Which of the standard's two signatures is due, and how it is written. */
export interface DueSignature {
  readonly kind: "hmac-secret" | "rsa-public-key";
  readonly encoding: "base64" | "hex";
}

const RSA_INSTEAD = nearMiss("rsa-instead-of-hmac");
const HMAC_INSTEAD = nearMiss("hmac-instead-of-rsa");

const HMAC_BYTES = 64;
const RSA_BYTES = 256;

/** Compares the sent signature with every candidate, under every key of the partner. */
export function searchSnapSignature(
  sent: string,
  texts: readonly SigningText[],
  { partner, due, machineNow }: { partner: RegisteredPartner; due: DueSignature; machineNow: Instant },
): Search & { readonly facts: SignatureFacts } {
  const readings = signatureReadings(sent, due.encoding);
  const isDue = ({ kind }: Credential) => kind === due.kind;
  const isForToken = ({ kind }: Credential) => kind === "rsa-public-key";
  const secrets = secretsOf(partner, ({ kind }) => kind === "hmac-secret", machineNow);
  const byHmac = hmacJudge(readings, secrets, { due: "sha512", sent });
  const rsa = rsaJudge(readings, publicKeysOf(partner, isForToken, machineNow));
  const judges =
    due.kind === "hmac-secret"
      ? [byHmac, instead(rsa.judge, RSA_INSTEAD)]
      : [rsa.judge, instead(byHmac, HMAC_INSTEAD)];
  const found = searchNearMiss(texts, judges);
  const [reading] = readings;
  const isRsaSize = (reading?.bytes.length ?? 0) >= RSA_BYTES;
  const misses = found.misses ?? bySizeAlone(due, isRsaSize, rsa.isOfHeldKey);
  const keys = partner.keys.filter((key) => missesOf(key, isDue, machineNow).length === 0).length;
  return { misses, tried: found.tried, facts: signatureFacts(due, keys, reading?.bytes.length) };
}

const instead =
  (judge: Judge, miss: NearMiss): Judge =>
  (text, effort) => {
    const further = judge(text, effort);
    return further && [miss, ...further];
  };

/** What can be said for certain though no text fits. */
function bySizeAlone(
  due: DueSignature,
  isRsaSize: boolean,
  isOfHeldKey: boolean,
): readonly NearMiss[] | undefined {
  if (!isRsaSize) return undefined;
  if (due.kind === "hmac-secret") return isOfHeldKey ? [RSA_INSTEAD] : [RSA_INSTEAD, KEY_NOT_REGISTERED];
  return isOfHeldKey ? undefined : [KEY_NOT_REGISTERED];
}

function signatureFacts(due: DueSignature, keys: number, bytesSent: number | undefined): SignatureFacts {
  const isHmac = due.kind === "hmac-secret";
  const held = keys === 1 ? "1 key" : `${keys} keys`;
  return {
    due: isHmac
      ? `HMAC-SHA512 with the client secret, in ${due.encoding} (${held} registered)`
      : `SHA256withRSA (PKCS#1 v1.5) with the private key, in ${due.encoding} (${held} registered)`,
    bytesDue: isHmac ? HMAC_BYTES : RSA_BYTES,
    ...(bytesSent !== undefined && { bytesSent }),
  };
}

import type { Credential } from "../../../../../shared/partner/credential.ts";
import type { KeyRecord, RegisteredPartner } from "../../../../../shared/partner/key-record.ts";
import type { H2hCall } from "../../../../../shared/protocol/h2h/call.ts";
import { bodyHash } from "../../../../../shared/protocol/snap/string-to-sign.ts";
import { contentDigest } from "../../../../../shared/signature/content-digest.ts";
import { signatureBase } from "../../../../../shared/signature/signature-base.ts";
import { readSignature, type SignatureInput } from "../../../../../shared/signature/signature-input.ts";
import { clockDifference } from "../clock-difference.ts";
import { type BodyFacts, type Explanation, explanation } from "../explanation.ts";
import { hmacJudge } from "../hmac-judge.ts";
import { missesOf, publicKeysOf, secretsOf } from "../key-ring-of-partner.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";
import { type Search, searchNearMiss } from "../search-near-miss.ts";
import { signatureReadings } from "../signature-readings.ts";
import type { Parts } from "../signing-text.ts";
import { baseText } from "./base-text.ts";
import { coverageMisses } from "./coverage-misses.ts";
import { digestMisses } from "./digest-misses.ts";
import { type H2hSight, SAYS } from "./h2h-facts.ts";
import { headerMisses } from "./header-repairs.ts";
import { publicKeyJudge } from "./public-key-judge.ts";

const IN_MILLISECONDS = nearMiss("created-in-milliseconds");
const KEYID_LOOKS = nearMiss("keyid-other");

/** Milliseconds since 1970 have been beyond this since 1973; seconds get there in the year 5138. */
const MILLISECONDS_FROM = 100_000_000_000;

/** Explains why an H2H call got a 401; the verdict is the gateway's own. */
export function explainH2h(call: H2hCall, sight: H2hSight): Explanation {
  const { verdict, view, field } = sight;
  const told = (misses: readonly NearMiss[], more: Parameters<typeof explanation>[3] = {}) =>
    explanation(verdict, SAYS[verdict], misses, more);
  const reading = readSignature(call.headers);
  if (reading.kind !== "read") return told(headerMisses(call.headers));
  const { input } = reading;
  const holder = input.keyId === undefined ? undefined : view.byKeyId(input.keyId);
  const body = bodyFacts(call);
  switch (verdict) {
    case "key-unknown":
      return told(keyMisses(input.keyId ?? "", sight, holder?.key));
    case "algorithm-differs":
      return told([], holder && { signature: { due: dueOf(holder.key.credential) } });
    case "component-missing":
      return told(coverageMisses(input, field), { ...baseFacts(call, input), body });
    case "digest-wrong":
      return explainDigest(call, body);
    case "signature-stale":
      return told(isInMilliseconds(input) ? [IN_MILLISECONDS] : [], {
        ...baseFacts(call, input),
        ...clockFacts(input, sight, holder?.partner),
      });
    default:
      return holder ? explainWrong(call, input, sight, holder) : told([]);
  }
}

/** Where no known mistake leads to the digest, that is said too. */
function explainDigest(call: H2hCall, body: BodyFacts): Explanation {
  const misses = digestMisses(call.headers.get("content-digest") ?? "", call.body);
  const says = SAYS["digest-wrong"];
  const unexplained = {
    english: `${says.english} None of the known ways leads to this digest: compare body.sha256 with the hash of what you sent.`,
    indonesia: `${says.indonesia} Tidak satu pun dari kekeliruan yang dikenal menghasilkan digest ini: bandingkan body.sha256 dengan hash dari yang Anda kirim.`,
  };
  return explanation("digest-wrong", misses.length > 0 ? says : unexplained, misses, { body });
}

/** The search for what was signed instead. */
function explainWrong(
  call: H2hCall,
  input: SignatureInput,
  sight: H2hSight,
  { partner, key }: { readonly partner: RegisteredPartner; readonly key: KeyRecord },
): Explanation {
  const { credential } = key;
  const search = searchOf(call, input, sight, { partner, credential });
  const misses = search.misses ?? [];
  const says =
    misses.length > 0
      ? SAYS["signature-wrong"]
      : {
          english: `${SAYS["signature-wrong"].english} None of ${search.tried} known ways to go wrong leads to it: compare the signature base and the key with your own.`,
          indonesia: `${SAYS["signature-wrong"].indonesia} Tidak satu pun dari ${search.tried} kekeliruan yang dikenal menghasilkannya: bandingkan signature base dan kunci dengan milik Anda.`,
        };
  return explanation("signature-wrong", says, misses, {
    tried: search.tried,
    ...baseFacts(call, input),
    signature: { due: dueOf(credential), bytesSent: input.signature.length },
    body: bodyFacts(call),
    ...clockFacts(input, sight, partner),
  });
}

function searchOf(
  call: H2hCall,
  input: SignatureInput,
  { machineNow }: H2hSight,
  { partner, credential }: { readonly partner: RegisteredPartner; readonly credential: Credential },
): Search {
  const sent = input.signature.toString("base64");
  const readings = signatureReadings(sent, "base64");
  const isDue = ({ keyId }: Credential) => keyId === credential.keyId;
  const inputHeader = call.headers.get("signature-input") ?? "";
  const facts = { call, input, inputHeader, host: call.headers.get("host") ?? "" };
  const signing = baseText(facts, valuesOf(call, input));
  if (!signing) return { misses: undefined, tried: 0 };
  const secrets = secretsOf(partner, isDue, machineNow);
  const byHmac = hmacJudge(readings, secrets, { due: "sha256", sent });
  if (credential.kind === "h2h-secret") return searchNearMiss([signing], [byHmac]);
  const byKey = publicKeyJudge(readings, publicKeysOf(partner, isDue, machineNow));
  return searchNearMiss([signing], [byKey, byHmac], { pairs: false });
}

/** Values of the covered components, in the order in which they are named. */
function valuesOf(call: H2hCall, { covered }: SignatureInput): Parts | undefined {
  const values: Record<string, string> = {};
  for (const item of covered.items) {
    const base = signatureBase({ items: [item], parameters: new Map() }, call);
    if (base.kind !== "base") return undefined;
    const name = String(item.bare.value);
    values[name] = base.text.split("\n")[0]?.slice(`"${name}": `.length) ?? "";
  }
  return values;
}

/** Components whose values may be shown whole; other headers are somebody's business. */
const SHOWN = /^"(?:@|content-|idempotency-key"|date"|host")/;
const SHOWN_CHARACTERS = 8;

function baseFacts(call: H2hCall, { covered }: SignatureInput): { readonly signatureBase?: string } {
  const base = signatureBase(covered, call);
  if (base.kind !== "base") return {};
  const lines = base.text.split("\n").map((line) => {
    const [, name = "", value = ""] = /^("[^"]*"[^:]*): (.*)$/.exec(line) ?? [];
    if (SHOWN.test(line) || name === "") return line;
    return `${name}: ${value.slice(0, SHOWN_CHARACTERS)}...(${value.length} characters)`;
  });
  return { signatureBase: lines.join("\n") };
}

function bodyFacts({ headers, body }: H2hCall): BodyFacts {
  const digestSent = headers.get("content-digest");
  return {
    ...{ bytes: body.length, sha256: bodyHash(body) },
    ...(digestSent !== undefined && { digestSent, digestDue: contentDigest(body) }),
  };
}

const isInMilliseconds = ({ created = 0 }: SignatureInput) => created > MILLISECONDS_FROM;

function clockFacts(
  input: SignatureInput,
  { machineNow }: H2hSight,
  partner: RegisteredPartner | undefined,
): Pick<Explanation, "clock"> {
  const skewSeconds = partner?.profile.h2h?.skewSeconds;
  if (input.created === undefined || skewSeconds === undefined) return {};
  const sentMs = isInMilliseconds(input) ? input.created : input.created * 1000;
  const sent = `created=${input.created}`;
  return { clock: clockDifference(sent, sentMs, machineNow, skewSeconds, "epoch") };
}

function keyMisses(
  keyId: string,
  { view, machineNow }: H2hSight,
  key: KeyRecord | undefined,
): readonly NearMiss[] {
  if (key) return missesOf(key, () => true, machineNow);
  const named = keyId.toLowerCase();
  const isNear = view.partners.some(({ partnerId, profile, keys }) =>
    [partnerId, profile.snap?.clientKey, ...keys.map(({ credential }) => credential.keyId)].some(
      (name) => name?.toLowerCase() === named,
    ),
  );
  return isNear ? [KEYID_LOOKS] : [];
}

const dueOf = (credential: Credential): string =>
  "algorithm" in credential
    ? `${credential.algorithm} over the signature base, with key ${credential.keyId}`
    : "a key for H2H";

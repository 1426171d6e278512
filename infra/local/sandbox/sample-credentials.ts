import { createPublicKey, generateKeyPair, type KeyObject, randomBytes } from "node:crypto";
import { isDeepStrictEqual, promisify } from "node:util";
import * as z from "zod/mini";
import type { Credential, H2hAlgorithm } from "../../../shared/partner/credential.ts";
import { type PartnerProfile, termsOf } from "../../../shared/partner/partner.ts";
import { SnapProfile } from "../../../shared/partner/snap-profile.ts";
import type { OutcomeRow } from "../../../shared/protocol/snap/outcome-row.ts";
import { INQUIRY_ROWS, PAYMENT_ROWS } from "../../../shared/protocol/snap/outcome-table.ts";
import { SAMPLE_ALGORITHMS, SNAP_DEFAULTS } from "./sample-partners.ts";
import {
  DEVIATIONS,
  type H2hSandboxPartner,
  type SandboxPartner,
  type SnapSandboxPartner,
} from "./sandbox-file.ts";

/** Length of the company code on the wire, and with what it is filled up. */
const SERVICE_ID_CHARACTERS = 8;
const PADDING = { space: " ", zero: "0" } as const;
const MODULUS_BITS = 2048;
const SECRET_BYTES = 32;

const newKeyPair = promisify(generateKeyPair);
const newSecret = () => randomBytes(SECRET_BYTES).toString("base64url");
const privatePem = (key: KeyObject) => key.export({ format: "pem", type: "pkcs8" }).toString();
/** The public half of a key, as the partner would register it. */
const publicPem = (pem: string) => createPublicKey(pem).export({ format: "pem", type: "spki" }).toString();

/** Makes a partner's secrets, in the form in which it would get them: one entry a partner, a bank's H2H key within it. */
export async function newCredentials(profile: PartnerProfile): Promise<readonly SandboxPartner[]> {
  const h2h = profile.h2h && (await h2hCredentials(profile));
  if (!profile.snap) return h2h ? [h2h] : [];
  const bank = await snapCredentials(profile, profile.snap);
  if (!h2h?.privateKeyPem) return [bank];
  const { keyId, algorithm, privateKeyPem } = h2h;
  return [{ ...bank, h2h: { keyId, algorithm, privateKeyPem } }];
}

/** An RSA key and an HMAC secret. Which of them signs what is the profile's: a bank that signs without a token never uses the secret that it was issued. */
async function snapCredentials(
  { partnerId, channels }: PartnerProfile,
  snap: SnapProfile,
): Promise<SnapSandboxPartner> {
  const { channel } = termsOf({ channels });
  const pair = await newKeyPair("rsa", { modulusLength: MODULUS_BITS });
  return {
    partnerId,
    protocol: "snap",
    channel,
    basePath: snap.basePath,
    clientKey: snap.clientKey,
    clientSecret: newSecret(),
    privateKeyPem: privatePem(pair.privateKey),
    xPartnerId: snap.xPartnerId,
    partnerServiceId: snap.partnerServiceId.padStart(SERVICE_ID_CHARACTERS, PADDING[snap.padding]),
    channelId: snap.channelId,
    ...deviations(snap),
  };
}

/** What of a profile is not the standard's own way: the sandbox's tools have to know it to play the bank. */
function deviations(snap: SnapProfile): Partial<SnapSandboxPartner> {
  const usual: Partial<SnapProfile> = z.parse(z.partial(SnapProfile), SNAP_DEFAULTS);
  const named = Object.keys(DEVIATIONS) as (keyof typeof DEVIATIONS)[];
  const own = named.filter((name) => !isDeepStrictEqual(snap[name], usual[name]));
  const cases = casesOf(snap);
  return {
    ...Object.fromEntries(own.map((name) => [name, snap[name]])),
    ...(Object.keys(cases).length > 0 && { cases }),
  };
}

/** The bank's own codes, by the standard's code of the same refusal. */
function casesOf({ codes }: SnapProfile): Readonly<Record<string, string>> {
  const rows: Readonly<Record<string, OutcomeRow>> = { ...INQUIRY_ROWS, ...PAYMENT_ROWS };
  return Object.fromEntries(
    Object.entries(codes).flatMap(([refusal, own]) => {
      const standard = rows[refusal]?.code;
      return standard === undefined ? [] : [[standard, own]];
    }),
  );
}

/** One key for the partner's algorithm. */
async function h2hCredentials(profile: PartnerProfile): Promise<H2hSandboxPartner> {
  const { partnerId } = profile;
  const { channel } = termsOf(profile);
  const algorithm = SAMPLE_ALGORITHMS[partnerId] ?? "ed25519";
  const keyId = `${partnerId}-sandbox-01`;
  const partner = { partnerId, protocol: "h2h", channel, keyId, algorithm } as const;
  if (algorithm === "hmac-sha256") return { ...partner, secret: newSecret() };
  return { ...partner, privateKeyPem: privatePem((await newPairFor(algorithm)).privateKey) };
}

function newPairFor(algorithm: Exclude<H2hAlgorithm, "hmac-sha256">) {
  switch (algorithm) {
    case "ed25519":
      return newKeyPair("ed25519");
    case "ecdsa-p256-sha256":
      return newKeyPair("ec", { namedCurve: "P-256" });
    default:
      return newKeyPair("rsa", { modulusLength: MODULUS_BITS });
  }
}

/** What the registry keeps of a partner's secrets. */
export function registeredCredentials(partner: SandboxPartner): readonly Credential[] {
  const state = "active";
  if (partner.protocol === "h2h") return [h2hCredential(partner)];
  const { clientSecret: secret, privateKeyPem, h2h } = partner;
  return [
    { kind: "rsa-public-key", keyId: "rsa-1", state, publicKeyPem: publicPem(privateKeyPem) },
    { kind: "hmac-secret", keyId: "hmac-1", state, secret },
    ...(h2h ? [h2hCredential(h2h)] : []),
  ];
}

function h2hCredential({
  keyId,
  algorithm,
  privateKeyPem = "",
  secret = "",
}: Pick<H2hSandboxPartner, "keyId" | "algorithm" | "privateKeyPem" | "secret">): Credential {
  const state = "active";
  if (algorithm === "hmac-sha256") return { kind: "h2h-secret", keyId, state, algorithm, secret };
  return { kind: "h2h-public-key", keyId, state, algorithm, publicKeyPem: publicPem(privateKeyPem) };
}

import type { Instant } from "../../../../shared/calendar/calendar.ts";
import { type Credential, verifiesAt } from "../../../../shared/partner/credential.ts";
import type { KeyRecord, RegisteredPartner } from "../../../../shared/partner/key-record.ts";
import { type NearMiss, nearMiss } from "./near-miss.ts";

/** A secret or public key with which a caller's signature is compared, and what would be wrong if it fits. */
export interface HeldSecret {
  readonly key: string | Buffer;
  readonly misses: readonly NearMiss[];
  /** True for the secret itself, absent for a form of it. */
  readonly asHeld?: boolean;
}
export interface HeldPublicKey {
  readonly credential: Extract<Credential, { publicKeyPem: string }>;
  readonly misses: readonly NearMiss[];
}

const ENDED = nearMiss("key-ended");
const OTHER_ENVIRONMENT = nearMiss("key-of-other-environment");
const OTHER_USE = nearMiss("key-of-other-use");
const DECODED = nearMiss("secret-decoded");
const NEWLINE = nearMiss("secret-with-newline");
const CLIENT_ID = nearMiss("secret-is-client-id");

/** Says of a credential what would be wrong with using it for the call. */
type Fits = (credential: Credential) => boolean;

/** The partner's secrets: first those that are due, then the forms in which others misuse them. */
export function secretsOf(
  { keys, profile }: RegisteredPartner,
  isDue: Fits,
  machineNow: Instant,
): readonly HeldSecret[] {
  const secrets = keys.flatMap((key) =>
    "secret" in key.credential
      ? [{ secret: key.credential.secret, misses: missesOf(key, isDue, machineNow) }]
      : [],
  );
  const ids = [profile.snap?.clientKey, profile.snap?.xPartnerId, profile.partnerId];
  return [
    ...secrets.map(({ secret, misses }) => ({ key: secret, misses, asHeld: true })),
    ...secrets.flatMap(({ secret, misses }) => [
      ...decodedForms(secret).map((key) => ({ key, misses: [...misses, DECODED] })),
      ...wrappedForms(secret).map((key) => ({ key, misses: [...misses, NEWLINE] })),
    ]),
    ...ids.filter((id) => id !== undefined).map((key) => ({ key, misses: [CLIENT_ID] })),
  ];
}

/** The partner's public keys, those that are due first. */
export function publicKeysOf(
  { keys }: RegisteredPartner,
  isDue: Fits,
  machineNow: Instant,
): readonly HeldPublicKey[] {
  const held = keys.flatMap((key) =>
    "publicKeyPem" in key.credential
      ? [{ credential: key.credential, misses: missesOf(key, isDue, machineNow) }]
      : [],
  );
  return held.sort((a, b) => a.misses.length - b.misses.length);
}

/** What would be wrong if this key had signed. */
export function missesOf(
  { credential, environment }: KeyRecord,
  isDue: Fits,
  machineNow: Instant,
): readonly NearMiss[] {
  const detail = credential.keyId;
  if (environment !== "sandbox") return [{ ...OTHER_ENVIRONMENT, detail }];
  if (!verifiesAt(credential, machineNow)) return [{ ...ENDED, detail }];
  return isDue(credential) ? [] : [{ ...OTHER_USE, detail }];
}

function decodedForms(secret: string): readonly Buffer[] {
  const forms = [Buffer.from(secret, "base64"), Buffer.from(secret, "base64url"), Buffer.from(secret, "hex")];
  return forms.filter(
    (bytes, at) => bytes.length >= 8 && forms.findIndex((each) => each.equals(bytes)) === at,
  );
}

const wrappedForms = (secret: string): readonly string[] => [
  `${secret}\n`,
  `${secret}\r\n`,
  ` ${secret}`,
  `${secret} `,
  `"${secret}"`,
  secret.trim(),
];

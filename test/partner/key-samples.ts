import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { type Instant, instant } from "../../shared/calendar/calendar.ts";
import type { Credential, CredentialState } from "../../shared/partner/credential.ts";
import type { Environment } from "../../shared/partner/environment.ts";
import type { KeyRecord, RegisteredPartner } from "../../shared/partner/key-record.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { placeOf, USUAL_TERMS } from "./sample-profile.ts";

export const NOW = instant(Date.parse("2026-11-20T10:00:00+07:00"));
export const later = (ms: number): Instant => instant(NOW + ms);

const spki = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();

/** A new Ed25519 key under an id. */
export const h2hKey = (keyId: string, state: CredentialState = "active"): Credential => ({
  kind: "h2h-public-key",
  algorithm: "ed25519",
  keyId,
  state,
  publicKeyPem: spki(generateKeyPairSync("ed25519").publicKey),
});

/** A new secret of the SNAP kind under an id. */
export const snapSecret = (keyId: string, state: CredentialState = "active"): Credential => ({
  kind: "hmac-secret",
  keyId,
  state,
  secret: randomBytes(32).toString("base64url"),
});

export const recordOf = (credential: Credential, environment: Environment = "sandbox"): KeyRecord => ({
  credential,
  environment,
  createdAt: NOW,
  changedAt: NOW,
});

/** A partner that works at one place, with these keys. */
export function registered(id: string, keys: readonly KeyRecord[]): RegisteredPartner {
  const partnerId = PartnerId.parse(id);
  const profile = {
    partnerId,
    name: `PT ${id}`,
    ...USUAL_TERMS,
    channels: [placeOf("INDOMARET")],
    h2h: { skewSeconds: 300 },
  };
  return { partnerId, profile, keys, revision: 0 };
}

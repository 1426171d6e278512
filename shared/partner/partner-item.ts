import * as z from "zod/mini";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";
import { type Credential, CredentialState } from "./credential.ts";
import { PartnerId, PartnerProfile } from "./partner.ts";

/**
 * All partners stand in one partition, so that one Query every ten seconds and instance reads the whole registry, whatever a stranger puts
 * into a client id (docs/decisions/0004-partner-registry.md).
 */
export const REGISTRY_PARTITION = "PARTNERS";

const profileSortKey = (partnerId: PartnerId) => joinKey(partnerId, "PROFILE");
const credentialSortKey = (partnerId: PartnerId, keyId: string) => joinKey(partnerId, "KEY", keyId);

const ProfileItem = z.object({ schemaVersion: z.literal(1), profile: PartnerProfile });

const CredentialItem = z.object({
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  keyId: z.string(),
  state: CredentialState,
  until: z.optional(InstantMs),
  material: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("rsa-public-key"), publicKeyPem: z.string() }),
    z.object({ kind: z.literal("hmac-secret"), sealedSecret: z.string() }),
    z.object({
      kind: z.literal("h2h-public-key"),
      algorithm: z.enum(["ed25519", "ecdsa-p256-sha256", "rsa-v1_5-sha256", "rsa-pss-sha512"]),
      publicKeyPem: z.string(),
    }),
    z.object({
      kind: z.literal("h2h-secret"),
      algorithm: z.literal("hmac-sha256"),
      sealedSecret: z.string(),
    }),
  ]),
});

export function partnerItem(profile: PartnerProfile): LedgerItem {
  return { PK: REGISTRY_PARTITION, SK: profileSortKey(profile.partnerId), schemaVersion: 1, profile };
}

/** A credential as stored: a public key in clear, a secret sealed and bound to this very item. */
export function credentialItem(
  keys: Pick<Keyring, "dataKey">,
  partnerId: PartnerId,
  credential: Credential,
): LedgerItem {
  const { keyId, state, until } = credential;
  const SK = credentialSortKey(partnerId, keyId);
  const material = storedMaterial(credential, (secret) => seal(keys.dataKey, SK, secret));
  return { PK: REGISTRY_PARTITION, SK, schemaVersion: 1, partnerId, keyId, state, until, material };
}

/** What one registry item says. @throws LedgerFault, SealFault */
export function registryEntryOf(
  keys: Pick<Keyring, "dataKey">,
  item: LedgerItem,
): { profile: PartnerProfile } | { partnerId: PartnerId; credential: Credential } {
  if (item.SK.endsWith("#PROFILE")) return { profile: decodeItem("partner", ProfileItem, item).profile };
  const { partnerId, keyId, state, until, material } = decodeItem("credential", CredentialItem, item);
  const open = (sealedSecret: string) => openSeal(keys.dataKey, item.SK, sealedSecret);
  const credential: Credential =
    "sealedSecret" in material
      ? withSecret(material, { keyId, state, until, secret: open(material.sealedSecret) })
      : { ...material, keyId, state, until };
  return { partnerId, credential };
}

type Material = z.infer<typeof CredentialItem>["material"];

function storedMaterial(credential: Credential, sealed: (secret: string) => string): Material {
  switch (credential.kind) {
    case "rsa-public-key":
      return { kind: credential.kind, publicKeyPem: credential.publicKeyPem };
    case "h2h-public-key":
      return {
        kind: credential.kind,
        algorithm: credential.algorithm,
        publicKeyPem: credential.publicKeyPem,
      };
    case "hmac-secret":
      return { kind: credential.kind, sealedSecret: sealed(credential.secret) };
    case "h2h-secret":
      return {
        kind: credential.kind,
        algorithm: credential.algorithm,
        sealedSecret: sealed(credential.secret),
      };
  }
}

function withSecret(
  material: Extract<Material, { sealedSecret: string }>,
  opened: Pick<Credential, "keyId" | "state" | "until"> & { readonly secret: string },
): Credential {
  return material.kind === "hmac-secret"
    ? { kind: material.kind, ...opened }
    : { kind: material.kind, algorithm: material.algorithm, ...opened };
}

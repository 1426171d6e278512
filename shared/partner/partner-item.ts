import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";
import { type Credential, CredentialState } from "./credential.ts";
import { Environment } from "./environment.ts";
import type { KeyRecord } from "./key-record.ts";
import { PartnerId, PartnerProfile } from "./partner.ts";

/**
 * All partners stand in one partition, so that one Query every ten seconds and instance reads the whole registry, whatever a stranger puts
 * into a client id (docs/decisions/0004-partner-registry.md).
 */
export const REGISTRY_PARTITION = "PARTNERS";

const profileSortKey = (partnerId: string) => joinKey(partnerId, "PROFILE");
const credentialSortKey = (partnerId: PartnerId, keyId: string) => joinKey(partnerId, "KEY", keyId);

const ProfileItem = z.object({
  schemaVersion: z.literal(1),
  profile: PartnerProfile,
  /** Counts the changes of the partner and its keys; missing until the first one that somebody could miss. */
  revision: z._default(z.number(), 0),
});

const CredentialItem = z.object({
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  keyId: z.string(),
  state: CredentialState,
  until: z.optional(InstantMs),
  // A key that does not say where it is good is good in the sandbox: it must not begin to move money because a field was forgotten.
  environment: z._default(Environment, "sandbox"),
  createdAt: z.optional(InstantMs),
  changedAt: z.optional(InstantMs),
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

export function partnerItem(profile: PartnerProfile, revision = 0): LedgerItem {
  const SK = profileSortKey(profile.partnerId);
  return { PK: REGISTRY_PARTITION, SK, schemaVersion: 1, profile, revision };
}

/** Where a partner's profile stands. */
export function profileLedgerKey(partnerId: string): LedgerKey {
  return { PK: REGISTRY_PARTITION, SK: profileSortKey(partnerId) };
}

/** The profile that an item of the registry holds; undefined for keys. @throws LedgerFault */
export function profileIn(item: LedgerItem): PartnerProfile | undefined {
  return item.SK.endsWith("#PROFILE") ? decodeItem("partner", ProfileItem, item).profile : undefined;
}

/** A credential as stored: a public key in clear, a secret sealed and bound to this very item. A sandbox's, unless the record says otherwise. */
export function credentialItem(
  keys: Pick<Keyring, "dataKey">,
  partnerId: PartnerId,
  credential: Credential,
  { environment = "sandbox", ...times }: Partial<Omit<KeyRecord, "credential">> = {},
): LedgerItem {
  const { keyId, state, until } = credential;
  const SK = credentialSortKey(partnerId, keyId);
  const material = storedMaterial(credential, (secret) => seal(keys.dataKey, SK, secret));
  const item = { PK: REGISTRY_PARTITION, SK, schemaVersion: 1, partnerId, keyId, state, until, material };
  return { ...item, environment, ...times };
}

/** What one item of the registry says: of a partner, or of a key. */
type RegistryEntry =
  | { readonly profile: PartnerProfile; readonly revision: number }
  | ({ readonly partnerId: PartnerId } & KeyRecord);

/** Reads one registry item. @throws LedgerFault, SealFault */
export function registryEntryOf(keys: Pick<Keyring, "dataKey">, item: LedgerItem): RegistryEntry {
  if (item.SK.endsWith("#PROFILE")) {
    const { profile, revision } = decodeItem("partner", ProfileItem, item);
    return { profile, revision };
  }
  const stored = decodeItem("credential", CredentialItem, item);
  const { partnerId, keyId, state, until, material, environment, createdAt, changedAt } = stored;
  const open = (sealedSecret: string) => openSeal(keys.dataKey, item.SK, sealedSecret);
  const credential: Credential =
    "sealedSecret" in material
      ? withSecret(material, { keyId, state, until, secret: open(material.sealedSecret) })
      : { ...material, keyId, state, until };
  return { partnerId, credential, environment, createdAt, changedAt };
}

/** What people have to know of a key, without the key. */
export interface KeyLife {
  readonly partnerId: PartnerId;
  readonly keyId: string;
  readonly state: CredentialState;
  readonly until: Instant | undefined;
  readonly environment: Environment;
  readonly createdAt: Instant | undefined;
  readonly changedAt: Instant | undefined;
  /** Its algorithm, or its kind where that says it all. */
  readonly algorithm: string;
}

/** Reads of a registry item what may be shown, and opens nothing: for who has no business with secrets. @throws LedgerFault */
export function shownEntryOf(
  item: LedgerItem,
): Extract<RegistryEntry, { profile: PartnerProfile }> | KeyLife {
  if (item.SK.endsWith("#PROFILE")) {
    const { profile, revision } = decodeItem("partner", ProfileItem, item);
    return { profile, revision };
  }
  const { material, schemaVersion: _, ...life } = decodeItem("credential", CredentialItem, item);
  const { until, createdAt, changedAt } = life;
  const algorithm = "algorithm" in material ? material.algorithm : material.kind;
  return { ...life, until, createdAt, changedAt, algorithm };
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

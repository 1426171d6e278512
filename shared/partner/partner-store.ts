import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Credential, H2hCredential } from "./credential.ts";
import type { Partner, PartnerDirectory, PartnerId, PartnerProfile } from "./partner.ts";
import { credentialItem, partnerItem, REGISTRY_PARTITION, registryEntryOf } from "./partner-item.ts";

/** Last sort key of the registry: everything else in the partition starts with a lower-case letter. */
const REGISTRY_END = "~";

/** Registry changes come from people and replace what stood there; the guard only keeps an item of another shape safe. */
const anyRegistryItem = {
  expression: "attribute_not_exists(PK) OR schemaVersion = :one",
  values: { ":one": 1 },
};

async function replace(ledger: Ledger, item: LedgerItem): Promise<void> {
  const result = await ledger.write({ kind: "put", item, guard: anyRegistryItem });
  if (result.kind === "guarded")
    throw new Error(`registry item ${item.SK} has a newer shape than this program`);
}

export const putPartner = (ledger: Ledger, profile: PartnerProfile): Promise<void> =>
  replace(ledger, partnerItem(profile));

export const putCredential = (
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  partnerId: PartnerId,
  credential: Credential,
): Promise<void> => replace(ledger, credentialItem(keys, partnerId, credential));

/** Reads all partners with their credentials; revoked credentials are left out here, so nothing above can use one. */
export async function readDirectory(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
): Promise<PartnerDirectory> {
  const items = await ledger.readRange({ partition: REGISTRY_PARTITION, from: "a", to: REGISTRY_END });
  const profiles: PartnerProfile[] = [];
  const credentials = new Map<string, Credential[]>();
  for (const item of items) {
    const entry = registryEntryOf(keys, item);
    if ("profile" in entry) profiles.push(entry.profile);
    else if (entry.credential.state !== "revoked") {
      credentials.set(entry.partnerId, [...(credentials.get(entry.partnerId) ?? []), entry.credential]);
    }
  }
  return directoryOf(
    profiles.map((profile) => ({ profile, credentials: credentials.get(profile.partnerId) ?? [] })),
  );
}

/** Indexes partners by the names under which a caller can appear. */
export function directoryOf(partners: readonly Partner[]): PartnerDirectory {
  const byId = new Map<string, Partner>(partners.map((partner) => [partner.profile.partnerId, partner]));
  const byClientKey = new Map<string, Partner>();
  const byKeyId = new Map<string, { partner: Partner; credential: H2hCredential }>();
  for (const partner of partners) {
    if (partner.profile.snap) byClientKey.set(partner.profile.snap.clientKey, partner);
    for (const credential of partner.credentials) {
      if ("algorithm" in credential) byKeyId.set(credential.keyId, { partner, credential });
    }
  }
  const byPartnerId = new Map<string, Partner>();
  for (const partner of partners) {
    const { snap } = partner.profile;
    if (snap?.signature === "asymmetric-without-token") byPartnerId.set(snap.xPartnerId, partner);
  }
  return {
    byId: (partnerId) => byId.get(partnerId),
    bySnapClientKey: (clientKey) => byClientKey.get(clientKey),
    bySnapPartnerId: (xPartnerId) => byPartnerId.get(xPartnerId),
    byH2hKeyId: (keyId) => byKeyId.get(keyId),
  };
}

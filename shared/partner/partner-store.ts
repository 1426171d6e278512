import type { Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Credential, H2hCredential } from "./credential.ts";
import type { Environment } from "./environment.ts";
import type { KeyRecord, RegisteredPartner } from "./key-record.ts";
import type { Partner, PartnerDirectory, PartnerId, PartnerProfile } from "./partner.ts";
import {
  credentialItem,
  partnerItem,
  profileIn,
  profileLedgerKey,
  REGISTRY_PARTITION,
  registryEntryOf,
} from "./partner-item.ts";
import type { SnapPaths } from "./snap-profile.ts";

/** Last sort key of the registry: everything else in the partition starts with a lower-case letter. */
const REGISTRY_END = "~";

/** The guard only keeps an item of another shape safe. What people change goes through `changePartner`, which guards the partner as a whole. */
const anyRegistryItem = {
  expression: "attribute_not_exists(PK) OR schemaVersion = :one",
  values: { ":one": 1 },
};

async function replace(ledger: Ledger, item: LedgerItem): Promise<void> {
  const result = await ledger.write({ kind: "put", item, guard: anyRegistryItem });
  if (result.kind === "guarded")
    throw new Error(`registry item ${item.SK} has a newer shape than this program`);
}

/** Puts a partner of the sandbox's own, whatever stood there. */
export const putPartner = (ledger: Ledger, profile: PartnerProfile): Promise<void> =>
  replace(ledger, partnerItem(profile));

/** Puts a credential of the sandbox's own, whatever stood there. */
export const putCredential = (
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  partnerId: PartnerId,
  credential: Credential,
  createdAt?: Instant,
): Promise<void> => {
  const times = { createdAt, changedAt: createdAt };
  return replace(ledger, credentialItem(keys, partnerId, credential, times));
};

/** Reads every partner with every key that it ever had, by partner id. */
export async function readRegistry(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
): Promise<readonly RegisteredPartner[]> {
  const items = await ledger.readRange({ partition: REGISTRY_PARTITION, from: "a", to: REGISTRY_END });
  const partners: Omit<RegisteredPartner, "keys">[] = [];
  const records = new Map<string, KeyRecord[]>();
  for (const item of items) {
    const entry = registryEntryOf(keys, item);
    if ("profile" in entry) partners.push({ partnerId: entry.profile.partnerId, ...entry });
    else {
      const { partnerId, ...record } = entry;
      records.set(partnerId, [...(records.get(partnerId) ?? []), record]);
    }
  }
  return partners.map((partner) => ({ ...partner, keys: records.get(partner.partnerId) ?? [] }));
}

/** Reads what partners are without opening any of their keys: for who has no business with those. */
export async function readProfiles(ledger: Pick<Ledger, "readRange">): Promise<readonly PartnerProfile[]> {
  const items = await ledger.readRange({ partition: REGISTRY_PARTITION, from: "a", to: REGISTRY_END });
  return items.flatMap((item) => profileIn(item) ?? []);
}

/** One partner's profile in the same way; undefined for a name that is no partner's. One read. */
export async function readProfile(
  ledger: Pick<Ledger, "read">,
  partnerId: string,
): Promise<PartnerProfile | undefined> {
  const item = await ledger.read(profileLedgerKey(partnerId));
  return item && profileIn(item);
}

/**
 * Reads all partners with the credentials that are good in this environment. Revoked ones and those of the other environment are left out here, so
 * nothing above can use one.
 */
export async function readDirectory(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  environment: Environment,
): Promise<PartnerDirectory> {
  const registry = await readRegistry(ledger, keys);
  return directoryOf(
    registry.map((partner) => ({
      profile: partner.profile,
      credentials: partner.keys
        .filter((key) => key.environment === environment && key.credential.state !== "revoked")
        .map(({ credential }) => credential),
    })),
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
  const serviceByPath = new Map(
    partners.flatMap(({ profile }) =>
      Object.entries(profile.snap?.paths ?? {}).map(([service, path]) => [path, service as keyof SnapPaths]),
    ),
  );
  const byPartnerId = new Map<string, Partner>();
  for (const partner of partners) {
    const { snap } = partner.profile;
    if (snap?.signature === "asymmetric-without-token") byPartnerId.set(snap.xPartnerId, partner);
  }
  return {
    byId: (partnerId) => byId.get(partnerId),
    bySnapClientKey: (clientKey) => byClientKey.get(clientKey),
    bySnapPartnerId: (xPartnerId) => byPartnerId.get(xPartnerId),
    snapServiceAt: (path) => serviceByPath.get(path),
    byH2hKeyId: (keyId) => byKeyId.get(keyId),
  };
}

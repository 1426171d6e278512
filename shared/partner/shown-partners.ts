import type { Ledger } from "../ledger/ledger.ts";
import type { PartnerId, PartnerProfile } from "./partner.ts";
import { type KeyLife, REGISTRY_PARTITION, shownEntryOf } from "./partner-item.ts";

/** A partner as ops see it: everything but its keys' material. */
export interface ShownPartner {
  readonly partnerId: PartnerId;
  readonly profile: PartnerProfile;
  /** Whoever changes something names the revision that he looked at. */
  readonly revision: number;
  readonly keys: readonly KeyLife[];
}

/** Every partner with the life of every key that it ever had, by partner id. Opens no secret. One Query. */
export async function readShownPartners(ledger: Pick<Ledger, "readRange">): Promise<readonly ShownPartner[]> {
  const items = await ledger.readRange({ partition: REGISTRY_PARTITION, from: "a", to: "~" });
  const entries = items.map(shownEntryOf);
  const keys = Map.groupBy(
    entries.filter((entry) => "keyId" in entry),
    ({ partnerId }) => partnerId,
  );
  return entries
    .filter((entry) => "profile" in entry)
    .map(({ profile, revision }) => {
      const { partnerId } = profile;
      return { partnerId, profile, revision, keys: keys.get(partnerId) ?? [] };
    });
}

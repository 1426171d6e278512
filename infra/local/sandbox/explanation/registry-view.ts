import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { KeyRecord, RegisteredPartner } from "../../../../shared/partner/key-record.ts";
import type { PartnerDirectory } from "../../../../shared/partner/partner.ts";
import { directoryOf, readRegistry } from "../../../../shared/partner/partner-store.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";

/** The registry as the sandbox sees it: with revoked keys, because "that key was revoked" is an explanation too. */
export interface RegistryView {
  readonly partners: readonly RegisteredPartner[];
  /** The same partners as the gateway sees them. */
  readonly directory: PartnerDirectory;
  byId(partnerId: string): RegisteredPartner | undefined;
  byClientKey(clientKey: string): RegisteredPartner | undefined;
  byXPartnerId(xPartnerId: string): RegisteredPartner | undefined;
  byKeyId(keyId: string): { readonly partner: RegisteredPartner; readonly key: KeyRecord } | undefined;
}

/** A change of the registry shows after this long. */
const KEPT_MS = 2_000;

/** Reads the registry now and then; requests in between share one copy. */
export function registryView(ledger: Ledger, keys: Pick<Keyring, "dataKey">): () => Promise<RegistryView> {
  let kept: { readonly at: number; readonly view: Promise<RegistryView> } | undefined;
  return () => {
    if (!kept || Date.now() - kept.at > KEPT_MS) {
      const reading = { at: Date.now(), view: readRegistry(ledger, keys).then(viewOf) };
      kept = reading;
      reading.view.catch(() => {
        if (kept === reading) kept = undefined;
      });
    }
    return kept.view;
  };
}

/** The view of given partners. */
export function viewOf(partners: readonly RegisteredPartner[]): RegistryView {
  return {
    partners,
    directory: directoryOf(partners.map(usable)),
    byId: (partnerId) => partners.find((partner) => partner.partnerId === partnerId),
    byClientKey: (clientKey) => partners.find(({ profile }) => profile.snap?.clientKey === clientKey),
    byXPartnerId: (xPartnerId) => partners.find(({ profile }) => profile.snap?.xPartnerId === xPartnerId),
    byKeyId(keyId) {
      for (const partner of partners) {
        const key = partner.keys.find(
          ({ credential }) => "algorithm" in credential && credential.keyId === keyId,
        );
        if (key) return { partner, key };
      }
      return undefined;
    },
  };
}

/** The keys that the gateway would use. */
const usable = ({ profile, keys }: RegisteredPartner) => ({
  profile,
  credentials: keys
    .filter(({ environment, credential }) => environment === "sandbox" && credential.state !== "revoked")
    .map(({ credential }) => credential),
});

import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { putCredential, putPartner, readDirectory } from "../../../shared/partner/partner-store.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import { newCredentials, registeredCredentials } from "./sample-credentials.ts";
import { SAMPLE_PARTNERS } from "./sample-partners.ts";
import { readSandboxFile, type SandboxPartner } from "./sandbox-file.ts";

/**
 * The partners' credentials: those of the file, or new ones for who is not in it. What ops changed in the registry since is left alone; a partner that a
 * newer version brings is registered at its first start.
 */
export async function registerPartners(
  { ledger, keys, file }: { readonly ledger: Ledger; readonly keys: Keyring; readonly file: string },
  isFirst: boolean,
): Promise<SandboxPartner[]> {
  const known = readSandboxFile(file)?.partners ?? [];
  const directory = await readDirectory(ledger, keys);
  return Promise.all(
    SAMPLE_PARTNERS.map(async (profile) => {
      const { partnerId } = profile;
      const held = known.find((partner) => partner.partnerId === partnerId);
      if (held && !isFirst) return held;
      const partner = held ?? (await newCredentials(profile));
      if (isFirst || !directory.byId(partnerId)) await putPartner(ledger, profile);
      for (const credential of registeredCredentials(partner)) {
        await putCredential(ledger, keys, partnerId, credential);
      }
      return partner;
    }),
  );
}

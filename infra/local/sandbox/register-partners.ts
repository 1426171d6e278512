import type { Clock } from "../../../shared/calendar/clock.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { putCredential, putPartner, readDirectory } from "../../../shared/partner/partner-store.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import { newCredentials, registeredCredentials } from "./sample-credentials.ts";
import { SAMPLE_PARTNERS } from "./sample-partners.ts";
import { readSandboxFile, type SandboxPartner } from "./sandbox-file.ts";

interface RegistrationGround {
  readonly ledger: Ledger;
  readonly keys: Keyring;
  readonly file: string;
  readonly clock: Pick<Clock, "machineNow">;
}

/**
 * The partners' credentials: those of the file, or new ones for who is not in it. What people changed in the registry since is left alone, and whom they
 * added stays in the file; a partner that a newer version brings is registered at its first start.
 */
export async function registerPartners(
  { ledger, keys, file, clock }: RegistrationGround,
  isFirst: boolean,
): Promise<SandboxPartner[]> {
  const known = readSandboxFile(file)?.partners ?? [];
  const directory = await readDirectory(ledger, keys, "sandbox");
  const isSample = (id: string) => SAMPLE_PARTNERS.some(({ partnerId }) => partnerId === id);
  const added = known.filter(({ partnerId }) => !isSample(partnerId) && directory.byId(partnerId));
  const samples = await Promise.all(
    SAMPLE_PARTNERS.map(async (profile) => {
      const { partnerId } = profile;
      const held = known.filter((partner) => partner.partnerId === partnerId);
      if (held.length > 0 && !isFirst) return held;
      const partners = held.length > 0 ? held : await newCredentials(profile);
      if (isFirst || !directory.byId(partnerId)) await putPartner(ledger, profile);
      for (const credential of partners.flatMap(registeredCredentials)) {
        await putCredential(ledger, keys, partnerId, credential, clock.machineNow());
      }
      return partners;
    }),
  );
  return [...samples.flat(), ...added];
}

import { businessDate } from "../../../../shared/calendar/calendar.ts";
import type { Programme } from "../../../../shared/contribution/programme.ts";
import type { Nik } from "../../../../shared/member/member.ts";
import { memberKeyOf } from "../../../../shared/member/member-key.ts";
import { putMember } from "../../../../shared/member/member-store.ts";
import { rupiah } from "../../../../shared/money/rupiah.ts";
import type { PartnerProfile } from "../../../../shared/partner/partner.ts";
import { putCredential, putPartner } from "../../../../shared/partner/partner-store.ts";
import { newCredentials, registeredCredentials } from "../../../local/sandbox/sample-credentials.ts";
import { SAMPLE_PARTNERS } from "../../../local/sandbox/sample-partners.ts";
import type { SandboxPartner } from "../../../local/sandbox/sandbox-file.ts";
import type { MeasuringGround } from "./ground.ts";
import { h2hVoice, type PartnerVoice, snapVoices } from "./partner-voice.ts";

/** Puts a partner and its keys into the registry. */
export async function register(
  { ledger, keys, clock }: MeasuringGround,
  profile: PartnerProfile,
  partner: SandboxPartner,
): Promise<void> {
  await putPartner(ledger, profile);
  for (const credential of registeredCredentials(partner)) {
    await putCredential(ledger, keys, profile.partnerId, credential, clock.machineNow());
  }
}

/** Who plays: a bank over SNAP, a minimarket over H2H. */
export interface Cast {
  readonly snap: () => PartnerVoice;
  readonly h2h: () => PartnerVoice;
  /** Makes a worker whom no other life has. @returns his NIK */
  worker(programmes: readonly Programme[]): Promise<string>;
  /** A payment's name, as long as a UUID. */
  reference(): string;
}

const profileOf = (partnerId: string): PartnerProfile => {
  const profile = SAMPLE_PARTNERS.find((each) => each.partnerId === partnerId);
  if (!profile) throw new Error(`the sandbox has no ${partnerId}`);
  return profile;
};

/** Registers a bank and a minimarket and lets them speak. */
export async function openCast(ground: MeasuringGround): Promise<Cast> {
  const [bri, indomaret] = [profileOf("bri"), profileOf("indomaret")];
  const [[bank], [shop]] = [await newCredentials(bri), await newCredentials(indomaret)];
  if (bank?.protocol !== "snap" || shop?.protocol !== "h2h")
    throw new Error("bri speaks SNAP, indomaret H2H");
  await register(ground, bri, bank);
  await register(ground, indomaret, shop);
  const { ledger, keys } = ground;
  let workers = 0;
  let references = 0;
  return {
    reference: () => `20261120-0000-4000-8000-${String(++references).padStart(12, "0")}`,
    ...{ snap: snapVoices(bank), h2h: () => h2hVoice(shop) },
    async worker(programmes) {
      // No regency numbers a district 99: nobody has this NIK.
      const nik = `517199120385${String(++workers).padStart(4, "0")}` as Nik;
      await putMember(ledger, keys, {
        memberKey: memberKeyOf(keys.nikHashKey, nik),
        ...{ version: 1, segment: "BPU", standing: "registered", programmes, sector: "OTHER" },
        bpuCategory: "PEKERJA_MANDIRI",
        identity: {
          ...{ nik, kpj: "26000000123", name: "NI LUH PUTU SARI" },
          birthDate: businessDate("1985-03-12"),
          declaredMonthlyIncome: rupiah(1_000_000),
        },
      });
      return nik;
    },
  };
}

import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { everyPartner, type PartnerDesk, partnerNamed, writeChange } from "./desk.ts";

const SAID = {
  suspended:
    "dihentikan / suspended. Dalam 10 detik pembayaran BARU ditolak di mana-mana; status, ulangan, dan uang yang sudah tercatat tetap dilayani.\n" +
    "Within 10 seconds NEW payments are refused everywhere; status, repeats and what is booked are served as before.",
  active:
    "aktif lagi / active again. Berlaku di mana-mana dalam 10 detik / In force everywhere within 10 seconds.",
} as const;

/** Suspends a partner, or takes it back. @throws PartnerStop */
export async function setStanding(
  desk: PartnerDesk,
  partnerId: string,
  standing: PartnerProfile["standing"],
): Promise<string> {
  const { profile, revision } = partnerNamed(await everyPartner(desk), partnerId);
  if (profile.standing === standing) return `${partnerId}: sudah / already ${standing}`;
  const action = standing === "suspended" ? "partner.suspend" : "partner.resume";
  await writeChange(
    desk,
    revision,
    { profile: { ...profile, standing }, keys: [] },
    { action, subject: partnerId },
  );
  return `${partnerId}: ${SAID[standing]}`;
}

import { verifiesAt } from "../../../shared/partner/credential.ts";
import { roleOf } from "../../../shared/partner/key-record.ts";
import { planRevocation } from "../../../shared/partner/plan-keys.ts";
import { everyPartner, type PartnerDesk, partnerNamed, writeChange } from "./desk.ts";
import { refusalWords } from "./key-words.ts";
import { PartnerStop } from "./partner-stop.ts";

/** Ends a key for good: within ten seconds no gateway takes it. The last key of its role may go too, because a leak does not wait; that is said. @throws PartnerStop */
export async function revokeKey(desk: PartnerDesk, partnerId: string, keyId: string): Promise<string> {
  const partner = partnerNamed(await everyPartner(desk), partnerId);
  const now = desk.machineNow();
  const plan = planRevocation(partner, { keyId, now });
  if (plan.kind === "refused") throw new PartnerStop(refusalWords(plan.refusal, keyId));
  const act = { action: "partner.key.revoke", subject: `${partnerId}/${keyId}` };
  await writeChange(desk, partner.revision, { profile: partner.profile, keys: plan.changes }, act);
  const revoked = partner.keys.find(({ credential }) => credential.keyId === keyId);
  const left = partner.keys.filter(
    ({ credential, environment }) =>
      credential.keyId !== keyId &&
      revoked !== undefined &&
      environment === revoked.environment &&
      roleOf(credential) === roleOf(revoked.credential) &&
      verifiesAt(credential, now),
  );
  return [
    `${partnerId}/${keyId}: dicabut / revoked. Berlaku di mana-mana dalam 10 detik / In force everywhere within 10 seconds`,
    ...(left.length > 0
      ? [`Masih berlaku / Still good: ${left.map(({ credential }) => credential.keyId).join(", ")}`]
      : [
          "! Tidak ada kunci lain yang berlaku: mitra ini tidak bisa memanggil sampai kunci baru terdaftar.",
          `! No other key is good: this partner cannot call until a new one is registered: rotate ${partnerId} --key`,
        ]),
  ].join("\n");
}

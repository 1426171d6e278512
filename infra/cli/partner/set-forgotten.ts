import { formatInstant, type Instant, parseInstant } from "../../../shared/calendar/calendar.ts";
import type { RegisteredPartner } from "../../../shared/partner/key-record.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { everyPartner, type PartnerDesk, partnerNamed, writeChange } from "./desk.ts";
import { PartnerStop } from "./partner-stop.ts";

/** No partner can have this name. */
const EVERYBODY = "ALL";
const DAY_MS = 86_400_000;

/**
 * Tells a restored ledger what it does not know of a partner, or of `ALL`: nothing that may have been answered in that time is refused from then on
 * (docs/decisions/0024-restore.md). Told again it says the new stretch. @throws PartnerStop
 */
export async function setForgotten(
  desk: PartnerDesk,
  who: string,
  stretch: { readonly from?: string | undefined; readonly until?: string | undefined },
): Promise<string> {
  const forgotten = stretchOf(stretch.from, stretch.until);
  const { from, until } = forgotten;
  const named = await change(desk, who, "partner.forgotten", (profile) => ({ ...profile, forgotten }));
  return [
    `${named.join(", ")}: ${formatInstant(from)} - ${formatInstant(until)}`,
    "Yang tidak dikenal dari waktu itu tidak ditolak, dalam 10 detik di mana-mana. Akhiri setelah berkas hari itu cocok: remembered",
    "What is not known of that time is not refused, within 10 seconds everywhere. End it once the day's file is matched: remembered",
  ].join("\n");
}

/** Ends it: the partner's day is whole again, and an unknown inquiry is refused as ever. @throws PartnerStop */
export async function setRemembered(desk: PartnerDesk, who: string): Promise<string> {
  const named = await change(desk, who, "partner.remembered", ({ forgotten: _, ...profile }) => profile);
  return `${named.join(", ")}: lengkap lagi / whole again (10 s)`;
}

/** Which stretch of time, in words that only mean one. @throws PartnerStop */
export function stretchOf(from = "", until = ""): { readonly from: Instant; readonly until: Instant } {
  const [begin, end] = [parseInstant(from), parseInstant(until)];
  if (begin === undefined || end === undefined) {
    throw new PartnerStop(
      "--from, --until: waktu dengan zona / times with an offset, 2026-11-20T10:00:00+07:00",
    );
  }
  if (end <= begin) throw new PartnerStop("--until harus setelah / has to be after --from");
  // The ten minutes of an accident, or a night; who types a wrong month would open the door for long.
  if (end - begin > DAY_MS) throw new PartnerStop("--from .. --until: paling lama 24 jam / 24 hours at most");
  return { from: begin, until: end };
}

async function change(
  desk: PartnerDesk,
  who: string,
  action: string,
  next: (profile: PartnerProfile) => PartnerProfile,
): Promise<readonly string[]> {
  const registry = await everyPartner(desk);
  const meant: readonly RegisteredPartner[] = who === EVERYBODY ? registry : [partnerNamed(registry, who)];
  for (const { partnerId, revision, profile } of meant) {
    await writeChange(desk, revision, { profile: next(profile), keys: [] }, { action, subject: partnerId });
  }
  return meant.map(({ partnerId }) => partnerId);
}

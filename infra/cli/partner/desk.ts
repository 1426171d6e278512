import type { Instant } from "../../../shared/calendar/calendar.ts";
import type { Ids } from "../../../shared/calendar/clock.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { changePartner } from "../../../shared/partner/change-partner.ts";
import type { Environment } from "../../../shared/partner/environment.ts";
import type { RegisteredPartner } from "../../../shared/partner/key-record.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { readRegistry } from "../../../shared/partner/partner-store.ts";
import type { KeyChange } from "../../../shared/partner/plan-keys.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import { PartnerStop } from "./partner-stop.ts";

/** Who sits here, for the audit trail. */
export interface Actor {
  readonly by: string;
  readonly why: string;
  readonly origin: string;
}

/** Where people change partners: one registry, and who is changing it. */
export interface PartnerDesk {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "dataKey">;
  readonly machineNow: () => Instant;
  readonly ids: Ids;
  readonly actor: Actor;
  /** Which keys a command speaks of. */
  readonly environment: Environment;
  /** Where the partner reaches the gateway, as far as it is known. */
  readonly baseUrl: string;
  /** `sandbox.json`, where the registry is that of a sandbox on this machine. */
  readonly sandboxFile: string | undefined;
}

/** Everyone in the registry. */
export const everyPartner = (desk: PartnerDesk): Promise<readonly RegisteredPartner[]> =>
  readRegistry(desk.ledger, desk.keys);

/** Finds a partner. @throws PartnerStop naming those that there are */
export function partnerNamed(registry: readonly RegisteredPartner[], id: string): RegisteredPartner {
  const found = registry.find(({ partnerId }) => partnerId === id);
  if (found) return found;
  const known = registry.map(({ partnerId }) => partnerId).join(", ") || "-";
  throw new PartnerStop(`Mitra tidak dikenal / Unknown partner: ${id}. Ada / There are: ${known}`);
}

/** What a person did, as the audit trail names it. */
export interface Act {
  readonly action: string;
  /** The partner, or `partner/key`. */
  readonly subject: string;
}

/** Writes a change and its audit entry, all or nothing. @throws PartnerStop when somebody else was quicker */
export async function writeChange(
  desk: PartnerDesk,
  seen: number | undefined,
  change: { readonly profile: PartnerProfile; readonly keys: readonly KeyChange[] },
  { action, subject }: Act,
): Promise<void> {
  const { by, why, origin } = desk.actor;
  const audit = {
    ...{ auditId: desk.ids.next(), at: desk.machineNow() },
    ...{ actor: by, action, subject, reason: why, origin },
  };
  const outcome = await changePartner(desk.ledger, desk.keys, { ...change, seen, audit });
  if (outcome.kind === "changed") return;
  if (outcome.kind === "key-id-taken") {
    throw new PartnerStop(
      `Nama kunci sudah dipakai mitra lain / The key id belongs to another partner: ${outcome.keyId}`,
    );
  }
  throw new PartnerStop(
    "Orang lain baru saja mengubah mitra ini; tidak ada yang tertulis. Lihat dulu, lalu ulangi.\n" +
      "Somebody else has just changed this partner; nothing was written. Look first (`show`), then try again.",
  );
}

import { formatInstant, type Instant } from "../../../shared/calendar/calendar.ts";
import { verifiesAt } from "../../../shared/partner/credential.ts";
import { type KeyRecord, type RegisteredPartner, roleOf } from "../../../shared/partner/key-record.ts";
import { readKeyUses } from "../../../shared/partner/key-use.ts";
import { everyPartner, type PartnerDesk, partnerNamed } from "./desk.ts";
import { textColumns } from "./text-columns.ts";

/** A partner with the times at which its keys were last used. */
export interface PartnerKeys {
  readonly partner: RegisteredPartner;
  readonly lastUse: ReadonlyMap<string, Instant>;
}

const DAY_MS = 86_400_000;
/** A retiring key with less than this left and still in use is going to stop somebody's tills. */
const END_NEAR_MS = 7 * DAY_MS;

/** Who signs with what: every key with its state, its end and its last use, and a warning where somebody has to be called. @throws PartnerStop */
export async function reportKeys(desk: PartnerDesk, partnerId: string | undefined): Promise<string> {
  const registry = await everyPartner(desk);
  const asked = partnerId === undefined ? registry : [partnerNamed(registry, partnerId)];
  const partners = await Promise.all(asked.map((partner) => keysOf(desk, partner)));
  const now = desk.machineNow();
  const warnings = partners.flatMap((each) => keyWarnings(each, now));
  return [
    keyTable(partners, now),
    "",
    ...(warnings.length > 0 ? warnings : ["Tidak ada peringatan / No warnings"]),
    "Pemakaian dicatat tiap 15 menit / Use is written down every 15 minutes",
  ].join("\n");
}

export async function keysOf(
  desk: Pick<PartnerDesk, "ledger">,
  partner: RegisteredPartner,
): Promise<PartnerKeys> {
  return { partner, lastUse: await readKeyUses(desk.ledger, partner.partnerId) };
}

/** The keys as a table. */
export function keyTable(partners: readonly PartnerKeys[], now: Instant): string {
  const header = [
    "mitra/partner",
    "kunci/key",
    "jenis/kind",
    "environment",
    "state",
    "until",
    "created",
    "last used",
  ];
  const rows = partners.flatMap(({ partner, lastUse }) =>
    [...partner.keys].sort(byEnvironmentAndRole).map((record) => keyRow(partner, record, { lastUse, now })),
  );
  return textColumns([header, ...rows]);
}

function keyRow(
  { partnerId }: RegisteredPartner,
  { credential, environment, createdAt }: KeyRecord,
  { lastUse, now }: { readonly lastUse: PartnerKeys["lastUse"]; readonly now: Instant },
): readonly string[] {
  const { keyId, state, until } = credential;
  const ended = state !== "revoked" && !verifiesAt(credential, now);
  return [
    ...[partnerId, keyId, "algorithm" in credential ? credential.algorithm : credential.kind, environment],
    ended ? "ended" : state,
    timeText(until, "-"),
    timeText(createdAt, "?"),
    timeText(lastUse.get(keyId), "never"),
  ];
}

const timeText = (at: Instant | undefined, otherwise: string) =>
  at === undefined ? otherwise : formatInstant(at).slice(0, 16).replace("T", " ");

const orderOf = ({ credential, environment, createdAt }: KeyRecord) =>
  `${environment === "sandbox" ? 1 : 2}${roleOf(credential)}${String(createdAt ?? 0).padStart(15, "0")}`;
const byEnvironmentAndRole = (one: KeyRecord, other: KeyRecord) => (orderOf(one) < orderOf(other) ? -1 : 1);

/** Where somebody has to be called before an old key ends. */
export function keyWarnings({ partner, lastUse }: PartnerKeys, now: Instant): readonly string[] {
  return partner.keys.flatMap((record) => {
    const { credential } = record;
    const { keyId, state, until } = credential;
    const usedAt = lastUse.get(keyId);
    if (state !== "retiring" || !verifiesAt(credential, now) || usedAt === undefined) return [];
    const used = now - usedAt < DAY_MS;
    const endsSoon = until !== undefined && until - now < END_NEAR_MS && now - usedAt < END_NEAR_MS;
    if (!used && !endsSoon) return [];
    const name = `${partner.partnerId}/${keyId}`;
    const end =
      until === undefined ? "tanpa akhir / without an end" : `sampai / until ${formatInstant(until)}`;
    return [
      `! ${name} (retiring, ${end}) masih dipakai / is still in use: ${formatInstant(usedAt)}`,
      `  ${sinceRotation(record, usedAt)}${successorWords(partner, record, lastUse)}`,
    ];
  });
}

/** An old key is always used until its rotation; what counts is whether it still is. */
const sinceRotation = ({ changedAt }: KeyRecord, usedAt: Instant): string =>
  changedAt === undefined || usedAt > changedAt
    ? ""
    : "Sejak rotasi belum terlihat lagi / Not seen again since the rotation. ";

/** What became of the key that should be used by now. */
function successorWords(
  { keys }: RegisteredPartner,
  old: KeyRecord,
  lastUse: PartnerKeys["lastUse"],
): string {
  const successor = keys.find(
    ({ credential, environment }) =>
      credential.state === "active" &&
      environment === old.environment &&
      roleOf(credential) === roleOf(old.credential),
  );
  if (!successor) return "Belum ada penggantinya / There is no active successor";
  const { keyId } = successor.credential;
  const usedAt = lastUse.get(keyId);
  return usedAt === undefined
    ? `Pengganti belum pernah dipakai / The successor was never used: ${keyId}. Hubungi mitra / Call the partner`
    : `Pengganti dipakai juga / The successor is in use as well: ${keyId}, ${formatInstant(usedAt)}`;
}

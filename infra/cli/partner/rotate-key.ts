import { formatInstant, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { RegisteredPartner } from "../../../shared/partner/key-record.ts";
import {
  type KeyChange,
  type KeyPlan,
  planNewKey,
  planPromotion,
} from "../../../shared/partner/plan-keys.ts";
import { everyPartner, type PartnerDesk, partnerNamed, writeChange } from "./desk.ts";
import { fingerprintText } from "./hand-out.ts";
import { refusalWords } from "./key-words.ts";
import { PartnerStop } from "./partner-stop.ts";
import { keepEntries, playedRotation } from "./sandbox-entries.ts";
import { givesKey, type KeyOptions, takeKey } from "./take-key.ts";

export interface RotateOptions extends KeyOptions {
  /** Registers the new key and leaves the old one as it is: both work until `--promote`. */
  readonly asNext?: boolean | undefined;
  /** Makes a key that is next the active one. */
  readonly promote?: string | undefined;
  /** How long the old key still works, `7d`. */
  readonly overlap?: string | undefined;
  readonly play?: boolean | undefined;
}

/** Brings a new key in beside the old one, or lets it take the old one's place. @throws PartnerStop */
export async function rotateKey(
  desk: PartnerDesk,
  partnerId: string,
  options: RotateOptions,
): Promise<string> {
  const registry = await everyPartner(desk);
  const partner = partnerNamed(registry, partnerId);
  const until = instant(desk.machineNow() + overlapMs(options.overlap));
  if (options.promote !== undefined) return promote(desk, partner, options.promote, until);
  const { credential, issued, entries } = await newKey(desk, partner, options);
  const { environment } = desk;
  const now = desk.machineNow();
  const added = changesOf(
    planNewKey(registry, partner.partnerId, { credential, environment, now }),
    credential.keyId,
  );
  const changes = options.asNext
    ? added
    : promoted(desk, partner, { keyId: credential.keyId, until, fresh: added[0] });
  const subject = `${partnerId}/${credential.keyId}`;
  const action = options.asNext ? "partner.key.next" : "partner.key.rotate";
  await writeChange(desk, partner.revision, { profile: partner.profile, keys: changes }, { action, subject });
  if (entries.length > 0) keepEntries(desk, entries);
  return [
    changeLines(partner, changes),
    "Berlaku di mana-mana dalam 10 detik; baru sesudah itu mitra beralih / In force everywhere within 10 seconds; the partner switches after that",
    ...(issued === undefined
      ? []
      : ["", "Rahasia, hanya sekali ini ditampilkan / The secret, shown this once only", `  ${issued}`]),
    ...(options.asNext
      ? ["", `Lalu / Then: npm run partner -- rotate ${partnerId} --promote ${credential.keyId} --overlap 7d`]
      : []),
  ].join("\n");
}

async function promote(
  desk: PartnerDesk,
  partner: RegisteredPartner,
  keyId: string,
  until: Instant,
): Promise<string> {
  const changes = promoted(desk, partner, { keyId, until, fresh: undefined });
  const act = { action: "partner.key.promote", subject: `${partner.partnerId}/${keyId}` };
  await writeChange(desk, partner.revision, { profile: partner.profile, keys: changes }, act);
  return changeLines(partner, changes);
}

function promoted(
  desk: PartnerDesk,
  partner: RegisteredPartner,
  { keyId, until, fresh }: { keyId: string; until: Instant; fresh: KeyChange | undefined },
): readonly KeyChange[] {
  const promotion = { keyId, until, now: desk.machineNow(), ...(fresh && { fresh }) };
  return changesOf(planPromotion(partner, promotion), keyId);
}

function changesOf(plan: KeyPlan, keyId: string): readonly KeyChange[] {
  if (plan.kind === "refused") throw new PartnerStop(refusalWords(plan.refusal, keyId));
  return plan.changes;
}

/** The new key: the partner's, one that we issue, or in the sandbox one that is made for both sides. */
async function newKey(desk: PartnerDesk, partner: RegisteredPartner, options: RotateOptions) {
  if (options.play) {
    const asked = { secret: options.secret === true, protocol: options.protocol };
    const { entries, credentials } = await playedRotation(desk, partner, asked);
    const [credential] = credentials;
    if (credential) return { credential, issued: undefined, entries };
  }
  if (givesKey(options)) return { ...takeKey(partner, desk.environment, options), entries: [] };
  throw new PartnerStop(
    "Kunci baru? / Which new key? --key public.pem | --secret | --secret-file | --promote <key id>",
  );
}

/** An overlap under a minute would end the old key before every instance knows the new one (10 s) and the partner's own have switched. */
const OVERLAP_MS = { min: 60_000, max: 90 * 86_400_000 };
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function overlapMs(text = "7d"): number {
  const [, number = "", unit = ""] = /^(\d{1,4})([smhd])$/.exec(text) ?? [];
  const ms = Number(number) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
  if (ms >= OVERLAP_MS.min && ms <= OVERLAP_MS.max) return ms;
  throw new PartnerStop(`--overlap: 1m sampai / to 90d, 7d: ${text}. Seketika / At once: revoke`);
}

function changeLines({ partnerId }: RegisteredPartner, changes: readonly KeyChange[]): string {
  return changes
    .map(({ record: { credential }, was = "-" }) => {
      const end = credential.until === undefined ? "" : ` sampai / until ${formatInstant(credential.until)}`;
      const print = was === "-" ? `  ${fingerprintText(credential)}` : "";
      return `${partnerId}/${credential.keyId}: ${was} -> ${credential.state}${end}${print}`;
    })
    .join("\n");
}

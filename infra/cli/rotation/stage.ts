import { MACHINE_IDS } from "../../../functions/machine.ts";
import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { changePartner } from "../../../shared/partner/change-partner.ts";
import { PartnerId, type PartnerProfile } from "../../../shared/partner/partner.ts";
import { PartnerFile } from "../../../shared/partner/partner-file.ts";
import { readRegistry } from "../../../shared/partner/partner-store.ts";
import { type KeyPlan, planNewKey, planPromotion } from "../../../shared/partner/plan-keys.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import { SNAP_DEFAULTS } from "../../local/sandbox/sample-partners.ts";
import type { GenerationKeys } from "./key-pairs.ts";

/** Where a rotation is played: the ledger of a gateway that runs, and the keys to write into it. */
export interface Stage {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "dataKey" | "nikHashKey">;
}

const LONG_AGO = "2020-01-01";
/** One till stands for thousands here. */
const NO_LIMITS = { perNumberAndDay: 1_000_000, perFamilyAndDay: 1_000_000, perTillAndHour: 1_000_000 };

const profileOf = (protocol: object, partnerId: string): PartnerProfile =>
  PartnerFile.parse({
    partnerId,
    name: `PT ${partnerId}`,
    standing: "active",
    channels: [
      {
        ...{
          channel: "BANK_OTHER",
          channelIds: [],
          feeRupiah: 2_500,
          floorRupiah: 0,
          ceilingRupiah: 5_000_000,
        },
        capabilities: [{ name: "payments", from: LONG_AGO }],
        lookups: NO_LIMITS,
      },
    ],
    closings: [],
    settlement: { afterWorkingDays: 1, fileDueAt: "09:00" },
    ...protocol,
  });

/** The bank's names at the gateway. */
export const BANK = {
  basePath: "/putar",
  clientKey: "putar-0001",
  xPartnerId: "PUTAR",
  partnerServiceId: "   60606",
  channelId: "95051",
};

const PROFILES = {
  shop: profileOf({ h2h: { skewSeconds: 300 } }, "kios"),
  bank: profileOf(
    { snap: { ...SNAP_DEFAULTS, ...BANK, partnerServiceId: BANK.partnerServiceId.trim() } },
    "putar",
  ),
};
type Role = keyof typeof PROFILES;
const ROLES: readonly Role[] = ["shop", "bank"];

const now = (): Instant => instant(Date.now());

/** Connects a shop and a bank with their first keys. */
export async function connectPartners(stage: Stage, { registered }: GenerationKeys): Promise<void> {
  for (const role of ROLES) {
    const keys = registered[role].map((credential) => ({
      record: { credential, environment: "sandbox" as const, createdAt: now(), changedAt: now() },
      was: undefined,
    }));
    await written(stage, role, undefined, { kind: "planned", changes: keys });
  }
}

/** Registers the next key of every kind; the old ones stay as they are. */
export async function addNextKeys(stage: Stage, { registered }: GenerationKeys): Promise<void> {
  for (const role of ROLES) {
    for (const credential of registered[role]) {
      const { registry, partner } = await lookedUp(stage, role);
      const key = { credential, environment: "sandbox" as const, now: now() };
      await written(stage, role, partner.revision, planNewKey(registry, partner.partnerId, key));
    }
  }
}

/** Makes the next keys the active ones; the old ones retire at `until`. */
export async function promoteKeys(
  stage: Stage,
  { registered }: GenerationKeys,
  until: Instant,
): Promise<void> {
  for (const role of ROLES) {
    for (const { keyId } of registered[role]) {
      const { partner } = await lookedUp(stage, role);
      await written(stage, role, partner.revision, planPromotion(partner, { keyId, until, now: now() }));
    }
  }
}

async function lookedUp({ ledger, keys }: Stage, role: Role) {
  const registry = await readRegistry(ledger, keys);
  const partner = registry.find(({ partnerId }) => partnerId === PROFILES[role].partnerId);
  if (!partner) throw new RangeError(`${role} is not connected`);
  return { registry, partner };
}

async function written(
  { ledger, keys }: Stage,
  role: Role,
  seen: number | undefined,
  plan: KeyPlan,
): Promise<void> {
  if (plan.kind === "refused") throw new RangeError(plan.refusal.reason);
  const profile = PROFILES[role];
  const act = {
    actor: "rotation",
    action: "partner.key.rotate",
    reason: "rotation under load",
    origin: "cli",
  };
  const audit = { ...act, auditId: MACHINE_IDS.next(), at: now(), subject: profile.partnerId };
  const outcome = await changePartner(ledger, keys, { seen, profile, keys: plan.changes, audit });
  if (outcome.kind !== "changed") throw new RangeError(outcome.kind);
}

/** When each key was last used, for the report. */
export const PARTNER_IDS = { shop: PartnerId.parse("kios"), bank: PartnerId.parse("putar") };

import type { Credential } from "../../../shared/partner/credential.ts";
import type { RegisteredPartner } from "../../../shared/partner/key-record.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { type KeyChange, planNewKey } from "../../../shared/partner/plan-keys.ts";
import { everyPartner, type PartnerDesk, writeChange } from "./desk.ts";
import { handOut, type IssuedSecret } from "./hand-out.ts";
import { refusalWords } from "./key-words.ts";
import { PartnerStop } from "./partner-stop.ts";
import { collisions, readProfile } from "./read-profile.ts";
import { keepEntries, playedKeys } from "./sandbox-entries.ts";
import { givesKey, type KeyOptions, takeKey } from "./take-key.ts";

export interface AddOptions extends KeyOptions {
  /** Puts another profile in the place of one that is there; keys and standing stay. */
  readonly replace?: boolean | undefined;
  /** Makes the partner's own keys too, and lets the sandbox's tools play it. */
  readonly play?: boolean | undefined;
}

/** Connects the partner that a file describes. @returns what the partner needs; secrets in it are shown this once. @throws PartnerStop */
export async function addPartner(desk: PartnerDesk, file: string, options: AddOptions): Promise<string> {
  const profile = readProfile(file);
  const registry = await everyPartner(desk);
  const taken = collisions(profile, registry);
  if (taken.length > 0) throw new PartnerStop([`${file}:`, ...taken.map((each) => `  - ${each}`)].join("\n"));
  const existing = registry.find(({ partnerId }) => partnerId === profile.partnerId);
  if (options.replace) return replaceProfile(desk, existing, profile);
  if (existing) {
    throw new PartnerStop(
      `${profile.partnerId} sudah terdaftar / is registered. Ganti profilnya / Replace its profile: add ${file} --replace`,
    );
  }
  if (profile.standing !== "active") throw new PartnerStop(`${file}: standing: "active"`);
  return connect(desk, profile, { registry, options });
}

async function connect(
  desk: PartnerDesk,
  profile: PartnerProfile,
  { registry, options }: { readonly registry: readonly RegisteredPartner[]; readonly options: AddOptions },
): Promise<string> {
  const { environment, baseUrl } = desk;
  const { partnerId } = profile;
  const played = options.play ? await playedKeys(desk, profile) : undefined;
  const { credentials, issued } = played
    ? { credentials: played.credentials, issued: [] }
    : firstKeys(desk, profile, options);
  const now = desk.machineNow();
  const keys = credentials.flatMap((given): readonly KeyChange[] => {
    // The first key has nothing to overlap with.
    const credential = { ...given, state: "active" as const };
    const plan = planNewKey(registry, partnerId, { credential, environment, now });
    if (plan.kind === "refused") throw new PartnerStop(refusalWords(plan.refusal, credential.keyId));
    return plan.changes;
  });
  await writeChange(desk, undefined, { profile, keys }, { action: "partner.add", subject: partnerId });
  if (played) keepEntries(desk, played.entries);
  return [
    "Mitra terdaftar / Partner connected",
    "",
    handOut({ profile, environment, baseUrl, keys: credentials, issued }),
    ...(played
      ? ["", `Mainkan / Play it: npm run till -- --partner ${partnerId} --nik <NIK> --months 1`]
      : []),
  ].join("\n");
}

/** The keys with which a partner begins: what it gave us, and the secret that we issue. */
function firstKeys(
  { environment }: PartnerDesk,
  profile: PartnerProfile,
  options: AddOptions,
): { readonly credentials: readonly Credential[]; readonly issued: readonly IssuedSecret[] } {
  const holder = { partnerId: profile.partnerId, profile, keys: [] };
  const protocol = options.protocol ?? (profile.snap ? "snap" : "h2h");
  const given = givesKey(options) ? [takeKey(holder, environment, { ...options, protocol })] : [];
  const hasSecret = given.some(({ credential }) => credential.kind === "hmac-secret");
  const issues = profile.snap?.signature === "symmetric-with-token" && !hasSecret;
  const made = issues ? [takeKey(holder, environment, { secret: true, protocol: "snap" })] : [];
  const taken = [...given, ...made];
  return {
    credentials: taken.map(({ credential }) => credential),
    issued: taken.flatMap(({ credential: { keyId }, issued: secret }) =>
      secret === undefined ? [] : [{ keyId, secret }],
    ),
  };
}

async function replaceProfile(
  desk: PartnerDesk,
  existing: RegisteredPartner | undefined,
  given: PartnerProfile,
): Promise<string> {
  if (!existing) throw new PartnerStop(`${given.partnerId} belum terdaftar / is not registered`);
  const { partnerId, revision, profile: old } = existing;
  // A file must not bring a suspended partner back by the way, nor end or begin what a restored ledger has forgotten.
  const profile = { ...given, standing: old.standing, forgotten: old.forgotten };
  const changed = changedFields(old, profile);
  if (changed.length === 0) return `${partnerId}: tidak ada yang berubah / nothing changes`;
  await writeChange(desk, revision, { profile, keys: [] }, { action: "partner.replace", subject: partnerId });
  return [`${partnerId}: diganti / replaced (10 s)`, ...changed.map((line) => `  ${line}`)].join("\n");
}

/** The fields in which two profiles differ, `snap.skewSeconds: 300 -> 120`. */
function changedFields(before: unknown, after: unknown, path = ""): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) {
    return [`${path}: ${JSON.stringify(before) ?? "-"} -> ${JSON.stringify(after) ?? "-"}`];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => changedFields(before[name], after[name], path ? `${path}.${name}` : name));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

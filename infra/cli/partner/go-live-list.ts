import { businessDateOf, type Instant } from "../../../shared/calendar/calendar.ts";
import type { StandingCredentials } from "../../../shared/partner/bank-credentials.ts";
import { hasCapability } from "../../../shared/partner/channel-terms.ts";
import { verifiesAt } from "../../../shared/partner/credential.ts";
import type { Environment } from "../../../shared/partner/environment.ts";
import { judgeKey } from "../../../shared/partner/judge-key.ts";
import { isSameKey } from "../../../shared/partner/key-fingerprint.ts";
import type { KeyRecord } from "../../../shared/partner/key-record.ts";
import { standingText } from "./bank-desk.ts";
import type { CertificateVerdict } from "./certificate.ts";
import { missingKeys } from "./hand-out.ts";
import type { PartnerKeys } from "./key-report.ts";

/** One line of the checklist: ticked by the registry's own data, never by somebody's word. */
export interface GoLiveItem {
  readonly done: boolean;
  readonly what: string;
  /** What the data say, or what is missing. */
  readonly found: string;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** What has to be true before a partner takes real money (docs/partners/go-live.md). */
export function goLiveList(
  { partner, lastUse }: PartnerKeys,
  now: Instant,
  {
    profileFaults,
    certificate,
    atBank,
  }: {
    readonly profileFaults: readonly string[];
    readonly certificate: CertificateVerdict | undefined;
    readonly atBank: StandingCredentials | undefined;
  },
): readonly GoLiveItem[] {
  const { profile } = partner;
  const keysIn = (environment: Environment) =>
    partner.keys.filter((key) => key.environment === environment && verifiesAt(key.credential, now));
  const [sandbox, production] = [keysIn("sandbox"), keysIn("production")];
  return [
    {
      what: "Profil lengkap, tanpa cacat / Profile complete and without fault",
      done: profileFaults.length === 0,
      found: profileFaults.join("; ") || profile.name,
    },
    { what: "Mitra aktif / Partner active", done: profile.standing === "active", found: profile.standing },
    keysPresent("sandbox", sandbox, partner),
    integrated(sandbox.filter(isOfUse(profile)), lastUse),
    keysPresent("production", production, partner),
    keysApart(partner.keys),
    keysStrong(production),
    keysLasting(production, now),
    {
      what: "Alamat asal diketahui / Source addresses known",
      done: profile.addresses !== undefined,
      found: profile.addresses?.join(", ") ?? "addresses",
    },
    channelsDated(profile.channels, now),
    {
      what: "Serah terima uang / Settlement",
      done: true,
      found: `T+${profile.settlement.afterWorkingDays}, ${profile.settlement.fileDueAt} WIB`,
    },
    ...(profile.settlement.bankStatus ? [knownAtBank(atBank)] : []),
    certified(certificate),
  ];
}

/** The list as text. */
export const goLiveText = (items: readonly GoLiveItem[]): string =>
  items.map(({ done, what, found }) => `  [${done ? "x" : " "}] ${what}: ${found}`).join("\n");

function keysPresent(
  environment: Environment,
  keys: readonly KeyRecord[],
  { profile }: PartnerKeys["partner"],
): GoLiveItem {
  const missing = missingKeys(
    profile,
    keys.map(({ credential }) => credential),
  );
  return {
    what: `Kunci ${environment} ada / ${environment} keys present`,
    done: missing.length === 0,
    found: missing.join("; ") || namesOf(keys),
  };
}

const namesOf = (keys: readonly KeyRecord[]) => keys.map(({ credential }) => credential.keyId).join(", ");

/** A secret is of no use to a bank that signs without a token, and so is never used. */
const isOfUse =
  ({ snap }: PartnerKeys["partner"]["profile"]) =>
  ({ credential }: KeyRecord) =>
    credential.kind !== "hmac-secret" || snap?.signature === "symmetric-with-token";

function integrated(keys: readonly KeyRecord[], lastUse: PartnerKeys["lastUse"]): GoLiveItem {
  const used = keys.filter(({ credential }) => lastUse.has(credential.keyId));
  return {
    what: "Sudah memanggil sandbox / Has called the sandbox",
    done: keys.length > 0 && used.length === keys.length,
    found: used.length === 0 ? "belum / not yet" : namesOf(used),
  };
}

function keysApart(keys: readonly KeyRecord[]): GoLiveItem {
  const [sandbox, production] = (["sandbox", "production"] as const).map((environment) =>
    keys.filter((key) => key.environment === environment),
  );
  const shared = (production ?? []).filter((live) =>
    (sandbox ?? []).some((test) => isSameKey(live.credential, test.credential)),
  );
  const none = (production ?? []).length === 0;
  return {
    what: "Kunci produksi lain dari kunci sandbox / Production keys differ from the sandbox's",
    done: !none && shared.length === 0,
    found: none ? "belum ada / none yet" : namesOf(shared) || "ya / yes",
  };
}

function keysStrong(keys: readonly KeyRecord[]): GoLiveItem {
  const weak = keys.flatMap(({ credential }) => {
    const fault = judgeKey(credential);
    return fault ? [`${credential.keyId}: ${fault.kind}`] : [];
  });
  return {
    what: "Kunci produksi kuat / Production keys strong",
    done: keys.length > 0 && weak.length === 0,
    found: keys.length === 0 ? "belum ada / none yet" : weak.join("; ") || "ya / yes",
  };
}

/** A first week must not end with a key. */
function keysLasting(keys: readonly KeyRecord[], now: Instant): GoLiveItem {
  const ending = keys.filter(({ credential: { until } }) => until !== undefined && until - now < WEEK_MS);
  return {
    what: "Tidak ada kunci yang berakhir minggu ini / No key ends this week",
    done: keys.length > 0 && ending.length === 0,
    found: keys.length === 0 ? "belum ada / none yet" : namesOf(ending) || "ya / yes",
  };
}

function channelsDated(channels: PartnerKeys["partner"]["profile"]["channels"], now: Instant): GoLiveItem {
  const today = businessDateOf(now);
  const said = channels.map((terms) => {
    const since = terms.capabilities.find(({ name }) => name === "payments")?.from ?? "-";
    const named = channels.length === 1 || terms.channelIds.length > 0;
    const opens = hasCapability(terms, "payments", today) || since > today;
    return { ok: named && opens, text: `${terms.channel} payments ${since}, Rp${terms.feeRupiah}` };
  });
  return {
    what: "Tempat dan tanggalnya / Places and their dates",
    done: said.every(({ ok }) => ok),
    found: said.map(({ text }) => text).join("; "),
  };
}

/** Without them nobody asks the bank about a payment, whatever its profile says. */
const knownAtBank = (atBank: StandingCredentials | undefined): GoLiveItem => ({
  what: "Kredensial kita di bank / Our credentials at the bank",
  done: atBank !== undefined,
  found: atBank ? standingText(atBank) : "belum ada / none yet: bank-desk",
});

function certified(verdict: CertificateVerdict | undefined): GoLiveItem {
  const what = "Sertifikat uji kesesuaian / Conformance certificate";
  if (!verdict) return { what, done: false, found: "--certificate <file>" };
  if (verdict.kind === "bad") return { what, done: false, found: verdict.because };
  const { cases, endedAt, jti } = verdict.certificate;
  return { what, done: true, found: `${cases.passed}/${cases.total}, ${endedAt.slice(0, 10)}, ${jti}` };
}

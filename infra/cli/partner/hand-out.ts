import type { Capability } from "../../../shared/partner/channel-terms.ts";
import type { Credential } from "../../../shared/partner/credential.ts";
import type { Environment } from "../../../shared/partner/environment.ts";
import { keyFingerprint } from "../../../shared/partner/key-fingerprint.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { H2H_SERVICES, type H2hService } from "../../../shared/protocol/h2h/service.ts";
import { publicPaths } from "./read-profile.ts";
import { textColumns } from "./text-columns.ts";

/** A secret that was made just now. */
export interface IssuedSecret {
  readonly keyId: string;
  readonly secret: string;
}

/** What a partner is told when it is connected. */
export interface HandOut {
  readonly profile: PartnerProfile;
  readonly environment: Environment;
  readonly baseUrl: string;
  /** The keys that are good from now on. */
  readonly keys: readonly Credential[];
  /** Shown here and never again: the registry holds them sealed. */
  readonly issued: readonly IssuedSecret[];
}

const SERVICE_ID_CHARACTERS = 8;
const GUIDES = "docs/partners/quick-start.md, docs/partners/keys.md, docs/partners/outcomes.md";

/** Everything that a partner needs to call us, and what it still owes us, in both languages. */
export function handOut({ profile, environment, baseUrl, keys, issued }: HandOut): string {
  const missing = missingKeys(profile, keys);
  return [
    `${profile.name} (${profile.partnerId}), ${environment}`,
    "",
    "Alamat / Address",
    textColumns([["", baseUrl]]),
    ...(profile.snap ? ["", "SNAP BI", textColumns(snapRows(profile.snap))] : []),
    ...(profile.h2h ? ["", "H2H (RFC 9421, docs/partners/h2h.md)", textColumns(h2hRows(profile))] : []),
    ...(keys.length > 0 ? ["", "Kunci / Keys", textColumns(keys.map(keyRow))] : []),
    ...issued.flatMap(secretLines),
    "",
    "Kirim kepada kami / Send us",
    textColumns([...missing, ...stillOwed(profile, environment)].map((line) => ["-", line])),
    "",
    `Mulai dari / Start with: ${GUIDES}`,
  ].join("\n");
}

function snapRows(snap: NonNullable<PartnerProfile["snap"]>): readonly (readonly string[])[] {
  const paths = publicPaths(snap);
  const withToken = snap.signature === "symmetric-with-token";
  const serviceId = snap.partnerServiceId.padStart(
    SERVICE_ID_CHARACTERS,
    snap.padding === "zero" ? "0" : " ",
  );
  return [
    ...(withToken ? [["POST", paths.token]] : []),
    ...[paths.inquiry, paths.payment, paths.status].map((path) => ["POST", path]),
    ...(withToken ? [["X-CLIENT-KEY", snap.clientKey]] : []),
    ["X-PARTNER-ID", snap.xPartnerId],
    ["CHANNEL-ID", snap.channelId],
    ["partnerServiceId", JSON.stringify(serviceId)],
    ["customerNo", snap.customerNumberForms.join(", ")],
    [
      "X-SIGNATURE",
      `${withToken ? "HMAC-SHA512 (token: SHA256withRSA)" : "SHA256withRSA"}, ${snap.signatureEncoding}`,
    ],
    ["X-TIMESTAMP", `+/- ${snap.skewSeconds} s`],
  ];
}

/** The H2H services by what they ask of a place. */
const H2H_OF: readonly (readonly [Capability, readonly H2hService[]])[] = [
  ["payments", ["inquiry", "payment", "status", "reversal"]],
  ["member-lookup", ["lookup"]],
  ["registration", ["registration"]],
  ["billing-codes", ["billing-code"]],
];

function h2hRows({ h2h, channels }: PartnerProfile): readonly (readonly string[])[] {
  const may = (name: Capability) =>
    !(name === "payments" && h2h?.membersOnly) &&
    channels.some(({ capabilities }) => capabilities.some((capability) => capability.name === name));
  const services = H2H_OF.flatMap(([name, those]) => (may(name) ? those : []));
  return [
    ...services.map((service) => [H2H_SERVICES[service].method, H2H_SERVICES[service].path]),
    ["created", `+/- ${h2h?.skewSeconds} s`],
  ];
}

const keyRow = (credential: Credential): readonly string[] => [
  credential.keyId,
  "algorithm" in credential ? credential.algorithm : credential.kind,
  fingerprintText(credential),
];

/** A public key's fingerprint, to be compared by phone. */
export function fingerprintText(credential: Credential): string {
  const fingerprint = keyFingerprint(credential);
  return fingerprint === undefined ? "" : `sha256:${fingerprint}`;
}

const secretLines = ({ keyId, secret }: IssuedSecret): readonly string[] => [
  "",
  `Rahasia ${keyId}, hanya sekali ini ditampilkan / Secret ${keyId}, shown this once only`,
  `  ${secret}`,
];

/** The kinds of key without which the partner cannot call. */
export function missingKeys({ snap, h2h }: PartnerProfile, keys: readonly Credential[]): readonly string[] {
  const has = (...kinds: readonly Credential["kind"][]) => keys.some(({ kind }) => kinds.includes(kind));
  const needsRsa = snap !== undefined && !has("rsa-public-key");
  const needsSecret = snap?.signature === "symmetric-with-token" && !has("hmac-secret");
  const needsH2h = h2h !== undefined && !has("h2h-public-key", "h2h-secret");
  return [
    ...(needsRsa ? ["kunci publik RSA >= 2048 bit, PEM / an RSA public key of 2048 bits or more, PEM"] : []),
    ...(needsSecret ? ["(kami buatkan rahasia HMAC / we make the HMAC secret: rotate --secret)"] : []),
    ...(needsH2h
      ? ["kunci publik Ed25519, P-256 atau RSA, PEM / a public key: Ed25519, P-256 or RSA, PEM"]
      : []),
  ];
}

function stillOwed({ addresses }: PartnerProfile, environment: Environment): readonly string[] {
  return [
    ...(addresses ? [] : ["alamat IPv4 asal panggilan / the IPv4 blocks that you call from"]),
    ...(environment === "sandbox"
      ? [
          "hasil uji kesesuaian / the conformance certificate: docs/partners/go-live.md",
          "untuk produksi: kunci LAIN, bukan kunci sandbox / for production: OTHER keys than the sandbox's",
        ]
      : ["nama dan telepon petugas rekonsiliasi / who reconciles, and by which phone"]),
  ];
}

import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { explainH2h } from "../../../infra/local/sandbox/explanation/h2h/explain-h2h.ts";
import { viewOf } from "../../../infra/local/sandbox/explanation/registry-view.ts";
import { SAMPLE_PARTNERS } from "../../../infra/local/sandbox/sample-partners.ts";
import { instant } from "../../../shared/calendar/calendar.ts";
import type { H2hAlgorithm } from "../../../shared/partner/credential.ts";
import type { KeyRecord } from "../../../shared/partner/key-record.ts";
import type { AuthenticationFailure } from "../../../shared/protocol/h2h/refusal-table.ts";
import { contentDigest } from "../../../shared/signature/content-digest.ts";

export const CREATED = 1_795_000_000;
export const PATH = "/h2h/v1/payments";
export const HOST = "127.0.0.1:3000";
export const BODY = '{"paymentReference":"P-1","amount":8400.0,"paidAt":"2026-11-20T10:00:00+07:00"}';
export const SECRET = "c2VjcmV0LW9mLXRoZS1zaG9wLWZvci10ZXN0cy0wMQ";

type KeyName = "ed" | "ec" | "pss" | "rsa" | "hmac" | "old";
const ALGORITHMS: Readonly<Record<KeyName, H2hAlgorithm>> = {
  ed: "ed25519",
  ec: "ecdsa-p256-sha256",
  pss: "rsa-pss-sha512",
  rsa: "rsa-v1_5-sha256",
  hmac: "hmac-sha256",
  old: "ed25519",
};

const PAIRS = {
  ed: generateKeyPairSync("ed25519"),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  pss: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  old: generateKeyPairSync("ed25519"),
};

export const privateKeyOf = (name: Exclude<KeyName, "hmac">): KeyObject => PAIRS[name].privateKey;

function keyRecord(name: KeyName): KeyRecord {
  const algorithm = ALGORITHMS[name];
  const state = name === "old" ? "revoked" : "active";
  const life = { keyId: `pos-${name}`, state } as const;
  const dates = { environment: "sandbox", createdAt: undefined, changedAt: undefined } as const;
  if (algorithm === "hmac-sha256" || name === "hmac") {
    return {
      credential: { kind: "h2h-secret", ...life, algorithm: "hmac-sha256", secret: SECRET },
      ...dates,
    };
  }
  const publicKeyPem = PAIRS[name].publicKey.export({ format: "pem", type: "spki" }).toString();
  return { credential: { kind: "h2h-public-key", ...life, algorithm, publicKeyPem }, ...dates };
}

const VIEW = (() => {
  const profile = SAMPLE_PARTNERS.find(({ partnerId }) => partnerId === "pos");
  if (!profile) throw new Error("pos is not among the samples");
  const keys = (Object.keys(ALGORITHMS) as KeyName[]).map(keyRecord);
  return viewOf([{ partnerId: profile.partnerId, profile, keys, revision: 0 }]);
})();

/** How each algorithm signs (RFC 9421 section 3.3). */
export function signWith(name: KeyName, text: string | Buffer): Buffer {
  const bytes = Buffer.from(text);
  switch (name) {
    case "hmac":
      return createHmac("sha256", SECRET).update(bytes).digest();
    case "ec":
      return sign("sha256", bytes, { key: PAIRS.ec.privateKey, dsaEncoding: "ieee-p1363" });
    case "pss": {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return sign("sha512", bytes, { key: PAIRS.pss.privateKey, padding, saltLength: 64 });
    }
    case "rsa":
      return sign("sha256", bytes, PAIRS.rsa.privateKey);
    default:
      return sign(null, bytes, PAIRS[name].privateKey);
  }
}

export const paramsOf = (name: KeyName, created: number | string = CREATED) =>
  `("@method" "@path" "content-digest");created=${created};keyid="pos-${name}";alg="${ALGORITHMS[name]}"`;

/** The signature base as somebody wrote it. */
export function baseOf(
  name: KeyName,
  {
    method = "POST",
    path = PATH,
    digest = contentDigest(Buffer.from(BODY)),
    params = paramsOf(name),
  }: { method?: string; path?: string; digest?: string; params?: string } = {},
): string {
  const lines = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${params}`,
  ];
  return lines.join("\n");
}

/** What the sandbox would explain of a request with this signature. */
export function explained(
  name: KeyName,
  signature: Buffer | string,
  {
    verdict = "signature-wrong",
    headers = {},
    field,
    nowSeconds = CREATED,
  }: {
    verdict?: AuthenticationFailure;
    headers?: Readonly<Record<string, string>>;
    field?: string;
    nowSeconds?: number;
  } = {},
) {
  const text = typeof signature === "string" ? signature : `:${signature.toString("base64")}:`;
  const all = {
    host: HOST,
    "content-type": "application/json",
    "content-digest": contentDigest(Buffer.from(BODY)),
    "signature-input": `sig=${paramsOf(name)}`,
    signature: `sig=${text}`,
    ...headers,
  };
  const sent = new Map(Object.entries(all).filter(([, value]) => value !== ""));
  const call = { method: "POST", path: PATH, headers: sent, body: Buffer.from(BODY) };
  return explainH2h(call, { view: VIEW, machineNow: instant(nowSeconds * 1000), verdict, field });
}

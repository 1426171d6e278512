import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { viewOf } from "../../../infra/local/sandbox/explanation/registry-view.ts";
import { explainTokenCall } from "../../../infra/local/sandbox/explanation/snap/explain-token-call.ts";
import { explainTransaction } from "../../../infra/local/sandbox/explanation/snap/explain-transaction.ts";
import { SAMPLE_PARTNERS } from "../../../infra/local/sandbox/sample-partners.ts";
import { parseInstant } from "../../../shared/calendar/calendar.ts";
import type { KeyRecord } from "../../../shared/partner/key-record.ts";
import type { SnapProfile } from "../../../shared/partner/snap-profile.ts";

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, publicKeyPem: publicKey.export({ format: "pem", type: "spki" }).toString() };
};

export const KEY = pair();
export const OLD_KEY = pair();
export const STRANGE_KEY = pair();
export const SECRET = "c2VjcmV0LW9mLXRoZS1iYW5rLWZvci10ZXN0cw";
export const OLD_SECRET = "b2xkLXNlY3JldC1vZi10aGUtYmFuay1mb3ItdGVzdHM";
export const PRODUCTION_SECRET = "cHJvZHVjdGlvbi1zZWNyZXQtb2YtdGhlLWJhbms";
export const TOKEN = `eyJhbGciOiJFUzI1NiJ9.${"eyJzdWIiOiJicmktc2FuZGJveC0wMSJ9".repeat(4)}.c2lnbmF0dXJl`;
export const TIME = "2026-11-20T09:14:05+07:00";
export const PATH = "/snap/v1.0/transfer-va/inquiry";
/** Everything that serialisers write differently: padding, two blanks, an escape, a slash, a letter beyond ASCII, numbers, an order of keys. */
export const BODY = `{"partnerServiceId":"   77210","n":"A  B","é":"\\u00e9/<x>","amount":1.50,"b":1,"10":2,"more":{}}`;

const record = (credential: KeyRecord["credential"], environment: KeyRecord["environment"] = "sandbox") => ({
  ...{ credential, environment, createdAt: undefined, changedAt: undefined },
});

const KEYS: readonly KeyRecord[] = [
  record({ kind: "rsa-public-key", keyId: "rsa-1", state: "active", publicKeyPem: KEY.publicKeyPem }),
  record({ kind: "hmac-secret", keyId: "hmac-1", state: "active", secret: SECRET }),
  record({ kind: "hmac-secret", keyId: "hmac-0", state: "revoked", secret: OLD_SECRET }),
  record({ kind: "hmac-secret", keyId: "hmac-p", state: "active", secret: PRODUCTION_SECRET }, "production"),
  record({ kind: "rsa-public-key", keyId: "rsa-0", state: "revoked", publicKeyPem: OLD_KEY.publicKeyPem }),
];

function viewWith(changes: Partial<SnapProfile>) {
  const profile = SAMPLE_PARTNERS.find(({ partnerId }) => partnerId === "bri");
  if (!profile?.snap) throw new Error("bri is not among the samples");
  const snap = { ...profile.snap, ...changes };
  return viewOf([{ partnerId: profile.partnerId, profile: { ...profile, snap }, keys: KEYS, revision: 0 }]);
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const hmac = (text: string, secret: string | Buffer = SECRET, name = "sha512") =>
  createHmac(name, secret).update(text).digest("base64");
export const rsa = (text: string, key = KEY, hash = "sha256") =>
  sign(hash, Buffer.from(text), key.privateKey).toString("base64");

/** The string of a transaction, with some of its parts as somebody wrote them. */
export function stringOf(parts: Partial<Record<"method" | "path" | "token" | "hash" | "time", string>> = {}) {
  const { method = "POST", path = PATH, token = TOKEN, hash = sha256(BODY), time = TIME } = parts;
  return `${method}:${path}:${token}:${hash}:${time}`;
}

export interface Sent {
  readonly body?: string;
  readonly time?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly profile?: Partial<SnapProfile>;
  readonly now?: string;
  readonly token?: "valid" | "expired" | "invalid";
}

const at = (time: string) => {
  const found = parseInstant(time);
  if (found === undefined) throw new Error(`${time} is no time`);
  return found;
};

const callOf = (path: string, body: string, headers: Record<string, string>) => ({
  ...{ method: "POST", path, body: Buffer.from(body) },
  headers: new Map(Object.entries({ host: "127.0.0.1:3000", ...headers })),
});

/** What the sandbox would explain of a transaction with this signature. */
export async function explainedTransaction(signature: string, sent: Sent = {}) {
  const { body = BODY, time = TIME, headers = {}, profile = {}, now = TIME, token = "valid" } = sent;
  const call = callOf(PATH, body, {
    authorization: `Bearer ${TOKEN}`,
    "x-timestamp": time,
    "x-signature": signature,
    "x-partner-id": "BRIKANAL01",
    ...headers,
  });
  const holder = { clientKey: "bri-sandbox-01", partnerId: "bri", credentialId: "rsa-1" };
  const verdict = token === "invalid" ? { kind: token } : { kind: token, holder, endsAt: 0 };
  return explainTransaction(call, {
    view: viewWith(profile),
    verifyToken: async () => verdict,
    machineNow: at(now),
  });
}

/** What the sandbox would explain of a token call with this signature. */
export function explainedToken(signature: string, sent: Sent = {}) {
  const { body = '{"grantType":"client_credentials"}', time = TIME, headers = {}, profile = {} } = sent;
  const call = callOf("/snap/v1.0/access-token/b2b", body, {
    "x-timestamp": time,
    "x-signature": signature,
    "x-client-key": "bri-sandbox-01",
    ...headers,
  });
  return explainTokenCall(call, {
    view: viewWith(profile),
    verifyToken: async () => ({ kind: "invalid" }),
    machineNow: at(sent.now ?? TIME),
  });
}

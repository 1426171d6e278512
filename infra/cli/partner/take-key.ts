import { createPublicKey, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Credential, H2hAlgorithm } from "../../../shared/partner/credential.ts";
import type { Environment } from "../../../shared/partner/environment.ts";
import { judgeKey } from "../../../shared/partner/judge-key.ts";
import { type KeyRole, type RegisteredPartner, roleOf } from "../../../shared/partner/key-record.ts";
import { faultWords } from "./key-words.ts";
import { PartnerStop } from "./partner-stop.ts";

/** What the person gave of a new key. */
export interface KeyOptions {
  /** File with the partner's public key, PEM. */
  readonly key?: string | undefined;
  /** We make the secret: where both sides share one, we are its issuer. */
  readonly secret?: boolean | undefined;
  /** File with a secret that the partner insists on having made; never an argument, which a shell would remember. */
  readonly secretFile?: string | undefined;
  readonly keyId?: string | undefined;
  /** Of an H2H key; an RSA key does not say it. */
  readonly algorithm?: string | undefined;
  /** For a partner that speaks both. */
  readonly protocol?: string | undefined;
}

/** A key that is strong enough, not yet registered; `issued` is a secret that we made, to be shown once. */
export interface TakenKey {
  readonly credential: Credential;
  readonly issued: string | undefined;
}

const SECRET_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;

type Holder = Pick<RegisteredPartner, "partnerId" | "profile" | "keys">;

/** Whether the person gave anything of a key. */
export const givesKey = ({ key, secret, secretFile }: KeyOptions): boolean =>
  key !== undefined || secret === true || secretFile !== undefined;

/** Takes a new key in, as `next`. @throws PartnerStop when it is weak, private, unreadable, or nobody could tell what it is for */
export function takeKey(holder: Holder, environment: Environment, options: KeyOptions): TakenKey {
  const { key, secretFile } = options;
  if ([key, secretFile, options.secret || undefined].filter((given) => given !== undefined).length > 1) {
    throw new PartnerStop("Pilih satu / Choose one: --key, --secret, --secret-file");
  }
  const protocol = protocolOf(holder, options);
  const issued = key || secretFile ? undefined : newSecret();
  const material = key
    ? publicKeyMaterial(protocol, readText(key), options.algorithm)
    : secretMaterial(protocol, issued ?? readText(secretFile ?? "").trim());
  const keyId = options.keyId ?? newKeyId(holder, roleOf(material), environment);
  if (!KEY_ID.test(keyId)) throw new PartnerStop(`--key-id: A-Z a-z 0-9 . _ - , 1-64: ${keyId}`);
  const credential: Credential = { ...material, keyId, state: "next" };
  const fault = judgeKey(credential);
  if (fault) throw new PartnerStop(faultWords(fault));
  return { credential, issued };
}

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new PartnerStop(`Berkas tidak terbaca / Cannot read the file: ${file}`);
  }
}

/** Which of its protocols a new key is for: the one that was named, or the one in which the partner has a key like it. */
function protocolOf({ profile, keys }: Holder, { protocol, key }: KeyOptions): "snap" | "h2h" {
  const speaks = (["snap", "h2h"] as const).filter((each) => profile[each] !== undefined);
  if (protocol !== undefined) {
    const named = speaks.find((each) => each === protocol);
    if (named) return named;
    throw new PartnerStop(`Mitra tidak memakai / The partner does not speak: ${protocol}`);
  }
  const [first, second] = speaks;
  if (first && !second) return first;
  const type = key === undefined ? undefined : typeOf(readText(key));
  const alike = speaks.filter((each) => keys.some(({ credential }) => isAlike(each, credential, type)));
  const [only, another] = alike;
  if (only && !another) return only;
  throw new PartnerStop("Untuk protokol mana? / For which protocol? --protocol snap | h2h");
}

/** `type` is that of the new public key; undefined for a secret. */
function isAlike(protocol: "snap" | "h2h", credential: Credential, type: string | undefined): boolean {
  if ((roleOf(credential) === "h2h") !== (protocol === "h2h")) return false;
  return "secret" in credential ? type === undefined : typeOf(credential.publicKeyPem) === type;
}

type Material =
  | { readonly kind: "rsa-public-key"; readonly publicKeyPem: string }
  | { readonly kind: "hmac-secret"; readonly secret: string }
  | {
      readonly kind: "h2h-public-key";
      readonly algorithm: Exclude<H2hAlgorithm, "hmac-sha256">;
      readonly publicKeyPem: string;
    }
  | { readonly kind: "h2h-secret"; readonly algorithm: "hmac-sha256"; readonly secret: string };

function secretMaterial(protocol: "snap" | "h2h", secret: string): Material {
  return protocol === "snap"
    ? { kind: "hmac-secret", secret }
    : { kind: "h2h-secret", algorithm: "hmac-sha256", secret };
}

function publicKeyMaterial(protocol: "snap" | "h2h", given: string, algorithm: string | undefined): Material {
  if (protocol === "snap") return { kind: "rsa-public-key", publicKeyPem: given };
  return { kind: "h2h-public-key", algorithm: algorithmOf(given, algorithm), publicKeyPem: given };
}

/** The algorithm that was named, or the one that the key's type leaves; PSS for RSA. */
function algorithmOf(pem: string, named: string | undefined): Exclude<H2hAlgorithm, "hmac-sha256"> {
  const known = H2hAlgorithm.options.find((each) => each === named);
  if (known === "hmac-sha256" || (named !== undefined && !known)) {
    throw new PartnerStop(
      `--algorithm: ed25519, ecdsa-p256-sha256, rsa-pss-sha512, rsa-v1_5-sha256 (${named})`,
    );
  }
  if (known) return known;
  switch (typeOf(pem)) {
    case "ec":
      return "ecdsa-p256-sha256";
    case "rsa":
    case "rsa-pss":
      return "rsa-pss-sha512";
    default:
      return "ed25519";
  }
}

function typeOf(pem: string): string | undefined {
  try {
    return createPublicKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

const STEMS: Readonly<Record<Exclude<KeyRole, "h2h">, string>> = {
  "rsa-public-key": "rsa",
  "hmac-secret": "hmac",
};

/** A name that the partner has not used yet: `rsa-2`, `hmac-production-1`, `pos-sandbox-02`. */
export function newKeyId(
  { partnerId, keys }: Pick<Holder, "partnerId" | "keys">,
  role: KeyRole,
  environment: Environment,
): string {
  const used = new Set(keys.map(({ credential }) => credential.keyId));
  for (let number = 1; ; number++) {
    const name =
      role === "h2h"
        ? `${partnerId}-${environment}-${String(number).padStart(2, "0")}`
        : `${STEMS[role]}-${environment === "sandbox" ? "" : `${environment}-`}${number}`;
    if (!used.has(name)) return name;
  }
}

import { createPublicKey, generateKeyPair, type KeyObject, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Credential, H2hAlgorithm } from "../../../shared/partner/credential.ts";
import { type PartnerProfile, termsOf } from "../../../shared/partner/partner.ts";
import { SAMPLE_ALGORITHMS } from "./sample-partners.ts";
import type { H2hSandboxPartner, SandboxPartner, SnapSandboxPartner } from "./sandbox-file.ts";

/** Length of the company code on the wire. */
const SERVICE_ID_CHARACTERS = 8;
const MODULUS_BITS = 2048;
const SECRET_BYTES = 32;

const newKeyPair = promisify(generateKeyPair);
const newSecret = () => randomBytes(SECRET_BYTES).toString("base64url");
const privatePem = (key: KeyObject) => key.export({ format: "pem", type: "pkcs8" }).toString();
/** The public half of a key, as the partner would register it. */
const publicPem = (pem: string) => createPublicKey(pem).export({ format: "pem", type: "spki" }).toString();

/** Makes a partner's secrets, in the form in which it would get them. */
export function newCredentials(profile: PartnerProfile): Promise<SandboxPartner> {
  return profile.h2h ? h2hCredentials(profile) : snapCredentials(profile);
}

/** An RSA key for the token call and an HMAC secret for the others. */
async function snapCredentials({ partnerId, channels, snap }: PartnerProfile): Promise<SnapSandboxPartner> {
  if (!snap) throw new RangeError(`${partnerId} speaks no protocol`);
  const { channel } = termsOf({ channels });
  const pair = await newKeyPair("rsa", { modulusLength: MODULUS_BITS });
  return {
    partnerId,
    protocol: "snap",
    channel,
    basePath: snap.basePath,
    clientKey: snap.clientKey,
    clientSecret: newSecret(),
    privateKeyPem: privatePem(pair.privateKey),
    xPartnerId: snap.xPartnerId,
    partnerServiceId: snap.partnerServiceId.padStart(SERVICE_ID_CHARACTERS),
    channelId: snap.channelId,
  };
}

/** One key for the partner's algorithm. */
async function h2hCredentials(profile: PartnerProfile): Promise<H2hSandboxPartner> {
  const { partnerId } = profile;
  const { channel } = termsOf(profile);
  const algorithm = SAMPLE_ALGORITHMS[partnerId] ?? "ed25519";
  const keyId = `${partnerId}-sandbox-01`;
  const partner = { partnerId, protocol: "h2h", channel, keyId, algorithm } as const;
  if (algorithm === "hmac-sha256") return { ...partner, secret: newSecret() };
  return { ...partner, privateKeyPem: privatePem((await newPairFor(algorithm)).privateKey) };
}

function newPairFor(algorithm: Exclude<H2hAlgorithm, "hmac-sha256">) {
  switch (algorithm) {
    case "ed25519":
      return newKeyPair("ed25519");
    case "ecdsa-p256-sha256":
      return newKeyPair("ec", { namedCurve: "P-256" });
    default:
      return newKeyPair("rsa", { modulusLength: MODULUS_BITS });
  }
}

/** What the registry keeps of a partner's secrets. */
export function registeredCredentials(partner: SandboxPartner): readonly Credential[] {
  const state = "active";
  if (partner.protocol === "snap") {
    const publicKeyPem = publicPem(partner.privateKeyPem);
    return [
      { kind: "rsa-public-key", keyId: "rsa-1", state, publicKeyPem },
      { kind: "hmac-secret", keyId: "hmac-1", state, secret: partner.clientSecret },
    ];
  }
  const { keyId, algorithm, privateKeyPem = "", secret = "" } = partner;
  if (algorithm === "hmac-sha256") return [{ kind: "h2h-secret", keyId, state, algorithm, secret }];
  return [{ kind: "h2h-public-key", keyId, state, algorithm, publicKeyPem: publicPem(privateKeyPem) }];
}

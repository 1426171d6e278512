import { createPublicKey, generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { PartnerProfile } from "../../../shared/partner/partner.ts";
import type { SandboxPartner } from "./sandbox-file.ts";

/** Settings that both banks share: BRI's way with repeats, both forms of number, five minutes of skew. */
const SNAP_DEFAULTS = {
  skewSeconds: 300,
  customerNumberForms: ["NIK", "NIK_MONTHS"],
  grantTypeAliases: [],
  repeatedInquiry: "stored-quote",
  repeatedPayment: "bri",
  expiredCase: "404-19",
  additionalInfoPlace: "top-level",
};

/** The two banks of the sandbox. Their company codes are invented. */
export const SAMPLE_PARTNERS: readonly PartnerProfile[] = z.parse(z.array(PartnerProfile), [
  {
    partnerId: "bri",
    name: "Bank Rakyat Indonesia",
    channel: "BRILINK",
    standing: "active",
    feeRupiah: 2_500,
    snap: {
      ...SNAP_DEFAULTS,
      basePath: "/snap",
      clientKey: "bri-sandbox-01",
      xPartnerId: "BRIKANAL01",
      partnerServiceId: "77210",
      channelId: "00003",
      grantTypeAliases: ["grant_type"],
    },
  },
  {
    partnerId: "bni",
    name: "Bank Negara Indonesia",
    channel: "BNI_AGEN46",
    standing: "active",
    feeRupiah: 2_500,
    snap: {
      ...SNAP_DEFAULTS,
      basePath: "",
      clientKey: "bni-sandbox-01",
      xPartnerId: "BNIKANAL01",
      partnerServiceId: "98846",
      channelId: "00006",
    },
  },
]);

/** Length of the company code on the wire. */
const SERVICE_ID_CHARACTERS = 8;

/** Makes a bank's secrets: an RSA-2048 key for the token call and an HMAC secret for the others. */
export async function newCredentials(profile: PartnerProfile): Promise<SandboxPartner> {
  const { partnerId, channel, snap } = profile;
  if (!snap) throw new RangeError(`${partnerId} does not speak SNAP`);
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return {
    partnerId,
    protocol: "snap",
    channel,
    basePath: snap.basePath,
    clientKey: snap.clientKey,
    clientSecret: randomBytes(32).toString("base64url"),
    privateKeyPem: pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    xPartnerId: snap.xPartnerId,
    partnerServiceId: snap.partnerServiceId.padStart(SERVICE_ID_CHARACTERS),
    channelId: snap.channelId,
  };
}

/** The public half of a bank's key, as the bank would register it. */
export function publicKeyPemOf({ privateKeyPem }: SandboxPartner): string {
  return createPublicKey(privateKeyPem).export({ format: "pem", type: "spki" }).toString();
}

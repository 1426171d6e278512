import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { businessDate } from "../../shared/calendar/calendar.ts";
import type { Credential } from "../../shared/partner/credential.ts";
import type { PartnerProfile } from "../../shared/partner/partner.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { credentialItem, partnerItem } from "../../shared/partner/partner-item.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { BRI } from "../protocol/snap/bri-profile.ts";
import { h2hCredential } from "./h2h-reversal.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const SECRET = "secret-of-both-banks-0001";

const H2H: NonNullable<PartnerProfile["h2h"]> = { skewSeconds: 300 };

/** Around midnight, in every history. */
const CUT_OFF: PartnerProfile["closings"][number] = {
  kind: "cut-off",
  from: businessDate("2026-11-01"),
  until: businessDate("2039-12-31"),
  closesAt: "23:59",
  opensAt: "00:04",
};

/** Two banks that differ in what a repeated inquiry is answered, of which one closes at midnight; and an aggregator that takes the money first, at places with a floor. */
export const BANKS: Readonly<
  Record<string, PartnerProfile & { readonly snap: NonNullable<PartnerProfile["snap"]> }>
> = {
  bri: { ...BRI, h2h: H2H },
  bni: {
    ...BRI,
    h2h: H2H,
    partnerId: PartnerId.parse("bni"),
    name: "Bank Negara Indonesia",
    channels: [placeOf("BNI_AGEN46")],
    closings: [CUT_OFF],
    snap: {
      ...BRI.snap,
      basePath: "",
      clientKey: "bni-client-0001",
      xPartnerId: "BNI-PARTNER-01",
      partnerServiceId: "88320",
      repeatedInquiry: "conflict",
    },
  },
  agg: {
    ...BRI,
    h2h: H2H,
    partnerId: PartnerId.parse("agg"),
    name: "Aggregator",
    channels: [placeOf("BANK_OTHER", { floorRupiah: 10_000 })],
    snap: {
      ...BRI.snap,
      basePath: "/agg",
      clientKey: "agg-client-0001",
      xPartnerId: "AGG-PARTNER-01",
      partnerServiceId: "90210",
      paysWithoutInquiry: true,
    },
  },
};

export const bankOf = (partner: string) => {
  const bank = BANKS[partner];
  if (!bank) throw new Error(`no such bank: ${partner}`);
  return bank;
};

/** The registry as it stands in the table. */
export function registryItems(keys: Keyring) {
  const publicKeyPem = rsa.publicKey.export({ format: "pem", type: "spki" }).toString();
  const credentials: readonly Credential[] = [
    { kind: "rsa-public-key", keyId: "rsa-1", state: "active", publicKeyPem },
    { kind: "hmac-secret", keyId: "hmac-1", state: "active", secret: SECRET },
  ];
  return Object.values(BANKS).flatMap((bank) => [
    partnerItem(bank),
    ...[...credentials, h2hCredential(bank.partnerId)].map((credential) =>
      credentialItem(keys, bank.partnerId, credential),
    ),
  ]);
}

const PATHS = {
  token: "/v1.0/access-token/b2b",
  inquire: "/v1.0/transfer-va/inquiry",
  pay: "/v1.0/transfer-va/payment",
  status: "/v1.0/transfer-va/status",
} as const;

/** The request for a token, signed by the bank. */
export function tokenCall(partner: string, timestamp: string): APIGatewayProxyEvent {
  const { snap } = bankOf(partner);
  const text = `${snap.clientKey}|${timestamp}`;
  return proxyEvent(snap.basePath + PATHS.token, `{"grantType":"client_credentials"}`, {
    "X-TIMESTAMP": timestamp,
    "X-CLIENT-KEY": snap.clientKey,
    "X-SIGNATURE": sign("sha256", Buffer.from(text), rsa.privateKey).toString("base64"),
  });
}

/** A transaction of a bank, signed with its secret and token. */
export function snapCall(
  service: Exclude<keyof typeof PATHS, "token">,
  ask: {
    readonly partner: string;
    readonly number: string;
    readonly body: Readonly<Record<string, unknown>>;
  },
  { token, timestamp }: { readonly token: string; readonly timestamp: string },
): APIGatewayProxyEvent {
  const { snap } = bankOf(ask.partner);
  const path = snap.basePath + PATHS[service];
  const body = JSON.stringify(ask.body);
  const hash = createHash("sha256").update(body).digest("hex");
  const text = `POST:${path}:${token}:${hash}:${timestamp}`;
  return proxyEvent(path, body, {
    Authorization: `Bearer ${token}`,
    "X-TIMESTAMP": timestamp,
    "X-SIGNATURE": createHmac("sha512", SECRET).update(text).digest("base64"),
    "X-PARTNER-ID": snap.xPartnerId,
    "X-EXTERNAL-ID": ask.number,
    "CHANNEL-ID": snap.channelId,
  });
}

/** The event that a REST API with binary media types makes of a POST. */
export function proxyEvent(
  path: string,
  body: string,
  headers: Record<string, string>,
): APIGatewayProxyEvent {
  const all = { "Content-Type": "application/json", ...headers };
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: "POST",
    headers: all,
    multiValueHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { path, requestId: "MODEL" } as APIGatewayProxyEvent["requestContext"],
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  };
}

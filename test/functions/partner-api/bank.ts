import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import type { PartnerApiParts } from "../../../functions/partner-api/handler.ts";
import type { RequestLine } from "../../../functions/request-log.ts";
import { formatInstant, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Credential } from "../../../shared/partner/credential.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { credentialItem, partnerItem } from "../../../shared/partner/partner-item.ts";
import {
  SNAP_SERVICES,
  type SnapService,
  type SnapTransaction,
} from "../../../shared/protocol/snap/service.ts";
import { newKeyring } from "../../engine/keyring.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";

for (const name of ["TABLE_NAME", "KEY_NIK_HASH", "KEY_DATA", "KEY_TOKEN", "KEY_ANSWER", "KEY_FEED"])
  process.env[`KANAL_${name}`] ??= "test";
process.env.KANAL_ENVIRONMENT ??= "sandbox";
const { createHandler } = await import("../../../functions/partner-api/handler.ts");

export const NIK = "9999991503850001";
const START = instant(Date.parse("2026-11-20T10:00:00+07:00"));

/** What a caller may do differently from a well-behaved bank. A header of `undefined` is not sent. */
export interface Deviation {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly token?: string;
  readonly timestamp?: string;
  readonly secret?: string;
  /** How the call is signed, when it is not the profile's way. */
  readonly signWith?: "hmac" | "rsa";
  readonly encoding?: "base64" | "hex";
  /** What is hashed, when it is not what is sent. */
  readonly signedBody?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    responseCode: string;
    responseMessage: string;
    accessToken: string;
    virtualAccountData: Record<string, unknown>;
    additionalInfo: Record<string, unknown>;
  } & Record<string, unknown>;
  readonly text: string;
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const RSA_PEM = rsa.publicKey.export({ format: "pem", type: "spki" }).toString();
export const SECRET = "secret-of-the-bank-0001";
const CREDENTIALS: readonly Credential[] = [
  { kind: "rsa-public-key", keyId: "rsa-1", state: "active", publicKeyPem: RSA_PEM },
  { kind: "hmac-secret", keyId: "hmac-1", state: "active", secret: SECRET },
];

let count = 0;
export const next = (prefix: string) => `${prefix}-${++count}`;

/**
 * A bank and the deployed handler it calls, with real proxy events and real signatures, made here with node:crypto and not with the code
 * under test. Without a ledger it has a registry only, and any other call to the database fails the request.
 */
export async function bank(
  options: { readonly ledger?: (registry: Ledger) => Ledger; readonly profile?: PartnerProfile } = {},
) {
  const keys = await newKeyring();
  const world = {
    profile: options.profile ?? BRI,
    credentials: CREDENTIALS,
    businessNow: START as Instant,
    machineNow: START as Instant,
    remainingMs: 10_000,
    lines: [] as RequestLine[],
    /** The keys whose use was noted; it is written beside the request, and so not here. */
    uses: [] as string[],
    events: [] as APIGatewayProxyEvent[],
  };
  const registry = registryOnly(() => [
    partnerItem(world.profile),
    ...world.credentials.map((credential) => credentialItem(keys, world.profile.partnerId, credential)),
  ]);
  const parts: PartnerApiParts = {
    keys,
    clock: { businessNow: () => world.businessNow, machineNow: () => world.machineNow },
    ids: { next: () => next("GATEWAY").padEnd(26, "0") },
    ledger: options.ledger?.(registry) ?? registry,
    log: (line) => world.lines.push(line),
    uses: { note: (_, keyId) => world.uses.push(keyId), takeFailures: () => ({}) },
  };
  const handler = createHandler(parts);

  async function send(event: APIGatewayProxyEvent): Promise<Reply> {
    world.events.push(event);
    const context = { getRemainingTimeInMillis: () => world.remainingMs } as Context;
    const { statusCode, headers = {}, body } = await handler(event, context);
    return {
      status: statusCode,
      headers: headers as Record<string, string>,
      body: JSON.parse(body),
      text: body,
    };
  }

  const now = () => formatInstant(world.machineNow);
  const pathTo = (service: SnapService) => {
    const { paths, basePath = "" } = world.profile.snap ?? {};
    return paths?.[service] ?? basePath + SNAP_SERVICES[service].tail;
  };
  const rsaSignature = (text: string, encoding: Deviation["encoding"]) =>
    sign("sha256", Buffer.from(text), rsa.privateKey).toString(
      encoding ?? world.profile.snap?.signatureEncoding,
    );

  async function askToken(
    deviation: Deviation & { readonly body?: string; readonly signedText?: string } = {},
  ) {
    const timestamp = deviation.timestamp ?? now();
    const clientKey = world.profile.snap?.clientKey ?? "";
    const text = deviation.signedText ?? `${clientKey}|${timestamp}`;
    const headers = {
      "Content-Type": "application/json",
      "X-TIMESTAMP": timestamp,
      "X-CLIENT-KEY": clientKey,
      "X-SIGNATURE": rsaSignature(text, deviation.encoding),
      ...deviation.headers,
    };
    const path = deviation.path ?? pathTo("token");
    return send(
      proxyEvent({
        ...deviation,
        path,
        headers,
        body: deviation.body ?? `{"grantType":"client_credentials"}`,
      }),
    );
  }

  let token: string | undefined;
  let tokenUntil = 0;
  async function currentToken(): Promise<string> {
    if (token === undefined || world.machineNow > tokenUntil) {
      token = (await askToken()).body.accessToken;
      tokenUntil = world.machineNow + 14 * 60_000;
    }
    return token;
  }

  async function call(service: SnapTransaction, body: unknown, deviation: Deviation = {}) {
    const bytes = body instanceof Uint8Array ? body : typeof body === "string" ? body : JSON.stringify(body);
    const path = deviation.path ?? pathTo(service);
    const timestamp = deviation.timestamp ?? now();
    const { signature, signatureEncoding } = world.profile.snap ?? {};
    const usesToken = signature !== "asymmetric-without-token";
    const bearer = deviation.token ?? (usesToken ? await currentToken() : undefined);
    const hash = createHash("sha256")
      .update(deviation.signedBody ?? bytes)
      .digest("hex");
    const text = [deviation.method ?? "POST", path, ...(usesToken ? [bearer] : []), hash, timestamp].join(
      ":",
    );
    const signWith = deviation.signWith ?? (usesToken ? "hmac" : "rsa");
    const encoding = deviation.encoding ?? signatureEncoding;
    const headers = {
      "Content-Type": "application/json",
      Authorization: bearer === undefined ? undefined : `Bearer ${bearer}`,
      "X-TIMESTAMP": timestamp,
      "X-SIGNATURE":
        signWith === "rsa"
          ? rsaSignature(text, encoding)
          : createHmac("sha512", deviation.secret ?? SECRET)
              .update(text)
              .digest(encoding ?? "base64"),
      "X-PARTNER-ID": world.profile.snap?.xPartnerId,
      "X-EXTERNAL-ID": next("EXT"),
      "CHANNEL-ID": world.profile.snap?.channelId,
      ...deviation.headers,
    };
    return send(proxyEvent({ ...deviation, path, headers, body: bytes }));
  }

  return Object.assign(world, {
    keys,
    send,
    askToken,
    inquire: (body: unknown, deviation?: Deviation) => call("inquiry", body, deviation),
    pay: (body: unknown, deviation?: Deviation) => call("payment", body, deviation),
    ask: (body: unknown, deviation?: Deviation) => call("status", body, deviation),
    call: (service: SnapService, body: unknown, deviation?: Deviation) =>
      service === "token" ? askToken(deviation) : call(service, body, deviation),
    /** Makes the handler read the registry anew, as it does every ten seconds. */
    letTimePass(seconds: number) {
      world.machineNow = instant(world.machineNow + seconds * 1000);
    },
  });
}

export type Bank = Awaited<ReturnType<typeof bank>>;

/** A ledger that holds the registry and nothing else. */
function registryOnly(items: () => Awaited<ReturnType<Ledger["readRange"]>>): Ledger {
  const refuse = () => Promise.reject(new Error("the database was called"));
  return {
    read: refuse,
    readTogether: refuse,
    readPage: refuse,
    readIndex: refuse,
    readIndexPage: refuse,
    write: refuse,
    transact: refuse,
    readRange: ({ partition }) => (partition === "PARTNERS" ? Promise.resolve(items()) : refuse()),
  };
}

interface Sent extends Deviation {
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The event that a REST API with binary media types makes of a request. */
export function proxyEvent({ method = "POST", path, query, headers, body }: Sent): APIGatewayProxyEvent {
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const bytes = Buffer.from(body);
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: method,
    headers: Object.fromEntries(sent),
    multiValueHeaders: Object.fromEntries(sent.map(([name, value]) => [name, [value]])),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { path, requestId: next("REQUEST") } as APIGatewayProxyEvent["requestContext"],
    body: bytes.length > 0 ? bytes.toString("base64") : null,
    isBase64Encoded: bytes.length > 0,
  };
}

export const NUMBERS = { partnerServiceId: "   77210", customerNo: NIK, virtualAccountNo: `   77210${NIK}` };
export const inquiryBody = (more: Record<string, unknown> = {}) => ({
  ...NUMBERS,
  inquiryRequestId: next("INQ"),
  additionalInfo: { idApp: "BRILINK" },
  ...more,
});
export const paymentBody = (more: Record<string, unknown> = {}) => ({
  ...NUMBERS,
  paymentRequestId: next("PAY"),
  paidAmount: { value: "8400.00", currency: "IDR" },
  trxDateTime: "2026-11-20T10:00:01+07:00",
  referenceNo: "70011204431",
  flagAdvise: "N",
  additionalInfo: { idApp: "BRILINK", passApp: "never-store-me" },
  ...more,
});

import { createHash, createHmac, randomUUID, sign } from "node:crypto";
import type { SnapUnderTest } from "../partner-under-test.ts";
import { fieldsOf, type RawReply, type Sent, type Wire } from "../raw-call.ts";
import { jakartaTime } from "./jakarta-time.ts";

export type SnapService = "token" | "inquiry" | "payment" | "status";

/** An answer of SNAP BI. */
export interface SnapReply extends RawReply {
  readonly service: SnapService;
  readonly responseCode: unknown;
  /** virtualAccountData, empty when there is none. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly additionalInfo: Readonly<Record<string, unknown>>;
}

/**
 * How a call departs from a right one. What is signed and what is sent are apart, because most faults of integrations are that they differ.
 */
export interface SnapTwist {
  readonly method?: string;
  /** Path and query as sent. */
  readonly target?: string;
  readonly signedMethod?: string;
  readonly signedPath?: string;
  /** Signed in place of the sent body. */
  readonly signedBody?: string | Uint8Array;
  readonly signedTimestamp?: string;
  readonly signedToken?: string;
  /** X-TIMESTAMP. */
  readonly timestamp?: string;
  /** The token in the header, null for no Authorization at all. */
  readonly token?: string | null;
  /** Secret or private key instead of the partner's own. */
  readonly key?: string;
  /** Changes the signature that was made. */
  readonly signature?: (genuine: string) => string;
  readonly externalId?: string;
  /** Added to the headers or put in place of one; null leaves it out, two values send it twice. */
  readonly headers?: Readonly<Record<string, string | null | readonly [string, string]>>;
}

type Fields = Readonly<Record<string, unknown>>;

const TAILS: Readonly<Record<SnapService, string>> = {
  token: "/v1.0/access-token/b2b",
  inquiry: "/v1.0/transfer-va/inquiry",
  payment: "/v1.0/transfer-va/payment",
  status: "/v1.0/transfer-va/status",
};

/** A bank that can do everything wrong. Requests go over the wire as they are written here. */
export class SnapBank {
  readonly partner: SnapUnderTest;
  readonly #wire: Wire;
  readonly #heard: (sent: Sent) => void;
  /** Shared by all copies of a bank: one token serves a whole run. */
  readonly #held: { token: Promise<string> | undefined };

  constructor(
    partner: SnapUnderTest,
    wire: Wire,
    heard: (sent: Sent) => void,
    held: { token: Promise<string> | undefined } = { token: undefined },
  ) {
    this.partner = partner;
    this.#wire = wire;
    this.#heard = heard;
    this.#held = held;
  }

  /** The public path of a service, as it is signed. */
  path(service: SnapService): string {
    return this.partner.paths?.[service] ?? this.partner.basePath + TAILS[service];
  }

  get usesToken(): boolean {
    return this.partner.signature === "symmetric-with-token";
  }

  /** The same bank with its token, its exchanges told to another listener. */
  heardBy(heard: (sent: Sent) => void): SnapBank {
    return new SnapBank(this.partner, this.#wire, heard, this.#held);
  }

  /** A token that holds, asked for once. @throws Error when the gateway gives none */
  token(): Promise<string> {
    this.#held.token ??= this.#newToken();
    return this.#held.token;
  }

  async #newToken(): Promise<string> {
    const reply = await this.askToken();
    const { accessToken } = reply.body;
    if (typeof accessToken === "string") return accessToken;
    this.#held.token = undefined;
    throw new Error(`no token was given: ${reply.status} ${String(reply.responseCode)}`);
  }

  /** Asks for a token. `body` is sent as it is. */
  askToken(
    twist: SnapTwist & { readonly clientKey?: string; readonly body?: string } = {},
  ): Promise<SnapReply> {
    const { partner } = this;
    const timestamp = twist.timestamp ?? jakartaTime();
    const clientKey = twist.clientKey ?? partner.clientKey;
    const text = `${clientKey}|${twist.signedTimestamp ?? timestamp}`;
    const genuine = rsa(twist.key ?? partner.privateKeyPem, text, partner.signatureEncoding);
    const body = Buffer.from(twist.body ?? '{"grantType":"client_credentials"}');
    const headers = {
      "Content-Type": "application/json",
      "X-TIMESTAMP": timestamp,
      "X-CLIENT-KEY": clientKey,
      "X-SIGNATURE": twist.signature?.(genuine) ?? genuine,
    };
    return this.#send("token", body, headers, twist);
  }

  /** Calls a transaction service with a body: fields, or a text or bytes that are sent as they are. */
  async call(
    service: Exclude<SnapService, "token">,
    content: Fields | string | Uint8Array,
    twist: SnapTwist = {},
  ): Promise<SnapReply> {
    const { partner } = this;
    const body = bytesOf(content);
    const timestamp = twist.timestamp ?? jakartaTime();
    const token =
      twist.token === undefined && this.usesToken ? await this.token() : (twist.token ?? undefined);
    const signed = [
      twist.signedMethod ?? "POST",
      twist.signedPath ?? this.path(service),
      ...(this.usesToken ? [twist.signedToken ?? token ?? ""] : []),
      createHash("sha256")
        .update(twist.signedBody ?? body)
        .digest("hex"),
      twist.signedTimestamp ?? timestamp,
    ].join(":");
    const genuine = this.signText(signed, twist.key);
    const headers: Record<string, string> = {
      "Content-Type": "application/json",
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      "X-TIMESTAMP": timestamp,
      "X-SIGNATURE": twist.signature?.(genuine) ?? genuine,
      "X-PARTNER-ID": partner.xPartnerId,
      "X-EXTERNAL-ID": twist.externalId ?? randomUUID(),
      "CHANNEL-ID": partner.channelId,
    };
    return this.#send(service, body, headers, twist);
  }

  /** Signs a transaction's text the partner's way. */
  signText(text: string, key?: string): string {
    const { partner } = this;
    if (!this.usesToken) return rsa(key ?? partner.privateKeyPem, text, partner.signatureEncoding);
    return createHmac("sha512", key ?? partner.clientSecret)
      .update(text)
      .digest(partner.signatureEncoding);
  }

  /** The three number fields, written as the standard writes them. */
  numbers(customerNo: string): Record<string, string> {
    const { partnerServiceId } = this.partner;
    return { partnerServiceId, customerNo, virtualAccountNo: partnerServiceId + customerNo };
  }

  async #send(
    service: SnapService,
    body: Uint8Array,
    headers: Readonly<Record<string, string>>,
    twist: SnapTwist,
  ): Promise<SnapReply> {
    const request = {
      method: twist.method ?? "POST",
      target: twist.target ?? this.path(service),
      headers: headerList({ ...headers, ...twist.headers }),
      body,
    };
    let reply: RawReply | undefined;
    try {
      reply = await this.#wire.send(request);
    } finally {
      this.#heard({ request, reply });
    }
    const data = fieldsOf(reply.body.virtualAccountData);
    const isInside = this.partner.additionalInfoPlace === "virtual-account-data" && service !== "token";
    const additionalInfo = fieldsOf((isInside ? data : reply.body).additionalInfo);
    return { ...reply, service, responseCode: reply.body.responseCode, data, additionalInfo };
  }
}

function rsa(privateKeyPem: string, text: string, encoding: "base64" | "hex"): string {
  return sign("sha256", Buffer.from(text), privateKeyPem).toString(encoding);
}

const bytesOf = (content: Fields | string | Uint8Array): Uint8Array => {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
};

/** Headers as pairs: null leaves one out, two values stand twice. */
export function headerList(
  headers: Readonly<Record<string, string | null | readonly [string, string]>>,
): (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (value === null) return [];
    const values = typeof value === "string" ? [value] : value;
    return values.map((one) => [name, one] as const);
  });
}

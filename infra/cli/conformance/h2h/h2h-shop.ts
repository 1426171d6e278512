import type { H2hUnderTest } from "../partner-under-test.ts";
import type { RawReply, RawRequest, Sent, Wire } from "../raw-call.ts";
import { headerList } from "../snap/snap-bank.ts";
import { digestOf, signatureBase, signBase } from "./signature.ts";

/** An answer of H2H with the request it answers: its signature covers parts of both. */
export interface H2hReply extends RawReply {
  readonly request: RawRequest;
  /** The name at the end of a problem's type. */
  readonly problem: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** How a call departs from a right one. What is signed and what is sent are apart. */
export interface H2hTwist {
  readonly method?: string;
  readonly target?: string;
  /** Content-Type, null for none. */
  readonly contentType?: string | null;
  /** Content-Digest, null for none. */
  readonly digest?: string | null;
  readonly idempotencyKey?: string;
  /** More headers, or others in place of the usual ones; null leaves one out, two values send it twice. */
  readonly headers?: Readonly<Record<string, string | null | readonly [string, string]>>;
  /** Components that are covered, as they stand in the list: `"@method"`. */
  readonly covered?: readonly string[];
  /** What is signed for a component instead of what is sent. */
  readonly signed?: Readonly<Record<string, string>>;
  /** Moved seconds of `created`. */
  readonly createdMoved?: number;
  /** The parameters as text, in place of the usual `;created=...;keyid="...";alg="..."`. */
  readonly parameters?: (usual: { created: number; keyId: string; algorithm: string }) => string;
  readonly key?: Pick<H2hUnderTest, "algorithm" | "privateKeyPem" | "secret" | "keyId">;
  readonly signature?: (genuine: Buffer) => Buffer;
  /** The two headers as text, changed after signing; what is left out is not sent. */
  readonly signatureHeaders?: (usual: SignatureHeaders) => Readonly<Record<string, string>>;
}

/** The two headers of a signature (RFC 9421 section 4). */
export type SignatureHeaders = Readonly<Record<"Signature-Input" | "Signature", string>>;

/** The calls of H2H. */
export const H2H_PATHS = {
  inquiries: "/h2h/v1/inquiries",
  payments: "/h2h/v1/payments",
  lookup: "/h2h/v1/members/lookup",
} as const;

/** A minimarket or post office that can do everything wrong. */
export class H2hShop {
  readonly partner: H2hUnderTest;
  readonly #wire: Wire;
  readonly #heard: (sent: Sent) => void;

  constructor(partner: H2hUnderTest, wire: Wire, heard: (sent: Sent) => void) {
    this.partner = partner;
    this.#wire = wire;
    this.#heard = heard;
  }

  /** The same shop, its exchanges told to another listener. */
  heardBy(heard: (sent: Sent) => void): H2hShop {
    return new H2hShop(this.partner, this.#wire, heard);
  }

  get(path: string, twist: H2hTwist = {}): Promise<H2hReply> {
    return this.call("GET", path, undefined, twist);
  }

  post(path: string, content: Fields | string | Uint8Array, twist: H2hTwist = {}): Promise<H2hReply> {
    return this.call("POST", path, content, twist);
  }

  /** Signs and sends a request. A text or bytes go as they are. */
  async call(
    usualMethod: string,
    path: string,
    content: Fields | string | Uint8Array | undefined,
    twist: H2hTwist = {},
  ): Promise<H2hReply> {
    const body = bytesOf(content);
    const method = twist.method ?? usualMethod;
    const target = twist.target ?? path;
    const headers = headerList({
      ...this.#contentHeaders(body, content !== undefined, twist),
      ...twist.headers,
    });
    const signature = this.#sign({ method, target, headers }, twist);
    const request = { method, target, headers: [...headers, ...headerList(signature)], body };
    return this.send(request);
  }

  /** Sends a request that is ready, as a network does that delivers one twice. */
  async send(request: RawRequest): Promise<H2hReply> {
    let reply: RawReply | undefined;
    try {
      reply = await this.#wire.send(request);
    } finally {
      this.#heard({ request, reply });
    }
    const { type } = reply.body;
    const problem = typeof type === "string" ? type.split("/").at(-1) : undefined;
    return { ...reply, request, problem };
  }

  #contentHeaders(body: Uint8Array, hasBody: boolean, twist: H2hTwist) {
    const { contentType = "application/json", digest = digestOf(body), idempotencyKey } = twist;
    return {
      ...(hasBody && { "Content-Type": contentType, "Content-Digest": digest }),
      ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
    };
  }

  #sign(
    request: Pick<RawRequest, "method" | "target" | "headers">,
    twist: H2hTwist,
  ): Readonly<Record<string, string>> {
    const { key = this.partner } = twist;
    const names = request.headers.map(([name]) => name.toLowerCase());
    const signable = ["content-type", "content-digest", "idempotency-key"].filter((name) =>
      names.includes(name),
    );
    const covered = twist.covered ?? ["@method", "@path", ...signable].map((name) => `"${name}"`);
    const created = Math.floor(Date.now() / 1000) + (twist.createdMoved ?? 0);
    const usual = { created, keyId: key.keyId, algorithm: key.algorithm };
    const parameters =
      twist.parameters?.(usual) ?? `;created=${created};keyid="${key.keyId}";alg="${key.algorithm}"`;
    const componentValue = (component: string) =>
      twist.signed?.[component] ?? this.#valueIn(component, request);
    const genuine = signBase(key, signatureBase(covered, parameters, componentValue));
    const bytes = twist.signature?.(genuine) ?? genuine;
    const headers = {
      "Signature-Input": `sig=(${covered.join(" ")})${parameters}`,
      Signature: `sig=:${bytes.toString("base64")}:`,
    };
    return twist.signatureHeaders?.(headers) ?? headers;
  }

  /** The value of a component as the wire will have it. */
  #valueIn(
    component: string,
    { method, target, headers }: Pick<RawRequest, "method" | "target" | "headers">,
  ): string {
    const name = component.replace(/^"([^"]*)".*$/, "$1");
    if (name === "@method") return method;
    if (name === "@path") return target.split("?")[0] ?? "";
    if (name === "@query") return target.includes("?") ? target.slice(target.indexOf("?")) : "?";
    if (name === "@authority") return new URL(this.#wire.baseUrl).host;
    const values = headers
      .filter(([header]) => header.toLowerCase() === name)
      .map(([, value]) => value.trim());
    return values.join(", ");
  }
}

function bytesOf(content: Fields | string | Uint8Array | undefined): Uint8Array {
  if (content === undefined) return new Uint8Array();
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
}

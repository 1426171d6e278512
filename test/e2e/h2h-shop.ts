import { createPublicKey, type JsonWebKey } from "node:crypto";
import { createSigner, createVerifier, httpbis, type Request } from "http-message-signatures";
import { contentDigest } from "../../shared/signature/content-digest.ts";
import type { H2hEntry } from "./sandbox.ts";

export interface ShopReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
  readonly text: string;
  /** The name at the end of a problem's type. */
  readonly problem: string | undefined;
}

const TERMINAL = { storeId: "T0AB", tillId: "02" };

/**
 * A shop whose requests are signed and whose answers are verified by `http-message-signatures`, a library that we did not write, with nothing but what
 * `sandbox.json` and `jwks.json` say. An answer that it does not find genuine is an error.
 */
export async function h2hShop(baseUrl: string, entry: H2hEntry) {
  const signer = createSigner(entry.privateKeyPem ?? entry.secret ?? "", entry.algorithm, entry.keyId);
  const published = (await (await fetch(`${baseUrl}/.well-known/jwks.json`)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };
  const keyLookup = async ({ keyid }: { keyid?: string }) => {
    const key = published.keys.find(({ kid }) => kid === keyid);
    if (!key) return null;
    const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
    return { verify: createVerifier(pem, "ed25519") };
  };

  async function call(method: string, path: string, content?: unknown): Promise<ShopReply> {
    const body = content === undefined ? undefined : JSON.stringify(content);
    const url = `${baseUrl}${path}`;
    const headers: Record<string, string> =
      body === undefined
        ? {}
        : { "Content-Type": "application/json", "Content-Digest": contentDigest(Buffer.from(body)) };
    const fields = [
      "@method",
      "@path",
      "@authority",
      ...Object.keys(headers).map((name) => name.toLowerCase()),
    ];
    const signed = await httpbis.signMessage({ key: signer, fields }, { method, url, headers });
    const sent = signed.headers as Record<string, string>;
    const answer = await fetch(url, { method, headers: sent, ...(body !== undefined && { body }) });
    const text = await answer.text();
    const reply = { status: answer.status, headers: Object.fromEntries(answer.headers) };
    if (contentDigest(Buffer.from(text)) !== reply.headers["content-digest"])
      throw new Error("digest differs");
    const request: Request = { method, url, headers: sent };
    const requiredFields = ["@status", "content-digest", "@method", "@path", "signature"];
    if (!(await httpbis.verifyMessage({ keyLookup, requiredFields }, reply, request))) {
      throw new Error(`${method} ${path}: the answer is not genuine`);
    }
    const parsed = JSON.parse(text);
    const type = typeof parsed.type === "string" ? parsed.type : undefined;
    return { ...reply, body: parsed, text, problem: type?.split("/").at(-1) };
  }

  return {
    call,
    inquire: (nik: string, months: number) =>
      call("POST", "/h2h/v1/inquiries", {
        customerNumber: { type: "NIK", value: nik },
        months,
        terminal: TERMINAL,
      }),
    pay: (paymentReference: string, quote: ShopReply, more: Record<string, unknown> = {}) =>
      call("POST", "/h2h/v1/payments", {
        paymentReference,
        inquiryId: quote.body.inquiryId,
        amount: quote.body.totalAmount,
        paidAt: "2026-11-20T10:00:01+07:00",
        terminal: TERMINAL,
        ...more,
      }),
    ask: (reference: string) => call("GET", `/h2h/v1/payments/${reference}`),
    reverse: (reference: string) =>
      call("POST", `/h2h/v1/payments/${reference}/reversal`, {
        reason: "CUSTOMER_CHANGED_MIND",
        reversedAt: "2026-11-20T10:01:00+07:00",
      }),
    lookUp: (nik: string) =>
      call("POST", "/h2h/v1/members/lookup", { customerNumber: { type: "NIK", value: nik } }),
  };
}

import { createHmac, createPrivateKey, type JsonWebKey, webcrypto } from "node:crypto";
import {
  component,
  createSignature,
  type FieldOccurrence,
  webcrypto as providers,
  type RequestDescriptor,
  type Signer,
  verifySignature,
} from "http-message-sig";
import { contentDigest } from "../../shared/signature/content-digest.ts";
import type { H2hEntry } from "./sandbox.ts";

const { subtle } = webcrypto;

export interface SignedReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The name at the end of a problem's type. */
  readonly problem: string | undefined;
}

const ALGORITHMS = {
  ed25519: { name: "Ed25519" },
  "rsa-pss-sha512": { name: "RSA-PSS", hash: "SHA-512" },
} as const;

/** The library brings two algorithms and takes any other that its user writes. */
async function signerOf({ algorithm, privateKeyPem = "", secret = "" }: H2hEntry): Promise<Signer> {
  if (algorithm === "hmac-sha256") {
    return { algorithm, sign: (data) => createHmac("sha256", secret).update(data).digest() };
  }
  const pkcs8 = createPrivateKey(privateKeyPem).export({ format: "der", type: "pkcs8" });
  const key = await subtle.importKey("pkcs8", pkcs8, ALGORITHMS[algorithm], false, ["sign"]);
  return providers.signer(key);
}

/**
 * A second shop that we did not write: Cloudflare's `http-message-sig` signs the requests and verifies the answers, with nothing but what `sandbox.json` and
 * `jwks.json` say. An answer that it does not find genuine, fresh and meant for this request is an error.
 */
export async function httpMessageSigShop(baseUrl: string, entry: H2hEntry) {
  const signer = await signerOf(entry);
  const published = (await (await fetch(`${baseUrl}/.well-known/jwks.json`)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };

  return async (method: string, path: string, content?: unknown): Promise<SignedReply> => {
    const body = content === undefined ? undefined : JSON.stringify(content);
    const digest = contentDigest(Buffer.from(body ?? ""));
    const named = { "content-type": "application/json", "content-digest": digest };
    const fields: FieldOccurrence[] =
      body === undefined ? [] : Object.entries(named).map(([name, value]) => ({ name, value }));
    const unsigned: RequestDescriptor = { kind: "request", method, targetUri: baseUrl + path, fields };
    const { signature, signatureInput } = await createSignature(unsigned, {
      label: "shop",
      components: ["@method", "@authority", "@path", ...fields.map(({ name }) => name)],
      parameters: { created: Math.floor(Date.now() / 1000), keyid: entry.keyId, alg: signer.algorithm },
      signer,
    });
    const signed = [
      ...fields,
      { name: "signature-input", value: signatureInput },
      { name: "signature", value: signature },
    ];
    const headers = signed.map(({ name, value }): [string, string] => [name, value]);
    const answer = await fetch(baseUrl + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    if (contentDigest(Buffer.from(text)) !== answer.headers.get("content-digest")) {
      throw new Error(`${method} ${path}: the answer's digest differs`);
    }
    await verified(answer, { ...unsigned, fields: signed });
    const parsed = JSON.parse(text);
    const problem = typeof parsed.type === "string" ? parsed.type.split("/").at(-1) : undefined;
    return { status: answer.status, headers: answer.headers, body: parsed, text, problem };
  };

  /** @throws SignatureError */
  async function verified(answer: Response, request: RequestDescriptor): Promise<void> {
    const fields = [...answer.headers].map(([name, value]) => ({ name, value }));
    const bound = ["@method", "@path", "signature"].map((name) => component(name, { req: true }));
    await verifySignature(
      { kind: "response", status: answer.status, fields, request },
      {
        policy: {
          algorithms: ["ed25519"],
          requiredComponents: ["@status", "content-type", "content-digest", ...bound],
          requiredParameters: ["created", "keyid", "alg"],
          maxAge: 60,
          clockSkew: 5,
        },
        async resolveVerifier({ parameters }) {
          const jwk = published.keys.find(({ kid }) => kid === parameters.keyid);
          if (!jwk) throw new Error("the answer names a key that is not published");
          const { kty, crv, x } = jwk;
          const key = { kty, crv, x } as webcrypto.JsonWebKey;
          return providers.verifier(
            await subtle.importKey("jwk", key, ALGORITHMS.ed25519, false, ["verify"]),
          );
        },
      },
    );
  }
}

import type { H2hAlgorithm } from "../../shared/partner/credential.ts";
import { contentDigest, judgeContentDigest } from "../../shared/signature/content-digest.ts";
import { verifySignature } from "../../shared/signature/signature-algorithm.ts";
import {
  type SignableAnswer,
  type SignableRequest,
  signatureBase,
} from "../../shared/signature/signature-base.ts";
import { readSignature } from "../../shared/signature/signature-input.ts";
import {
  type SfInnerList,
  sfInteger,
  sfString,
  writeInnerList,
} from "../../shared/signature/structured-fields.ts";
import { signBase } from "./conformance/h2h/signature.ts";

/** What an H2H partner needs to call us, as `sandbox.json` gives it. */
export interface H2hCredentials {
  readonly keyId: string;
  readonly algorithm: H2hAlgorithm;
  readonly privateKeyPem?: string | undefined;
  readonly secret?: string | undefined;
}

/** Signs a request as a partner does (design 5.2). @returns all its headers, by lower-case name */
export function signedHeaders(
  partner: H2hCredentials,
  request: {
    readonly method: string;
    readonly path: string;
    readonly body: string;
    readonly idempotencyKey?: string;
  },
  createdSeconds: number,
): Record<string, string> {
  const { method, path, body, idempotencyKey } = request;
  const headers: Record<string, string> = {
    ...(body !== "" && {
      "content-type": "application/json",
      "content-digest": contentDigest(Buffer.from(body)),
    }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
  };
  const names = ["@method", "@path", ...Object.keys(headers)];
  const covered: SfInnerList = {
    items: names.map((name) => ({ bare: sfString(name), parameters: new Map() })),
    parameters: new Map([
      ["created", sfInteger(createdSeconds)],
      ["keyid", sfString(partner.keyId)],
      ["alg", sfString(partner.algorithm)],
    ]),
  };
  const base = signatureBase(covered, { method, path, headers: new Map(Object.entries(headers)) });
  if (base.kind !== "base") throw new RangeError(`cannot sign ${base.component}`);
  const signature = signBase(partner, base.text).toString("base64");
  return {
    ...headers,
    "signature-input": `till=${writeInnerList(covered)}`,
    signature: `till=:${signature}:`,
  };
}

/** What an answer has to cover before a till believes it. */
const ANSWER_COVERS = ['"@status"', '"content-digest"', '"@method";req', '"@path";req', '"signature";req'];

/** Says whether an answer is the gateway's, untouched, and meant for this very request. `publicKeyPem` is from jwks.json. */
export function isGenuineAnswer(
  answer: Omit<SignableAnswer, "request"> & { readonly body: Uint8Array },
  request: SignableRequest,
  publicKeyPem: (keyId: string) => string | undefined,
): boolean {
  const reading = readSignature(answer.headers);
  if (reading.kind !== "read") return false;
  const { covered, keyId = "", signature } = reading.input;
  const pem = publicKeyPem(keyId);
  const text = writeInnerList(covered);
  if (pem === undefined || !ANSWER_COVERS.every((component) => text.includes(component))) return false;
  const base = signatureBase(covered, { ...answer, request });
  const digest = answer.headers.get("content-digest") ?? "";
  return (
    base.kind === "base" &&
    judgeContentDigest(digest, answer.body) === "matches" &&
    verifySignature({ algorithm: "ed25519", publicKeyPem: pem }, base.text, signature)
  );
}

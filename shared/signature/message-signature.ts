import { type KeyObject, sign } from "node:crypto";
import type { Instant } from "../calendar/calendar.ts";
import { type SignatureKey, verifySignature } from "./signature-algorithm.ts";
import { type SignableAnswer, type SignableRequest, signatureBase } from "./signature-base.ts";
import type { SignatureInput } from "./signature-input.ts";
import {
  SF_TRUE,
  type SfInnerList,
  type SfItem,
  type SfParameters,
  sfInteger,
  sfString,
  writeInnerList,
} from "./structured-fields.ts";

export type SignatureVerdict =
  | { readonly kind: "genuine" }
  | { readonly kind: "wrong" }
  | { readonly kind: "component-absent"; readonly component: string };

/** Says whether a request's signature is the key's (RFC 9421 section 3.2). Nothing about its age, nor about what it should have covered. */
export function verifyRequest(
  input: SignatureInput,
  request: SignableRequest,
  key: SignatureKey,
): SignatureVerdict {
  const base = signatureBase(input.covered, request);
  if (base.kind !== "base") return base;
  return { kind: verifySignature(key, base.text, input.signature) ? "genuine" : "wrong" };
}

/** An Ed25519 key that signs answers. */
export interface AnswerKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Label of our own signatures. */
const LABEL = "kanal";

const NO_PARAMETERS: SfParameters = new Map();
const BOUND: SfParameters = new Map([["req", SF_TRUE]]);

const component = (name: string, parameters: SfParameters): SfItem => ({ bare: sfString(name), parameters });

/**
 * Signs an answer with the request it answers bound into it (RFC 9421 section 2.4), so that nobody can hand one payment's receipt to another.
 * @returns the two headers to add. @throws RangeError when a component that is to be covered is not in the message
 */
export function signAnswer(
  answer: SignableAnswer,
  what: { readonly own: readonly string[]; readonly ofRequest: readonly string[] },
  { keyId, privateKey }: AnswerKey,
  at: Instant,
): { readonly "signature-input": string; readonly signature: string } {
  const covered: SfInnerList = {
    items: [
      ...what.own.map((name) => component(name, NO_PARAMETERS)),
      ...what.ofRequest.map((name) => component(name, BOUND)),
    ],
    parameters: new Map([
      ["created", sfInteger(Math.floor(at / 1000))],
      ["keyid", sfString(keyId)],
      ["alg", sfString("ed25519")],
    ]),
  };
  const base = signatureBase(covered, answer);
  if (base.kind !== "base") throw new RangeError(`no ${base.component}`);
  return {
    "signature-input": `${LABEL}=${writeInnerList(covered)}`,
    signature: `${LABEL}=:${sign(null, Buffer.from(base.text), privateKey).toString("base64")}:`,
  };
}

import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { fieldsOf, type Wire } from "../raw-call.ts";
import type { H2hReply } from "./h2h-shop.ts";
import { signatureBase } from "./signature.ts";

/** The gateway's published keys, by key id. */
export type AnswerKeys = ReadonlyMap<string, KeyObject>;

/** Reads `/.well-known/jwks.json`; only public Ed25519 keys count. */
export async function readAnswerKeys(wire: Wire): Promise<AnswerKeys> {
  const reply = await wire.send({
    method: "GET",
    target: "/.well-known/jwks.json",
    headers: [],
    body: new Uint8Array(),
  });
  const keys = Array.isArray(reply.body.keys) ? reply.body.keys.map(fieldsOf) : [];
  const known = new Map<string, KeyObject>();
  for (const key of keys) {
    if (key.crv === "Ed25519" && typeof key.kid === "string") {
      known.set(key.kid, createPublicKey({ key: key as JsonWebKey, format: "jwk" }));
    }
  }
  return known;
}

/** What an answer's signature turned out to be, part by part. */
export interface AnswerVerdict {
  readonly covered: readonly string[];
  readonly parameters: string;
  readonly keyId: string;
  readonly algorithm: string;
  /** Epoch seconds, NaN when it is not there. */
  readonly created: number;
  readonly isKeyKnown: boolean;
  readonly isGenuine: boolean;
  readonly digestMatches: boolean;
}

const INPUT = /^([a-z*][a-z0-9_.*-]*)=\(([^()]*)\)((?:;[a-z]+(?:="[^"]*"|=\d+)?)*)$/;

/** Judges an answer's signature (RFC 9421 sections 2.4 and 3.2) against the request that it should belong to. Undefined when the headers are not readable. */
export function judgeAnswer(
  reply: H2hReply,
  request: H2hReply["request"],
  keys: AnswerKeys,
): AnswerVerdict | undefined {
  const [, label = "", list = "", parameters = ""] =
    INPUT.exec(reply.headers.get("signature-input") ?? "") ?? [];
  const bytes = new RegExp(`^${label}=:([A-Za-z0-9+/=]+):$`).exec(reply.headers.get("signature") ?? "")?.[1];
  if (label === "" || bytes === undefined) return undefined;
  const covered = list.split(" ").filter((component) => component !== "");
  const parameter = (name: string) => new RegExp(`;${name}="?([^";]*)"?`).exec(parameters)?.[1] ?? "";
  const keyId = parameter("keyid");
  const key = keys.get(keyId);
  const base = signatureBase(covered, parameters, (component) => componentValue(component, reply, request));
  const digest = createHash("sha256").update(reply.bytes).digest("base64");
  return {
    ...{ covered, parameters, keyId },
    algorithm: parameter("alg"),
    created: Number(parameter("created") || Number.NaN),
    isKeyKnown: key !== undefined,
    isGenuine: key !== undefined && verify(null, Buffer.from(base), key, Buffer.from(bytes, "base64")),
    digestMatches: reply.headers.get("content-digest") === `sha-256=:${digest}:`,
  };
}

function componentValue(component: string, reply: H2hReply, request: H2hReply["request"]): string {
  const [, name = "", isOfRequest] = /^"([^"]*)"(;req)?$/.exec(component) ?? [];
  if (!isOfRequest) return name === "@status" ? String(reply.status) : (reply.headers.get(name) ?? "");
  if (name === "@method") return request.method;
  if (name === "@path") return request.target.split("?")[0] ?? "";
  const values = request.headers
    .filter(([header]) => header.toLowerCase() === name)
    .map(([, value]) => value);
  return values.join(", ");
}

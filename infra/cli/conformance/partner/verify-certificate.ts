import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import * as z from "zod/mini";
import { Certificate } from "../../../local/sandbox/scenarios/certificate.ts";
import { CERTIFICATE_ALGORITHM, CERTIFICATE_TYPE } from "../../../local/sandbox/scenarios/certificate-key.ts";

export type CertificateVerdict =
  | { readonly kind: "genuine"; readonly certificate: Certificate }
  | { readonly kind: "not-genuine"; readonly because: string };

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Reads a key set from an address or a file. */
export async function readKeySet(place: string): Promise<JSONWebKeySet> {
  const isUrl = /^https?:\/\//.test(place);
  const text = isUrl ? await (await fetch(place)).text() : await readFile(place, "utf8");
  return z.parse(KeySet, JSON.parse(text));
}

/** Verifies a certificate against a sandbox's key set and, where it is given, the record that it speaks of. */
export async function verifyCertificate(
  jws: string,
  keys: JSONWebKeySet,
  record?: string,
): Promise<CertificateVerdict> {
  let payload: Uint8Array;
  try {
    const options = { algorithms: [CERTIFICATE_ALGORITHM] };
    const verified = await compactVerify(jws.trim(), createLocalJWKSet(keys), options);
    if (verified.protectedHeader.typ !== CERTIFICATE_TYPE) {
      return { kind: "not-genuine", because: "it is signed, but is no certificate" };
    }
    payload = verified.payload;
  } catch (error) {
    return { kind: "not-genuine", because: error instanceof Error ? error.message : "it is unreadable" };
  }
  const read = z.safeParse(Certificate, JSON.parse(Buffer.from(payload).toString("utf8")));
  if (!read.success)
    return { kind: "not-genuine", because: "it says other things than a certificate of this kit" };
  const certificate = read.data;
  if (
    record !== undefined &&
    createHash("sha256").update(record).digest("hex") !== certificate.recordSha256
  ) {
    return { kind: "not-genuine", because: "the record is not the one that it speaks of" };
  }
  return { kind: "genuine", certificate };
}

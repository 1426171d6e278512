import { readFileSync } from "node:fs";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import * as z from "zod/mini";
import { Certificate } from "../../local/sandbox/scenarios/certificate.ts";
import { PartnerStop } from "./partner-stop.ts";

export type CertificateVerdict =
  | { readonly kind: "good"; readonly certificate: Certificate }
  | { readonly kind: "bad"; readonly because: string };

/**
 * Judges a conformance certificate: signed by the sandbox, for this partner, of a whole run at full pace. `keys` is a file or an address with the sandbox's
 * public keys.
 */
export async function judgeCertificate(
  file: string,
  keys: string,
  partnerId: string,
): Promise<CertificateVerdict> {
  const set = await keySet(keys);
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(read(file).trim(), createLocalJWKSet(set)));
  } catch {
    return { kind: "bad", because: "tanda tangan bukan milik sandbox / not signed by the sandbox" };
  }
  const parsed = z.safeParse(Certificate, JSON.parse(Buffer.from(payload).toString()));
  if (!parsed.success) return { kind: "bad", because: "isinya tidak dikenal / of a form that is not known" };
  const certificate = parsed.data;
  if (certificate.sub !== partnerId) return { kind: "bad", because: `milik / is that of ${certificate.sub}` };
  if (certificate.kind !== "conformance") return { kind: "bad", because: "hanya gladi / a rehearsal only" };
  return { kind: "good", certificate };
}

async function keySet(keys: string): Promise<JSONWebKeySet> {
  try {
    const text = /^https?:/.test(keys) ? await (await fetch(keys)).text() : read(keys);
    return JSON.parse(text) as JSONWebKeySet;
  } catch (error) {
    if (error instanceof PartnerStop) throw error;
    throw new PartnerStop(
      `Kunci publik sandbox tidak terbaca / Cannot read the sandbox's public keys: ${keys}`,
    );
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new PartnerStop(`Berkas tidak terbaca / Cannot read the file: ${file}`);
  }
}

import { createHash } from "node:crypto";
import { bodyTexts } from "../body-texts.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";

const IN_HEX = nearMiss("digest-in-hex");
const OTHER_HASH = nearMiss("digest-other-hash");
const FORM = nearMiss("digest-form");

const FUNCTIONS = ["sha256", "sha512", "sha384", "sha1", "md5"];
const VALUE = /[=:]+"?([A-Za-z0-9+/_-]+={0,2})"?:?\s*$/;

/** What was hashed, or how the hash was written, in a Content-Digest that does not fit its body. */
export function digestMisses(header: string, body: Uint8Array): readonly NearMiss[] {
  const value = VALUE.exec(header.trim())?.[1];
  if (value === undefined) return [FORM];
  const form = /^(?:sha-256|sha-512)=:[^:]*:$/.test(header.trim()) ? [] : [FORM];
  const bodies = [
    { misses: [] as readonly NearMiss[], text: Buffer.from(body) },
    ...bodyTexts(body).flatMap(({ name, texts }) =>
      texts.map((text) => ({ misses: [{ name }], text: Buffer.from(text) })),
    ),
  ];
  for (const { misses, text } of bodies) {
    for (const name of FUNCTIONS) {
      const written = writingsOf(createHash(name).update(text).digest()).get(value);
      if (!written) continue;
      const isNamed = header
        .trim()
        .toLowerCase()
        .startsWith(`sha-${name.slice(3)}=`);
      return [...misses, ...(isNamed ? [] : [OTHER_HASH]), ...written, ...form];
    }
  }
  return form;
}

/** Each text that a hash is known to be written as, with what is wrong about it. */
function writingsOf(hash: Buffer): ReadonlyMap<string, readonly NearMiss[]> {
  const hex = hash.toString("hex");
  return new Map([
    [hash.toString("base64"), []],
    [hash.toString("base64url"), [FORM]],
    [hex, [IN_HEX]],
    [hex.toUpperCase(), [IN_HEX]],
    [Buffer.from(hex).toString("base64"), [IN_HEX]],
  ]);
}

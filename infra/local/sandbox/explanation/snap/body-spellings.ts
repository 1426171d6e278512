import { createHash } from "node:crypto";
import { bodyTexts } from "../body-texts.ts";
import type { NearMissName } from "../near-miss.ts";
import type { Spelling } from "../signing-text.ts";

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content);
const hex = (content: string | Uint8Array) => sha256(content).digest("hex");

/** A raw body in the string to sign is only tried up to here: each candidate is as long as the body. */
const RAW_CHARACTERS_MAX = 4_096;

/** What others are known to put where the body's hash belongs (snap-bi.md 2.3, 2.4). `body` is as received. */
export function bodySpellings(body: Uint8Array): readonly Spelling[] {
  const text = Buffer.from(body).toString("utf8");
  return [
    ...bodyTexts(body).map(
      ({ texts, ...miss }): Spelling => ({ ...miss, part: "bodyHash", values: texts.map(hex) }),
    ),
    ...wrongHashes(body, text),
  ];
}

function wrongHashes(body: Uint8Array, text: string): readonly Spelling[] {
  const spelling = (name: NearMissName, values: readonly string[]): Spelling => ({
    part: "bodyHash",
    name,
    values,
  });
  const isLong = text.length > RAW_CHARACTERS_MAX;
  return [
    spelling("body-hash-upper-case", [hex(body).toUpperCase()]),
    spelling("body-hash-base64", [
      sha256(body).digest("base64"),
      sha256(body).digest("base64url"),
      Buffer.from(hex(body)).toString("base64"),
    ]),
    spelling("body-not-hashed", isLong ? [] : [text]),
    spelling("body-hash-empty", [""]),
    spelling("body-hash-other", [
      ...["sha512", "sha1", "md5"].map((name) => createHash(name).update(body).digest("hex")),
      hex(hex(body)),
    ]),
  ];
}

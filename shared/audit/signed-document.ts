import { CompactSign, compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import * as z from "zod/mini";
import { type BusinessDate, type Instant, instant, parseBusinessDate } from "../calendar/calendar.ts";
import type { SigningKey } from "../seal/signing-key.ts";

const ALGORITHM = "ES256";

const Day = z.custom<BusinessDate>(
  (day) => typeof day === "string" && parseBusinessDate(day) !== undefined,
  "not a day",
);
const At = z.pipe(
  z.number(),
  z.transform((at): Instant => instant(at)),
);
const ShardHead = z.object({ shard: z.string(), count: z.number(), hash: z.string() });

/** How many entries a chain has, and the hash of the last one. */
export type ShardHead = z.infer<typeof ShardHead>;

const Root = z.object({
  format: z.literal("kanal-audit-root/1"),
  day: Day,
  sealedAt: At,
  shards: z.readonly(z.array(ShardHead)),
  /** The root before this one; null in the very first. */
  previousDay: z.nullable(Day),
  previousRootHash: z.nullable(z.string()),
});
const Tip = z.object({
  format: z.literal("kanal-audit-tip/1"),
  day: Day,
  at: At,
  shards: z.readonly(z.array(ShardHead)),
});

/** What a day holds, for ever: signed after it was closed, and linked to the root of the day before. */
export type AuditRoot = z.infer<typeof Root>;
/** How far a day had come at an instant: what is cut off later contradicts it. */
export type AuditTip = z.infer<typeof Tip>;

const SCHEMAS = { root: Root, tip: Tip } as const;
type Documents = { readonly root: AuditRoot; readonly tip: AuditTip };

/** Said in the protected header, so that a tip can never be shown as a root. */
const typeOf = (kind: keyof Documents) => `kanal-audit-${kind}+jws`;

export type Opened<T> =
  | { readonly kind: "genuine"; readonly document: T; readonly bytes: Uint8Array }
  /** No signature of ours: another key, changed text, or a document of another kind. */
  | { readonly kind: "forged" }
  /** Ours by signature and yet not a document that this program knows. */
  | { readonly kind: "unreadable" };

/** Signs a document as a compact JWS (RFC 7515). */
export function signDocument<K extends keyof Documents>(
  key: SigningKey,
  kind: K,
  document: Documents[K],
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(document)))
    .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: typeOf(kind) })
    .sign(key.privateKey);
}

/** Opens a signed document with the published keys. The signature is checked over the bytes as they lie there, before anything in them is believed. */
export async function openDocument<K extends keyof Documents>(
  keys: JSONWebKeySet,
  kind: K,
  text: string,
): Promise<Opened<Documents[K]>> {
  let bytes: Uint8Array;
  try {
    const verified = await compactVerify(text.trim(), createLocalJWKSet(keys), { algorithms: [ALGORITHM] });
    if (verified.protectedHeader.typ !== typeOf(kind)) return { kind: "forged" };
    bytes = verified.payload;
  } catch {
    return { kind: "forged" };
  }
  try {
    const read = z.safeParse(SCHEMAS[kind], JSON.parse(new TextDecoder().decode(bytes)));
    if (!read.success) return { kind: "unreadable" };
    return { kind: "genuine", document: read.data as Documents[K], bytes };
  } catch {
    return { kind: "unreadable" };
  }
}

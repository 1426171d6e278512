/** A JSON value. Numbers that a double cannot hold stand as their own text: a bare 20-digit customerNo has to survive (snap-bi.md 8.18). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export type StrictJsonCause =
  | "too-large"
  | "not-utf8"
  | "byte-order-mark"
  | "not-json"
  | "duplicate-key"
  | "too-deep";

export type StrictJson =
  | { readonly kind: "json"; readonly value: JsonValue }
  | { readonly kind: "refused"; readonly cause: StrictJsonCause };

export interface StrictJsonLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

const LIMITS: StrictJsonLimits = { maxBytes: 64 * 1024, maxDepth: 16 };

/**
 * Reads the received bytes as JSON (RFC 8259), once and strictly: UTF-8 without a byte order mark, no duplicate keys, bounded depth and
 * size. A duplicate key is refused because a validator and the code behind it could see different values (snap-bi.md 2.4, 8.18).
 * Never throws for any bytes; everything JSON.parse takes within the limits comes out as JSON.parse would have it.
 */
export function readStrictJson(bytes: Uint8Array, limits: StrictJsonLimits = LIMITS): StrictJson {
  if (bytes.length > limits.maxBytes) return { kind: "refused", cause: "too-large" };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { kind: "refused", cause: "byte-order-mark" };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: "refused", cause: "not-utf8" };
  try {
    return { kind: "json", value: readDocument({ text, at: 0, depthLeft: limits.maxDepth }) };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { kind: "refused", cause: refusal.reason };
    throw refusal;
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Leaves the recursion; never leaves this file. */
class Refusal extends Error {
  readonly reason: StrictJsonCause;

  constructor(reason: StrictJsonCause) {
    super(reason);
    this.reason = reason;
  }
}

interface Cursor {
  readonly text: string;
  at: number;
  depthLeft: number;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text)?.[0];
  if (match !== undefined) cursor.at += match.length;
  return match;
}

/** The next character that is not white space, taken when it is the wanted one. */
function takes(cursor: Cursor, wanted: string): boolean {
  take(cursor, SPACE);
  if (cursor.text[cursor.at] !== wanted) return false;
  cursor.at += 1;
  return true;
}

function readDocument(cursor: Cursor): JsonValue {
  const value = readValue(cursor);
  take(cursor, SPACE);
  if (cursor.at !== cursor.text.length) throw new Refusal("not-json");
  return value;
}

function readValue(cursor: Cursor): JsonValue {
  if (takes(cursor, "{")) return nested(cursor, readObject);
  if (takes(cursor, "[")) return nested(cursor, readArray);
  if (cursor.text[cursor.at] === '"') return takeString(cursor);
  const number = take(cursor, NUMBER);
  if (number !== undefined) return numberOrText(number);
  for (const [word, value] of WORDS) {
    if (cursor.text.startsWith(word, cursor.at)) {
      cursor.at += word.length;
      return value;
    }
  }
  throw new Refusal("not-json");
}

function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  if (cursor.depthLeft === 0) throw new Refusal("too-deep");
  cursor.depthLeft -= 1;
  const value = read(cursor);
  cursor.depthLeft += 1;
  return value;
}

function readObject(cursor: Cursor): JsonObject {
  const object: Record<string, JsonValue> = {};
  if (takes(cursor, "}")) return object;
  do {
    take(cursor, SPACE);
    const key = takeString(cursor);
    if (Object.hasOwn(object, key)) throw new Refusal("duplicate-key");
    if (!takes(cursor, ":")) throw new Refusal("not-json");
    const value = readValue(cursor);
    // Plain assignment to "__proto__" would change the object's prototype instead of giving it a key.
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } while (takes(cursor, ","));
  if (!takes(cursor, "}")) throw new Refusal("not-json");
  return object;
}

function readArray(cursor: Cursor): JsonValue[] {
  const array: JsonValue[] = [];
  if (takes(cursor, "]")) return array;
  do array.push(readValue(cursor));
  while (takes(cursor, ","));
  if (!takes(cursor, "]")) throw new Refusal("not-json");
  return array;
}

/** Raw control characters are forbidden inside a string, any other character is allowed, U+2028 included (RFC 8259 section 7). */
function readString({ text, at }: Cursor): { readonly value: string; readonly end: number } {
  if (text.charCodeAt(at) !== QUOTE) throw new Refusal("not-json");
  let end = at + 1;
  let plain = true;
  for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(end)) {
    // NaN, the end of the text, is not above anything.
    if (!(code >= FIRST_PRINTABLE)) throw new Refusal("not-json");
    if (code === BACKSLASH) plain = false;
    end += code === BACKSLASH ? 2 : 1;
  }
  const token = text.slice(at, end + 1);
  return { value: plain ? token.slice(1, -1) : unescaped(token), end: end + 1 };
}

function takeString(cursor: Cursor): string {
  const { value, end } = readString(cursor);
  cursor.at = end;
  return value;
}

function unescaped(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    throw new Refusal("not-json");
  }
}

/** A double keeps any 15 significant digits and every integer up to 2^53; what it would change stays text. */
function numberOrText(token: string): number | string {
  const value = Number(token);
  if (/^-?\d+$/.test(token) && Number.isSafeInteger(value)) return value;
  const digits = token
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+/, "");
  if (digits === "") return value;
  const inRange = Math.abs(value) > 1e-300 && Number.isFinite(value);
  return inRange && digits.length <= 15 ? value : token;
}

import type { NearMiss, NearMissName } from "./near-miss.ts";

/** A body as somebody hashed it instead of the sent one. */
export interface BodyTexts extends NearMiss {
  readonly texts: readonly string[];
}

/** Other texts than the sent bytes that are known to be hashed in their place (snap-bi.md 2.4). */
export function bodyTexts(body: Uint8Array): readonly BodyTexts[] {
  const text = Buffer.from(body).toString("utf8");
  const written = rewritten(text);
  const hashed = (name: NearMissName, texts: readonly string[]): BodyTexts => ({ name, texts });
  return [
    hashed("body-reserialised", written.plain),
    hashed("body-spaces-stripped", [text.replace(/\s+/g, "")]),
    hashed("body-spaced", [...written.spaced, `${text}\n`, `${text}\r\n`]),
    hashed("body-escaped", written.escaped),
    hashed("body-sorted", written.sorted),
    hashed("body-hash-of-nothing", ["", "{}", "[]", "null", '""']),
  ];
}

/** The ways in which serialisers write the same value. */
interface Rewritten {
  readonly plain: readonly string[];
  readonly spaced: readonly string[];
  readonly escaped: readonly string[];
  readonly sorted: readonly string[];
}

const NOT_ASCII = /[\u0080-\uffff]/g;
const unicodeEscape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

function rewritten(text: string): Rewritten {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { plain: [], spaced: [], escaped: [], sorted: [] };
  }
  const plain = JSON.stringify(value);
  const ascii = plain.replace(NOT_ASCII, unicodeEscape);
  return {
    plain: [plain],
    // Indented, and as Python's json.dumps writes it unless it is told otherwise.
    spaced: [JSON.stringify(value, null, 2), JSON.stringify(value, null, 4), pythonStyle(plain)],
    escaped: [
      ascii,
      // PHP's json_encode, with and without its escaping of letters.
      ascii.replaceAll("/", "\\/"),
      plain.replaceAll("/", "\\/"),
      // Go and Gson escape what HTML would read.
      plain.replace(/[<>&]/g, unicodeEscape),
      plain.replace(/[<>&=']/g, unicodeEscape),
    ],
    sorted: [JSON.stringify(inOrder(value))],
  };
}

/** A blank after each comma and colon outside strings. */
const pythonStyle = (json: string) =>
  json.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (piece) => (piece.length === 1 ? `${piece} ` : piece));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, inOrder(inner)]));
}

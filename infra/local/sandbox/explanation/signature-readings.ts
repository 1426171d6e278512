import { decodeBase64 } from "../../../../shared/signature/base64.ts";
import { type NearMiss, nearMiss } from "./near-miss.ts";

/** The bytes that a signature's text may stand for, with what was wrong about the text. */
export interface SignatureReading {
  readonly bytes: Buffer;
  readonly misses: readonly NearMiss[];
}

const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;
const PREFIX = /^(?:HMACSHA\d+=|sha\d+=|Signature=)/i;

const IN_HEX = nearMiss("signature-in-hex");
const IN_BASE64 = nearMiss("signature-in-base64");
const UPPER_HEX = nearMiss("signature-hex-upper-case");
const URL_SAFE = nearMiss("signature-base64url");
const TWICE = nearMiss("signature-encoded-twice");
const WRAPPED = nearMiss("signature-wrapped");

/** All that the text could mean, the right meaning first. `encoding` is what the caller's profile says. */
export function signatureReadings(text: string, encoding: "base64" | "hex"): readonly SignatureReading[] {
  const bare = unwrapped(text);
  const wrapped = bare === text ? [] : [WRAPPED];
  const readings = plainReadings(bare, encoding).flatMap((reading) => {
    const inner = Buffer.from(reading.bytes).toString("latin1");
    const deeper = plainReadings(inner, encoding).map(({ bytes }) => ({ bytes, misses: [TWICE] }));
    return [reading, ...deeper];
  });
  return readings.map(({ bytes, misses }) => ({ bytes, misses: [...wrapped, ...misses] }));
}

function plainReadings(text: string, encoding: "base64" | "hex"): readonly SignatureReading[] {
  const inBase64 = decodeBase64(text);
  const inHex = HEX.test(text) ? Buffer.from(text, "hex") : undefined;
  const hexMisses = encoding === "base64" ? [IN_HEX] : text === text.toLowerCase() ? [] : [UPPER_HEX];
  const hexReading = inHex && { bytes: inHex, misses: hexMisses };
  if (inBase64) {
    const reading = { bytes: inBase64, misses: encoding === "hex" ? [IN_BASE64] : [] };
    return hexReading ? [reading, hexReading] : [reading];
  }
  if (hexReading) return [hexReading];
  return BASE64URL.test(text) ? [{ bytes: Buffer.from(text, "base64url"), misses: [URL_SAFE] }] : [];
}

function unwrapped(text: string): string {
  const decoded = /%[0-9a-f]{2}/i.test(text) ? text.replace(/%(2B|2F|3D)/gi, percentDecoded) : text;
  return decoded
    .replace(/^["']|["']$/g, "")
    .replace(PREFIX, "")
    .replace(/\s|\\n/g, "");
}

const percentDecoded = (code: string) => String.fromCharCode(Number.parseInt(code.slice(1), 16));

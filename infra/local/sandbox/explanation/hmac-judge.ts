import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { HeldSecret } from "./key-ring-of-partner.ts";
import { type NearMiss, nearMiss } from "./near-miss.ts";
import type { Judge } from "./search-near-miss.ts";
import type { SignatureReading } from "./signature-readings.ts";

const OTHER_FUNCTION = nearMiss("hmac-other-function");
const PLAIN_HASH = nearMiss("hash-instead-of-hmac");
const CASE_CHANGED = nearMiss("signature-case-changed");

const BYTES: Readonly<Record<string, number>> = { sha512: 64, sha384: 48, sha256: 32, sha1: 20 };

/** A judge of signatures that are HMACs, or that somebody made one. `due` is the hash function that is asked for. */
export function hmacJudge(
  readings: readonly SignatureReading[],
  secrets: readonly HeldSecret[],
  { due, sent }: { readonly due: "sha512" | "sha256"; readonly sent: string },
): Judge {
  const keys = secrets.filter(({ key }) => key.length > 0).map(keyObject);
  const names = Object.keys(BYTES).filter((name) =>
    readings.some(({ bytes }) => bytes.length === BYTES[name]),
  );
  const byEffort = {
    all: keys,
    keys: keys.filter(({ asHeld }) => asHeld),
    due: keys.filter(({ misses }) => misses.length === 0),
  };
  const fitting = (mac: Buffer) => readings.find(({ bytes }) => bytes.equals(mac))?.misses;
  return (text, effort) => {
    for (const { key, misses } of byEffort[effort]) {
      for (const name of effort === "due" ? names.filter((each) => each === due) : names) {
        const found = fitting(createHmac(name, key).update(text).digest());
        if (found) return [...misses, ...(name === due ? [] : [OTHER_FUNCTION]), ...found];
      }
    }
    return effort === "all"
      ? rarer(text, { keys, due: byEffort.due, names, hash: due, sent, fitting })
      : undefined;
  };
}

const keyObject = ({ key, misses, asHeld = false }: HeldSecret) => ({
  ...{ key: createSecretKey(Buffer.from(key)), bytes: Buffer.from(key), misses, asHeld },
});

function rarer(
  text: string | Buffer,
  facts: {
    readonly keys: readonly { bytes: Buffer; misses: readonly NearMiss[] }[];
    readonly due: readonly { key: KeyObject }[];
    readonly names: readonly string[];
    readonly hash: string;
    readonly sent: string;
    readonly fitting: (mac: Buffer) => readonly NearMiss[] | undefined;
  },
): readonly NearMiss[] | undefined {
  for (const { key } of facts.due) {
    const right = createHmac(facts.hash, key).update(text).digest("base64");
    if (right !== facts.sent && right.toLowerCase() === facts.sent.toLowerCase()) return [CASE_CHANGED];
  }
  for (const { bytes, misses } of facts.keys) {
    for (const name of facts.names) {
      const whole = Buffer.from(text);
      for (const order of [
        [whole, bytes],
        [bytes, whole],
      ]) {
        const found = facts.fitting(createHash(name).update(Buffer.concat(order)).digest());
        if (found) return [...misses, PLAIN_HASH, ...found];
      }
    }
  }
  return undefined;
}

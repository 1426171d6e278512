import { createHash } from "node:crypto";

declare const proofCodeBrand: unique symbol;

/** `KT9C-DJ27-J`: what a worker reads over the phone to prove which payment is his, wherever he made it. */
export type ProofCode = string & { readonly [proofCodeBrand]: true };

/**
 * Digits and consonants that nobody takes for another: no 0, 1, I, L, O; of B and 8, G and 6, S and 5, Z and 2 the digit alone; no vowel and no Y, so that no
 * word comes of it. 23 is a prime, on which the check character rests.
 */
const ALPHABET = "23456789CDFHJKMNPQRTVWX";
const BASE = ALPHABET.length;
/** Characters before the check character. */
const DATA_LENGTH = 8;

/** What people read or type for a character of the alphabet. There is no 1, I or L in a code, and nothing that one could mean. */
const MEANT: Readonly<Record<string, string>> = {
  ...{ B: "8", G: "6", S: "5", Z: "2" },
  ...{ O: "Q", "0": "Q", U: "V" },
};

/**
 * The code of a payment: a function of its gateway reference, so it stands in no store and is the same on every reprint. Two payments share one with a chance of 1 in
 * 78 billion (23^8); among a million payments some six pairs do, so a code shows which of a worker's payments is meant, and is no key to search all payments by. It
 * is no secret either: it identifies, it does not authorise.
 */
export function proofCodeOf(gatewayReference: string): ProofCode {
  const hash = createHash("sha256").update(`proof-code\n${gatewayReference}`).digest();
  let rest = hash.readBigUInt64BE();
  let data = "";
  for (let place = 0; place < DATA_LENGTH; place++) {
    data += ALPHABET[Number(rest % BigInt(BASE))];
    rest /= BigInt(BASE);
  }
  return grouped(data + checkCharacter(data));
}

/**
 * Reads a code as somebody said or typed it: case, spaces and dashes do not count, and look-alikes are taken for what was meant. Undefined for anything that is no
 * code: the check character finds every single wrong character and every two neighbours that changed places.
 */
export function readProofCode(typed: string): ProofCode | undefined {
  const characters = [...typed.toUpperCase().replace(/[\s\p{Pd}._]/gu, "")].map((one) => MEANT[one] ?? one);
  if (characters.length !== DATA_LENGTH + 1) return undefined;
  if (characters.some((one) => !ALPHABET.includes(one))) return undefined;
  const text = characters.join("");
  return checkCharacter(text.slice(0, DATA_LENGTH)) === text.at(-1) ? grouped(text) : undefined;
}

/** A weighted sum modulo a prime: no weight repeats and none is zero, so neither a wrong character nor a swap leaves it as it was. */
function checkCharacter(data: string): string {
  let sum = 0;
  for (const [place, character] of [...data].entries()) sum += (place + 2) * ALPHABET.indexOf(character);
  return ALPHABET.charAt(sum % BASE);
}

const grouped = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}` as ProofCode;

import * as z from "zod";
import { parsePublicKeys } from "../../functions/public-api/public-keys.ts";
import type { KeyPurpose } from "../../shared/seal/kms-unwrapper.ts";
import { secretWanted, wanted } from "./wanted.ts";

/** What KMS makes of the shortest key is longer, and a key of 32 bytes in clear is shorter. */
const CIPHERTEXT_CHARACTERS_MIN = 64;

const ciphertext = z
  .string(secretWanted("a ciphertext of KMS, base64"))
  .min(CIPHERTEXT_CHARACTERS_MIN, secretWanted("a ciphertext of KMS, base64"))
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, secretWanted("a ciphertext of KMS, base64"));

const PUBLIC_SET = secretWanted("a JSON Web Key Set of public keys");
const publicSet = z
  .looseObject(
    { keys: z.array(z.looseObject({ kid: z.string(PUBLIC_SET) }, PUBLIC_SET), PUBLIC_SET) },
    PUBLIC_SET,
  )
  .refine((set) => isPublic(JSON.stringify(set)), PUBLIC_SET);

const ciphertexts = {
  "nik-hash": ciphertext,
  data: ciphertext,
  token: ciphertext,
  answer: ciphertext,
  core: ciphertext,
  feed: ciphertext,
  audit: ciphertext,
  session: ciphertext,
} as const satisfies Readonly<Record<KeyPurpose, typeof ciphertext>>;

/**
 * A stage's own keys as its seal key wrapped them, one for each purpose, and the public halves of those that sign (`npm run first-keys` writes the file). A ciphertext opens nothing by itself, so it is a setting like any other. Not a
 * parameter of the stack: a version of a function is made when its template changes, and behind a parameter the template never does, so that `live` would stay at the version without keys.
 */
export const StageKeys = z.strictObject(
  { ...ciphertexts, jwks: publicSet },
  wanted("the keys as `npm run first-keys` wrapped them, or null before the first deployment"),
);
export type StageKeys = z.output<typeof StageKeys>;

function isPublic(jwks: string): boolean {
  try {
    parsePublicKeys(jwks);
    return true;
  } catch {
    return false;
  }
}

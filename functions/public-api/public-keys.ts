import * as z from "zod/mini";

/** Members of a JSON Web Key that are secret (RFC 7518 section 6). */
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

const PublicKey = z
  .looseObject({ kty: z.string(), kid: z.string() })
  .check(z.refine((key) => PRIVATE_MEMBERS.every((member) => !(member in key))));

const PublicKeys = z.object({ keys: z.array(PublicKey).check(z.minLength(1)) });
export type PublicKeys = z.infer<typeof PublicKeys>;

/**
 * Reads the setting KANAL_JWKS (RFC 7517). A private key in it stops the function instead of being published.
 * @throws Error naming the setting, never quoting it.
 */
export function parsePublicKeys(jwks: string): PublicKeys {
  try {
    return PublicKeys.parse(JSON.parse(jwks));
  } catch {
    throw new Error("KANAL_JWKS is not a JSON Web Key Set of public keys");
  }
}

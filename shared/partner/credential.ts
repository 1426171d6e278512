import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";

/** Signature algorithms of H2H keys, by their RFC 9421 names; the key decides, never the message. */
export const H2hAlgorithm = z.enum([
  "ed25519",
  "ecdsa-p256-sha256",
  "rsa-v1_5-sha256",
  "rsa-pss-sha512",
  "hmac-sha256",
]);
export type H2hAlgorithm = z.infer<typeof H2hAlgorithm>;

/** A credential's life: `active`, `next` and `retiring` verify, so that a rotation overlaps; `revoked` never does. */
export const CredentialState = z.enum(["active", "next", "retiring", "revoked"]);
export type CredentialState = z.infer<typeof CredentialState>;

interface KeyLife {
  readonly keyId: string;
  readonly state: CredentialState;
  /** The end of a retiring key, by the machine's clock; from then on it verifies nothing. */
  readonly until?: Instant | undefined;
}

/** A credential as the protocols use it, secrets already opened. */
export type Credential =
  | (KeyLife & { readonly kind: "rsa-public-key"; readonly publicKeyPem: string })
  | (KeyLife & { readonly kind: "hmac-secret"; readonly secret: string })
  | H2hCredential;

/** A key for HTTP Message Signatures, bound to its algorithm. */
export type H2hCredential =
  | (KeyLife & {
      readonly kind: "h2h-public-key";
      readonly algorithm: Exclude<H2hAlgorithm, "hmac-sha256">;
      readonly publicKeyPem: string;
    })
  | (KeyLife & { readonly kind: "h2h-secret"; readonly algorithm: "hmac-sha256"; readonly secret: string });

/** Whether a credential may still sign anything, at a moment of the machine's time. */
export function verifiesAt({ state, until }: KeyLife, machineNow: Instant): boolean {
  return state !== "revoked" && (until === undefined || machineNow < until);
}

import type { Instant } from "../../calendar/calendar.ts";
import { type Credential, verifiesAt } from "../../partner/credential.ts";
import type { Partner } from "../../partner/partner.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import { verifyHmac } from "../../signature/hmac.ts";
import { minifyJson } from "../../signature/minify.ts";
import { loadRsaPublicKey, verifyRsa } from "../../signature/rsa.ts";
import type { SnapCall } from "./call.ts";
import { bodyHash, tokenlessStringToSign, transactionStringToSign } from "./string-to-sign.ts";

/** What a transaction's signature is made over besides the call itself, and when it is judged. */
export interface Signed {
  /** Undefined for a partner that signs without one. */
  readonly token: string | undefined;
  readonly timestamp: string;
  readonly signature: string;
  readonly machineNow: Instant;
}

/**
 * Finds the key that signed a call. Tries the bytes as received, then minified (both are legitimate, snap-bi.md 2.4), with every key of the
 * profile's kind that is in use (8.28). A key of the other kind is never tried: a secret proves nothing where an RSA key is agreed.
 */
export function findSigner(
  { credentials }: Pick<Partner, "credentials">,
  snap: Pick<SnapProfile, "signature" | "signatureEncoding">,
  call: SnapCall,
  signed: Signed,
): Credential | undefined {
  const inUse = credentials.filter((credential) => verifiesAt(credential, signed.machineNow));
  const signerOf = (body: Uint8Array): Credential | undefined => {
    const { method, path } = call;
    const { token, timestamp } = signed;
    const parts = { method, path, bodyHash: bodyHash(body), timestamp };
    const text =
      token === undefined ? tokenlessStringToSign(parts) : transactionStringToSign({ ...parts, token });
    return inUse.find((credential) => isSignedWith(credential, snap, text, signed.signature));
  };
  const signer = signerOf(call.body);
  if (signer) return signer;
  const minified = minifyJson(call.body);
  return minified === call.body ? undefined : signerOf(minified);
}

function isSignedWith(
  credential: Credential,
  snap: Pick<SnapProfile, "signature" | "signatureEncoding">,
  text: string,
  signature: string,
): boolean {
  if (snap.signature === "symmetric-with-token") {
    return (
      credential.kind === "hmac-secret" &&
      verifyHmac(credential.secret, text, signature, snap.signatureEncoding)
    );
  }
  return (
    credential.kind === "rsa-public-key" &&
    verifyRsa(loadRsaPublicKey(credential.publicKeyPem), text, signature, snap.signatureEncoding)
  );
}

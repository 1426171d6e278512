import type { KeyObject } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import type { Instant } from "../../../shared/calendar/calendar.ts";

/** What a sealed cookie is for; one is never taken for the other. */
export type CookiePurpose = "session" | "signing-in";

/** A cookie that only we can read or make: a JWE under a key of our own, with its purpose and its end inside. */
export function sealCookie(
  key: KeyObject,
  purpose: CookiePurpose,
  content: Readonly<Record<string, unknown>>,
  { now, lifeSeconds }: { readonly now: Instant; readonly lifeSeconds: number },
): Promise<string> {
  const at = Math.floor(now / 1000);
  return new EncryptJWT({ ...content })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(purpose)
    .setIssuedAt(at)
    .setExpirationTime(at + lifeSeconds)
    .encrypt(key);
}

/** Opens such a cookie. @returns undefined for a foreign, changed or ended one: all the same to us */
export async function openCookie(
  key: KeyObject,
  purpose: CookiePurpose,
  sealed: string,
  now: Instant,
): Promise<unknown> {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      audience: purpose,
      requiredClaims: ["exp"],
      currentDate: new Date(now),
    });
    return payload;
  } catch {
    return undefined;
  }
}

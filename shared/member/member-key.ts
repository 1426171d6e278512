import { createHmac, type KeyObject } from "node:crypto";
import type { MemberKey, Nik } from "./member.ts";

/**
 * How a member is named wherever his NIK must not stand: HMAC-SHA256 of `nik:` and the NIK, base64url, 43 characters. A plain
 * hash would not do, since all NIKs can be tried in hours; the prefix keeps other uses of the same key apart.
 */
export function memberKeyOf(key: KeyObject, nik: Nik): MemberKey {
  return createHmac("sha256", key).update(`nik:${nik}`).digest("base64url") as MemberKey;
}

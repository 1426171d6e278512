import { createHash, createHmac, createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { MemberKey } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { parseNik } from "../../shared/member/nik.ts";

const keyBytes = Buffer.alloc(32, 7);
const key = createSecretKey(keyBytes);

function nik(text: string) {
  const parsed = parseNik(text);
  if (parsed === undefined) throw new Error("not a NIK");
  return parsed;
}

const siti = nik("3174055708850001");

test("a member key is 43 URL-safe characters and the same for ever", () => {
  expect(MemberKey.safeParse(memberKeyOf(key, siti)).success).toBe(true);
  expect(memberKeyOf(key, siti)).toBe("dS7Ni0o6XFfOOb9ml16JNpI2-ULukU2UbBetTyCBENU");
});

test("it is an HMAC of the NIK in a domain of its own, so no other use of the key yields it", () => {
  const inDomain = createHmac("sha256", keyBytes).update("nik:3174055708850001").digest("base64url");
  expect(memberKeyOf(key, siti)).toBe(inDomain);
  expect(memberKeyOf(key, siti)).not.toBe(createHmac("sha256", keyBytes).update(siti).digest("base64url"));
  expect(memberKeyOf(key, siti)).not.toBe(createHash("sha256").update(`nik:${siti}`).digest("base64url"));
});

test("another NIK or another key is another member key", () => {
  const keys = [
    memberKeyOf(key, siti),
    memberKeyOf(key, nik("3174055708850002")),
    memberKeyOf(createSecretKey(Buffer.alloc(32, 8)), siti),
  ];
  expect(new Set(keys).size).toBe(3);
});

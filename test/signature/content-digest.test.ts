import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { contentDigest, judgeContentDigest } from "../../shared/signature/content-digest.ts";

const BODY = Buffer.from('{"hello": "world"}');
/** RFC 9530 appendix D and RFC 9421 section 2.1 and appendix B.2. */
const SHA_256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
const SHA_512 =
  "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

describe("content digest (RFC 9530)", () => {
  it("writes the digest of the RFC's own example", () => {
    expect(contentDigest(BODY)).toBe(SHA_256);
  });

  it.each([
    [SHA_256, "matches"],
    [SHA_512, "matches"],
    [`${SHA_512}, ${SHA_256}`, "matches"],
    [`md5=:AAAA:, ${SHA_256}`, "matches"],
    [`${SHA_256}, ${SHA_512.replace("WZDP", "AAAA")}`, "differs"],
    [`${SHA_256.replace("X48E", "AAAA")}, ${SHA_512}`, "differs"],
    ["sha-256=:AAAA:", "differs"],
    ["md5=:AAAA:", "unusable"],
    ["sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "unusable"],
    [`${SHA_256}, ${SHA_256}`, "unusable"],
    ["", "unusable"],
  ])("%s: %s", (header, verdict) => {
    expect(judgeContentDigest(header, BODY)).toBe(verdict);
  });

  it("judges the bytes as received: one blank more is another body", () => {
    expect(judgeContentDigest(SHA_256, Buffer.from('{"hello":"world"}'))).toBe("differs");
    const empty = createHash("sha256").update("").digest("base64");
    expect(judgeContentDigest(`sha-256=:${empty}:`, new Uint8Array())).toBe("matches");
  });
});

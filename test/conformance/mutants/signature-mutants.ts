import type { Mutant } from "./mutant.ts";

const FIND_SIGNER = "shared/protocol/snap/find-signer.ts";
const SNAP_AUTHENTICATE = "shared/protocol/snap/authenticate.ts";
const H2H_AUTHENTICATE = "shared/protocol/h2h/authenticate.ts";

/** Faults in who is let in. */
export const SIGNATURE_MUTANTS: readonly Mutant[] = [
  {
    name: "skew ignored",
    file: "shared/signature/timestamp-window.ts",
    find: "return Math.abs(machineNow - sentAt) <= skewSeconds * 1000;",
    replace: "return skewSeconds > 0 && machineNow > 0 && sentAt > 0;",
  },
  {
    name: "window on one side only",
    file: "shared/signature/timestamp-window.ts",
    find: "return Math.abs(machineNow - sentAt) <= skewSeconds * 1000;",
    replace: "return machineNow - sentAt <= skewSeconds * 1000;",
  },
  {
    name: "path not signed",
    file: FIND_SIGNER,
    find: "return inUse.find((credential) => isSignedWith(credential, snap, text, signed.signature));",
    replace:
      'return inUse.find((credential) => [text, text.replace("/inquiry:", "/payment:")].some((one) => isSignedWith(credential, snap, one, signed.signature)));',
  },
  {
    name: "path without the bank's prefix will do",
    file: FIND_SIGNER,
    find: "return inUse.find((credential) => isSignedWith(credential, snap, text, signed.signature));",
    replace:
      'return inUse.find((credential) => [text, text.replace(/:[^:]*?\\/v1/, ":/v1")].some((one) => isSignedWith(credential, snap, one, signed.signature)));',
  },
  {
    name: "method not signed",
    file: FIND_SIGNER,
    find: "return inUse.find((credential) => isSignedWith(credential, snap, text, signed.signature));",
    replace:
      'return inUse.find((credential) => [text, text.replace("POST:", "GET:")].some((one) => isSignedWith(credential, snap, one, signed.signature)));',
  },
  {
    name: "hex accepted for base64",
    file: "shared/signature/signature-text.ts",
    find: 'if (encoding === "base64") return decodeBase64(text);',
    replace: 'if (encoding === "base64" && !HEX.test(text)) return decodeBase64(text);',
  },
  {
    name: "signature compared without case",
    file: "shared/signature/hmac.ts",
    find: 'return timingSafeEqual(given, createHmac("sha512", secret).update(text, "utf8").digest());',
    replace:
      'return given.toString("base64").toLowerCase() === createHmac("sha512", secret).update(text, "utf8").digest("base64").toLowerCase();',
  },
  {
    name: "lax base64: what is not in the alphabet is skipped",
    file: "shared/signature/base64.ts",
    find: "if (!BASE64.test(text)) return undefined;",
    replace: 'if (text !== "") return Buffer.from(text, "base64");',
  },
  {
    name: "body re-serialised before hashing",
    file: FIND_SIGNER,
    find: "const signer = signerOf(call.body);",
    replace:
      "let again = call.body; try { again = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(call.body).toString()))); } catch {} const signer = signerOf(again);",
  },
  {
    name: "white space stripped inside texts too",
    file: "shared/signature/minify.ts",
    find: "if (insideString) {",
    replace: "if (insideString && byte !== SPACE) {",
  },
  {
    name: "minified form not tried",
    file: FIND_SIGNER,
    find: "return minified === call.body ? undefined : signerOf(minified);",
    replace: "return minified === call.body ? undefined : undefined;",
  },
  {
    name: "body not covered: a text without its hash will do",
    file: FIND_SIGNER,
    find: "return inUse.find((credential) => isSignedWith(credential, snap, text, signed.signature));",
    replace:
      'return inUse.find((credential) => [text, text.replace(":" + parts.bodyHash + ":", ":")].some((one) => isSignedWith(credential, snap, one, signed.signature)));',
  },
  {
    name: "token's own signature not checked",
    file: "shared/protocol/snap/token.ts",
    find: 'if (token.length > LONGEST_TOKEN) return { kind: "invalid" };',
    replace:
      'const said = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString() || "null"); if (said) return verdict("valid", said);',
  },
  {
    name: "X-PARTNER-ID not matched",
    file: SNAP_AUTHENTICATE,
    find: 'if (xPartnerId !== snap.xPartnerId) return failed(unauthorised("partner-differs"), partner);',
    replace: "",
  },
  {
    name: "time without an offset guessed",
    file: SNAP_AUTHENTICATE,
    find: "const sentAt = parseInstant(timestamp);",
    replace:
      'const sentAt = parseInstant(timestamp) ?? parseInstant(timestamp.replace(" ", "T") + "+07:00") ?? parseInstant("2026-11-20T00:00:00Z");',
  },
  {
    name: "a token for any signature",
    file: "shared/protocol/snap/token-call.ts",
    find: "verifyRsa(loadRsaPublicKey(credential.publicKeyPem), text, signature, signatureEncoding),",
    replace:
      "signature.length > 300 && text !== loadRsaPublicKey(credential.publicKeyPem).type && signatureEncoding,",
  },
  {
    name: "a token for a partner that signs without one",
    file: "shared/protocol/snap/token-call.ts",
    find: 'if (snap.signature === "asymmetric-without-token") return fail(unauthorised("token-not-used"));',
    replace: "",
    partners: ["faspay"],
  },
  {
    name: "a key for lookups may pay",
    file: "functions/h2h-desk.ts",
    find: 'return needs === "money" ? !h2h.membersOnly :',
    replace: 'return needs === "money" ? h2h.skewSeconds > 0 :',
    partners: ["bri"],
  },
  {
    name: "token call: window ignored",
    file: "shared/protocol/snap/token-call.ts",
    find: "skewSeconds: snap.skewSeconds",
    replace: "skewSeconds: 10_000_000",
  },
  {
    name: "digest not checked",
    file: H2H_AUTHENTICATE,
    find: 'judgeContentDigest(digest, call.body) !== "matches"',
    replace: 'judgeContentDigest(digest, call.body) === "unusable"',
  },
  {
    name: "md5 counted as a digest",
    file: "shared/signature/content-digest.ts",
    find: '"sha-512": "sha512" }',
    replace: '"sha-512": "sha512", md5: "md5" }',
  },
  {
    name: "of two digests one is enough",
    file: "shared/signature/content-digest.ts",
    find: 'timingSafeEqual(given, expected)) return "differs";',
    replace: "timingSafeEqual(given, expected)) continue;",
  },
  {
    name: "created ignored",
    file: H2H_AUTHENTICATE,
    find: "if (sentAt === undefined || !insideWindow({ sentAt, machineNow, skewSeconds })) return true;",
    replace: "if (sentAt === undefined || skewSeconds < 0 || machineNow < 0) return true;",
  },
  {
    name: "expires ignored",
    file: H2H_AUTHENTICATE,
    find: "return expires !== undefined && expires * 1000 < machineNow;",
    replace: "return expires !== undefined && expires < 0;",
  },
  {
    name: "component coverage ignored",
    file: H2H_AUTHENTICATE,
    find: "return required.find((name) => !isCovered(name));",
    replace: "return required.length > 99 ? required.find((name) => !isCovered(name)) : undefined;",
  },
  {
    name: "algorithm taken from the message unchecked",
    file: H2H_AUTHENTICATE,
    find: "if (input.algorithm !== undefined && input.algorithm !== credential.algorithm) {",
    replace: 'if (input.algorithm === "") {',
  },
  {
    name: "several signatures: the first counts",
    file: "shared/signature/signature-input.ts",
    find: 'if (typeof label !== "string" || more.length > 0 || signatures?.size !== 1)',
    replace: 'if (typeof label !== "string" || !signatures)',
  },
  {
    name: "component named twice accepted",
    file: "shared/signature/signature-input.ts",
    find: " && new Set(names).size === names.length",
    replace: " && names.length >= 0",
  },
  {
    name: "hint at local time left out",
    file: H2H_AUTHENTICATE,
    find: "return { hint: ",
    replace: "return { note: ",
  },
];

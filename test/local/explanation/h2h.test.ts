import { constants, createHash, createHmac, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { contentDigest } from "../../../shared/signature/content-digest.ts";
import {
  BODY,
  baseOf,
  CREATED,
  explained,
  HOST,
  PATH,
  paramsOf,
  privateKeyOf,
  SECRET,
  signWith,
} from "./h2h-desk.ts";

const namesOf = (...args: Parameters<typeof explained>) =>
  explained(...args).nearMisses.map(({ name }) => name);
const lines = baseOf("ed").split("\n");
const [method = "", path = "", digest = "", params = ""] = lines;

describe("the signature base written otherwise", () => {
  it.each([
    [["component-order"], [path, method, digest, params].join("\n")],
    [["params-line-missing"], [method, path, digest].join("\n")],
    [["newline-at-end"], `${baseOf("ed")}\n`],
    [["line-ends"], lines.join("\r\n")],
    [["component-names"], baseOf("ed").replace(/^"([^"]+)": /gm, "$1: ")],
    [["component-names"], baseOf("ed").replace("content-digest", "Content-Digest")],
    [
      ["path-as-target-uri"],
      baseOf("ed").replace(`"@path": ${PATH}`, `"@target-uri": http://${HOST}${PATH}`),
    ],
    [["path-is-url"], baseOf("ed", { path: `http://${HOST}${PATH}` })],
    [["path-prefix-missing"], baseOf("ed", { path: "/v1/payments" })],
    [["path-prefix-extra"], baseOf("ed", { path: `/api${PATH}` })],
    [["path-slash"], baseOf("ed", { path: `${PATH}?` })],
    [["method-other"], baseOf("ed", { method: "post" })],
    [
      ["digest-line-other"],
      baseOf("ed", { digest: contentDigest(Buffer.from(JSON.stringify(JSON.parse(BODY)))) }),
    ],
    [["digest-line-other"], baseOf("ed", { digest: createHash("sha256").update(BODY).digest("hex") })],
    [["digest-not-computed"], baseOf("ed", { digest: "" })],
    [["params-with-label"], baseOf("ed", { params: `sig=${paramsOf("ed")}` })],
    [["params-not-canonical"], baseOf("ed", { params: paramsOf("ed").replaceAll(";", "; ") })],
    [
      ["params-not-canonical"],
      baseOf("ed", { params: paramsOf("ed").replace(/created=(\d+)/, 'created="$1"') }),
    ],
    [
      ["params-order"],
      baseOf("ed", { params: params.replace(/^.*: (\(.*\))(;.*?)(;keyid.*?)(;alg.*)$/, "$1$3$2$4") }),
    ],
    [["params-order"], baseOf("ed", { params: paramsOf("ed").replace(/;alg=.*/, "") })],
    [["time-read-twice"], baseOf("ed", { params: paramsOf("ed", CREATED - 1) })],
    [["string-hashed-first"], createHash("sha256").update(baseOf("ed")).digest("hex")],
  ])("%j", (names, text) => {
    expect(namesOf("ed", signWith("ed", text))).toEqual(names);
  });

  it("string-hashed-first: the bytes of the hash, as key services take them", () => {
    const bytes = createHash("sha256").update(baseOf("ec")).digest();
    expect(namesOf("ec", signWith("ec", bytes))).toEqual(["string-hashed-first"]);
  });

  it.each([
    ["header-changed", '"content-type": application/json; charset=utf-8', `"@authority": ${HOST}`],
    ["authority-other", '"content-type": application/json', '"@authority": 127.0.0.1'],
  ])("%s", (name, type, authority) => {
    const covered = params.replace(/^.*?: /, "").replace('")', '" "content-type" "@authority")');
    const text = [method, path, digest, type, authority, `"@signature-params": ${covered}`].join("\n");
    const headers = { "signature-input": `sig=${covered}` };
    expect(namesOf("ed", signWith("ed", text), { headers })).toEqual([name]);
  });

  it("two mistakes at once are found where a comparison is cheap", () => {
    const text = baseOf("hmac", { path: "/v1/payments", method: "post" });
    expect(namesOf("hmac", signWith("hmac", text)).sort()).toEqual(["method-other", "path-prefix-missing"]);
  });
});

describe("another key, function or encoding", () => {
  const ec = { key: privateKeyOf("ec"), dsaEncoding: "der" } as const;
  const rsa = (name: "pss" | "rsa", hash: string, options: object) =>
    sign(hash, Buffer.from(baseOf(name)), { key: privateKeyOf(name), ...options });
  const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING };
  const hmac = (key: string | Buffer, hash = "sha256") =>
    createHmac(hash, key).update(baseOf("hmac")).digest();
  it.each([
    ["ec", ["signature-der"], sign("sha256", Buffer.from(baseOf("ec")), ec)],
    [
      "ec",
      ["path-slash", "signature-der"],
      sign("sha256", Buffer.from(baseOf("ec", { path: `${PATH}/` })), ec),
    ],
    ["pss", ["pss-salt"], rsa("pss", "sha512", { ...PSS, saltLength: 32 })],
    ["pss", ["signature-other-hash"], rsa("pss", "sha256", { ...PSS, saltLength: 32 })],
    ["pss", ["rsa-other-padding"], rsa("pss", "sha512", {})],
    ["rsa", ["rsa-other-padding"], rsa("rsa", "sha256", PSS)],
    ["rsa", ["signature-other-hash"], rsa("rsa", "sha512", {})],
    ["hmac", ["secret-decoded"], hmac(Buffer.from(SECRET, "base64"))],
    ["hmac", ["secret-with-newline"], hmac(`${SECRET}\n`)],
    ["hmac", ["hmac-other-function"], hmac(SECRET, "sha512")],
    ["ed", ["signature-in-hex"], `:${signWith("ed", baseOf("ed")).toString("hex")}:`],
    ["ed", ["signature-encoded-twice"], Buffer.from(signWith("ed", baseOf("ed")).toString("base64"))],
    ["ed", ["key-ended"], signWith("old", baseOf("ed"))],
    ["ed", ["key-of-other-use"], signWith("rsa", baseOf("ed"))],
  ] as const)("%s %j", (name, names, signature) => {
    expect(namesOf(name, signature)).toEqual(names);
  });

  it("a salt of the greatest length is taken by the gateway and so is no mistake", () => {
    const signature = rsa("pss", "sha512", { ...PSS, saltLength: 256 - 64 - 2 });
    expect(namesOf("pss", signature)).toEqual([]);
  });
});

describe("headers that cannot be read", () => {
  const signature = signWith("ed", baseOf("ed"));
  const base64 = signature.toString("base64");
  const malformed = (headers: Record<string, string>) =>
    namesOf("ed", signature, { verdict: "signature-malformed", headers });
  it.each([
    [["signature-colons"], { signature: `sig="${base64}"` }],
    [["signature-colons"], { signature: `sig=${base64}` }],
    [["signature-base64url"], { signature: `sig=:${signature.toString("base64url")}:` }],
    [["signature-label"], { signature: `sig1=:${base64}:` }],
    [["params-quotes"], { "signature-input": `sig=${paramsOf("ed").replace(/"(pos-ed|ed25519)"/g, "$1")}` }],
    [
      ["params-quotes"],
      { "signature-input": `sig=${paramsOf("ed").replace(/created=(\d+)/, 'created="$1"')}` },
    ],
    [
      ["component-list"],
      { "signature-input": `sig=${paramsOf("ed").replace(/^\(.*?\)/, "(@method, @path, content-digest)")}` },
    ],
    [["signature-header-missing"], { "signature-input": "" }],
    [["signature-several"], { signature: `sig=:${base64}:, more=:${base64}:` }],
    [
      ["signature-old-draft"],
      { signature: `keyId="pos-ed",headers="(request-target)",signature="${base64}"` },
    ],
    [
      ["signature-colons", "params-quotes"],
      {
        signature: `sig="${base64}"`,
        "signature-input": `sig=${paramsOf("ed").replace(/"(pos-ed|ed25519)"/g, "$1")}`,
      },
    ],
  ] as [string[], Record<string, string>][])("%j", (names, headers) => {
    expect(malformed(headers)).toEqual(names);
  });
});

describe("what the gateway says by itself, and what stands behind it", () => {
  const signature = signWith("ed", baseOf("ed"));
  const withDigest = (value: string) =>
    namesOf("ed", signature, { verdict: "digest-wrong", headers: { "content-digest": value } });
  const hash = createHash("sha256").update(BODY).digest();

  it.each([
    [["body-reserialised"], contentDigest(Buffer.from(JSON.stringify(JSON.parse(BODY))))],
    [["body-hash-of-nothing"], contentDigest(Buffer.from(""))],
    [["digest-in-hex"], `sha-256=:${hash.toString("hex")}:`],
    [["digest-in-hex"], `sha-256=:${Buffer.from(hash.toString("hex")).toString("base64")}:`],
    [["digest-other-hash"], `sha-256=:${createHash("sha512").update(BODY).digest("base64")}:`],
    [["digest-form"], `SHA-256=${hash.toString("base64")}`],
  ])("digest-wrong: %j", (names, value) => expect(withDigest(value)).toEqual(names));

  it("digest-wrong: a digest of something else is said to be unexplained", () => {
    const digest = { "content-digest": contentDigest(Buffer.from("another body")) };
    const { nearMisses, english } = explained("ed", signature, { verdict: "digest-wrong", headers: digest });
    expect(nearMisses).toEqual([]);
    expect(english).toContain("None of the known ways leads to this digest: compare body.sha256");
  });

  it.each([
    [["component-target-uri"], '"@method" "@target-uri" "content-digest"'],
    [["component-old-digest"], '"@method" "@path" "digest"'],
    [["component-capitals"], '"@method" "@path" "Content-Digest"'],
    [["component-old-name"], '"(request-target)" "content-digest"'],
  ])("component-missing: %j", (names, covered) => {
    const headers = { "signature-input": `sig=(${covered});created=${CREATED};keyid="pos-ed"` };
    expect(namesOf("ed", signature, { verdict: "component-missing", field: "@path", headers })).toEqual(
      names,
    );
  });

  it("component-missing: created", () => {
    const headers = { "signature-input": `sig=("@method" "@path" "content-digest");keyid="pos-ed"` };
    expect(namesOf("ed", signature, { verdict: "component-missing", field: "created", headers })).toEqual([
      "created-missing",
    ]);
  });

  it("component-missing: a header that was never sent", () => {
    const covered = `("@method" "@path" "content-digest" "x-absent")`;
    const headers = { "signature-input": `sig=${covered};created=${CREATED};keyid="pos-ed"` };
    expect(namesOf("ed", signature, { verdict: "component-missing", field: '"x-absent"', headers })).toEqual([
      "component-not-sent",
    ]);
  });

  it("key-unknown: a revoked key, and a name that is no key id", () => {
    expect(namesOf("old", signature, { verdict: "key-unknown" })).toEqual(["key-ended"]);
    const headers = { "signature-input": `sig=("@method");created=${CREATED};keyid="POS"` };
    expect(namesOf("ed", signature, { verdict: "key-unknown", headers })).toEqual(["keyid-other"]);
  });

  it("signature-stale: the difference, its hint, and milliseconds", () => {
    const late = explained("ed", signature, { verdict: "signature-stale", nowSeconds: CREATED - 7 * 3600 });
    expect(late.clock).toMatchObject({ differenceSeconds: 25_200, allowedSeconds: 300 });
    expect(late.clock?.hint?.indonesia).toContain("WIB");
    const headers = { "signature-input": `sig=${paramsOf("ed", `${CREATED}000`)}` };
    expect(namesOf("ed", signature, { verdict: "signature-stale", headers })).toEqual([
      "created-in-milliseconds",
    ]);
  });

  it("shows the signature base; of other headers only the beginning, of secrets and signatures nothing", () => {
    const covered = `("@method" "@path" "content-digest" "authorization")`;
    const input = `${covered};created=${CREATED};keyid="pos-ed"`;
    const authorization = `Bearer ${"secret-token-".repeat(3)}`;
    const found = explained("ed", signature, {
      headers: { "signature-input": `sig=${input}`, authorization },
    });
    expect(found.signatureBase?.split("\n")).toEqual([
      '"@method": POST',
      `"@path": ${PATH}`,
      `"content-digest": ${contentDigest(Buffer.from(BODY))}`,
      '"authorization": Bearer s...(46 characters)',
      `"@signature-params": ${input}`,
    ]);
    const text = JSON.stringify(found);
    for (const secret of ["secret-token", SECRET, signature.toString("base64")])
      expect(text).not.toContain(secret);
  });
});

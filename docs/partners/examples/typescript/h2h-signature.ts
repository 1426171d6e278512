/**
 * H2H signatures (RFC 9421, RFC 9530) with Node's own crypto: signs a request, or checks one of our answers.
 *
 *   node h2h-signature.ts < ../vectors/h2h-ed25519.json    prints the headers to send
 *   node h2h-signature.ts < ../vectors/h2h-answer.json     prints "genuine" or "not genuine"
 *
 * What was signed goes to stderr.
 */
import { constants, createHash, createHmac, createPublicKey, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export interface H2hKey {
  readonly keyId: string;
  readonly algorithm: string;
  /** For ed25519 and rsa-pss-sha512. */
  readonly privateKeyPem?: string;
  /** For hmac-sha256. */
  readonly secret?: string;
}

export interface H2hRequest {
  readonly method: string;
  /** As you call it, without a query. */
  readonly path: string;
  /** Empty for a GET. */
  readonly body: string;
  readonly idempotencyKey?: string;
}

export function contentDigest(body: string): string {
  return `sha-256=:${createHash("sha256").update(body, "utf8").digest("base64")}:`;
}

/** Signs a request. `createdSeconds` is the real time. @returns the headers to send */
export function signRequest(
  request: H2hRequest,
  key: H2hKey,
  createdSeconds: number,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const lines = [`"@method": ${request.method}`, `"@path": ${request.path}`];
  const covered = ['"@method"', '"@path"'];
  const cover = (name: string, value: string) => {
    headers[name] = value;
    lines.push(`"${name.toLowerCase()}": ${value}`);
    covered.push(`"${name.toLowerCase()}"`);
  };
  if (request.body !== "") cover("Content-Digest", contentDigest(request.body));
  if (request.idempotencyKey) cover("Idempotency-Key", request.idempotencyKey);
  const parameters = `(${covered.join(" ")});created=${createdSeconds};keyid="${key.keyId}";alg="${key.algorithm}"`;
  // Joined by line feeds, and none at the end.
  const base = [...lines, `"@signature-params": ${parameters}`].join("\n");
  if (process.env.SHOW_SIGNED_TEXT !== undefined) console.error(base);
  return {
    ...headers,
    "Signature-Input": `sig=${parameters}`,
    Signature: `sig=:${signatureOf(base, key).toString("base64")}:`,
  };
}

function signatureOf(base: string, { algorithm, privateKeyPem = "", secret = "" }: H2hKey): Buffer {
  if (algorithm === "hmac-sha256") return createHmac("sha256", secret).update(base, "utf8").digest();
  const bytes = Buffer.from(base, "utf8");
  if (algorithm !== "rsa-pss-sha512") return sign(null, bytes, privateKeyPem);
  return sign("sha512", bytes, {
    key: privateKeyPem,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 64,
  });
}

/** One of our answers, and the request that it answers. */
export interface H2hAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly request: { readonly method: string; readonly path: string; readonly signature: string };
}

/** What an answer has to cover before you may believe it. */
const MUST_COVER = ['"@status"', '"content-digest"', '"@method";req', '"@path";req', '"signature";req'];

/** Whether an answer is ours, untouched, and for this very request. `publicKeyX` is the `x` of our key in jwks.json, by the `keyid` of Signature-Input. */
export function isGenuine({ status, headers, body, request }: H2hAnswer, publicKeyX: string): boolean {
  const header = (name: string) => headers.get(name) ?? "";
  const parameters = header("signature-input").replace(/^kanal=/, "");
  const covered = /^\(([^)]*)\)/.exec(parameters)?.[1]?.split(" ") ?? [];
  if (!MUST_COVER.every((component) => covered.includes(component))) return false;
  if (header("content-digest") !== contentDigest(body)) return false;
  const componentValue = (component: string): string => {
    if (component === '"@status"') return String(status);
    if (component === '"@method";req') return request.method;
    if (component === '"@path";req') return request.path;
    if (component === '"signature";req') return request.signature;
    return header(component.replaceAll('"', ""));
  };
  const lines = covered.map((component) => `${component}: ${componentValue(component)}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join("\n");
  if (process.env.SHOW_SIGNED_TEXT !== undefined) console.error(base);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKeyX }, format: "jwk" });
  const signature = Buffer.from(header("signature").replace(/^kanal=:|:$/g, ""), "base64");
  return verify(null, Buffer.from(base, "utf8"), key, signature);
}

type Vector = Readonly<Record<string, string>>;

function run(vector: Vector): string {
  const { kind, method = "", path = "", body = "", keyId = "", algorithm = "", created = "" } = vector;
  process.env.SHOW_SIGNED_TEXT = "1";
  if (kind === "h2h-answer") {
    const headers = new Map([
      ["content-type", vector.contentType ?? ""],
      ["content-digest", vector.contentDigest ?? ""],
      ["signature-input", vector.signatureInput ?? ""],
      ["signature", vector.signature ?? ""],
    ]);
    const request = { method, path, signature: vector.requestSignature ?? "" };
    const answer = { status: Number(vector.status), headers, body, request };
    return isGenuine(answer, vector.publicKeyX ?? "") ? "genuine" : "not genuine";
  }
  const key = { keyId, algorithm, privateKeyPem: vector.privateKeyPem ?? "", secret: vector.secret ?? "" };
  const request = { method, path, body, idempotencyKey: vector.idempotencyKey ?? "" };
  const headers = Object.entries(signRequest(request, key, Number(created)));
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(run(JSON.parse(readFileSync(0, "utf8")) as Vector));
}

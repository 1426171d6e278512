import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openKms } from "../../infra/local/aws/kms.ts";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { startLocalServices } from "../../infra/local/local-services.ts";
import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";
import { tempDataDir } from "../local/temp-data-dir.ts";

const CREDENTIALS = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

function env(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** A KMS that answers from a list and keeps what it was asked. */
async function scripted(answers: readonly (readonly [status: number, body: object])[]) {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const [status, answer] = answers[asked.length] ?? [500, {}];
      asked.push({ headers: request.headers, body });
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  env({
    AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${port}/`,
    AWS_REGION: "ap-southeast-3",
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  });
  return asked;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Signature Version 4, written down from AWS's description of it and not from the code under test. */
function authorizationOf(headers: IncomingHttpHeaders, body: string): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1] ?? "";
  const canonical = names
    .split(";")
    .map((name) => `${name}:${headers[name]}\n`)
    .join("");
  const request = ["POST", "/", "", canonical, names, sha256(body)].join("\n");
  const time = String(headers["x-amz-date"]);
  const scope = [time.slice(0, 8), "ap-southeast-3", "kms", "aws4_request"];
  const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n");
  const start: string | Buffer = `AWS4${CREDENTIALS.secretAccessKey}`;
  const key = scope.reduce<string | Buffer>(
    (held, part) => createHmac("sha256", held).update(part).digest(),
    start,
  );
  const signature = createHmac("sha256", key).update(text).digest("hex");
  return `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.accessKeyId}/${scope.join("/")}, SignedHeaders=${names}, Signature=${signature}`;
}

const OPENED = [200, { Plaintext: Buffer.from("key").toString("base64") }] as const;
const open = () => kmsUnwrapper().unwrap("Y2lwaGVy", "data");

describe("opening a key", () => {
  it("opens what the local KMS sealed for the same purpose, and nothing for another", async () => {
    const dir = tempDataDir();
    const store = openDurableStore(dir.store);
    const services = await startLocalServices(dir, store);
    onTestFinished(async () => {
      await services.endpoint.stop();
      store.close();
    });
    env({
      AWS_ENDPOINT_URL_KMS: services.endpoint.url,
      AWS_REGION: "ap-southeast-3",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    });
    const sealed = openKms(dir.masterKey)
      .encrypt(Buffer.from("secret"), { "kanal:key": "data" })
      .toString("base64");
    const { unwrap } = kmsUnwrapper();
    expect((await unwrap(sealed, "data")).toString()).toBe("secret");
    await expect(unwrap(sealed, "token")).rejects.toMatchObject({
      code: "KMS_REFUSED",
      reason: "InvalidCiphertextException",
    });
  });

  it("asks for Decrypt with a signature that AWS's own rules verify", async () => {
    const asked = await scripted([OPENED]);
    await open();
    const [{ headers, body } = { headers: {}, body: "" }] = asked;
    expect(headers["x-amz-target"]).toBe("TrentService.Decrypt");
    expect(JSON.parse(body)).toEqual({
      CiphertextBlob: "Y2lwaGVy",
      EncryptionContext: { "kanal:key": "data" },
    });
    expect(headers.authorization).toBe(authorizationOf(headers, body));
  });

  it("tries again after what may pass, and not after a refusal", async () => {
    const asked = await scripted([[500, {}], [400, { __type: "ThrottlingException" }], OPENED]);
    expect((await open()).toString()).toBe("key");
    expect(asked).toHaveLength(3);
  });

  it.each([
    ["a refusal", 400, { __type: "com.amazonaws.kms#AccessDeniedException" }, "AccessDeniedException", 1],
    ["an answer without a key", 200, {}, "status 200", 1],
    ["three failures", 503, {}, "status 503", 3],
  ])("stops the function at %s", async (_what, status, body, reason, attempts) => {
    const asked = await scripted([[status, body], [status, body], [status, body], OPENED]);
    await expect(open()).rejects.toMatchObject({ code: "KMS_REFUSED", reason });
    expect(asked).toHaveLength(attempts);
  });
});

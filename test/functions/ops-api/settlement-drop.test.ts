import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { settlementDrop } from "../../../functions/ops-api/settlement-drop.ts";

interface Put {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An S3 that answers what it is told, in turn, and keeps what it was sent. The local one checks no signature; here the test does. */
async function bucketThatSays(...answers: readonly { status: number; code?: string }[]) {
  const puts: Put[] = [];
  const server = createServer(async (request, response) => {
    const { method, url: path = "", headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { status, code } = answers[puts.push({ method, path, headers, body }) - 1] ?? { status: 500 };
    response.writeHead(status).end(code ? `<Error><Code>${code}</Code></Error>` : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${address.port}`;
  return puts;
}

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** The signature of a request as S3 computes it (Signature Version 4): the path as sent, every signed header, the body's hash. */
function signatureOf({ method, path, headers, body }: Put, signed: string): string {
  const lines = signed.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, path, "", lines.join(""), signed, sha256(body)].join("\n");
  const at = String(headers["x-amz-date"]);
  const scope = [at.slice(0, 8), "ap-southeast-3", "s3", "aws4_request"];
  const key = scope.reduce<string | Buffer>(hmac, "AWS4local");
  return hmac(key, ["AWS4-HMAC-SHA256", at, scope.join("/"), sha256(canonical)].join("\n")).toString("hex");
}

const CONTENT = Buffer.from("reference,amount\nSÉ 1,8400\n");

test("puts the bytes below the key, signed as S3 checks it", async () => {
  const puts = await bucketThatSays({ status: 200 });
  await settlementDrop("files").put("bri/2026-11-26/day_1.csv", CONTENT);
  expect(puts).toHaveLength(1);
  const [put] = puts;
  if (!put) throw new Error("nothing was sent");
  expect([put.method, put.path, put.body]).toEqual(["PUT", "/files/bri/2026-11-26/day_1.csv", CONTENT]);
  expect(put.headers).toMatchObject({ "content-type": "text/csv", "x-amz-content-sha256": sha256(CONTENT) });
  const [, signed = "", signature] =
    /SignedHeaders=([\w;-]+), Signature=(\w+)$/.exec(String(put.headers.authorization)) ?? [];
  expect(signed.split(";")).toEqual(expect.arrayContaining(["host", "x-amz-content-sha256", "x-amz-date"]));
  expect(signature).toBe(signatureOf(put, signed));
});

test("tries again what may pass, three times at most", async () => {
  const slow = { status: 503, code: "SlowDown" };
  const puts = await bucketThatSays(slow, { status: 500 }, { status: 200 });
  await settlementDrop("files").put("bri/2026-11-26/a.csv", CONTENT);
  expect(puts).toHaveLength(3);
  const refused = await bucketThatSays(slow, slow, slow, { status: 200 });
  const again = settlementDrop("files").put("bri/2026-11-26/a.csv", CONTENT);
  await expect(again).rejects.toMatchObject({ code: "SETTLEMENT_NOT_STORED", reason: "SlowDown" });
  expect(refused).toHaveLength(3);
});

test("takes a refusal for one, and follows nobody elsewhere", async () => {
  for (const answer of [{ status: 403, code: "AccessDenied" }, { status: 307 }]) {
    const puts = await bucketThatSays(answer, { status: 200 });
    const reason = answer.code ?? `status ${answer.status}`;
    await expect(settlementDrop("files").put("bri/2026-11-26/a.csv", CONTENT)).rejects.toMatchObject({
      reason,
    });
    expect(puts).toHaveLength(1);
  }
});

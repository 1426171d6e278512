import { createHash, createHmac, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedHeaders } from "../../../infra/cli/h2h-signature.ts";
import { h2hShop } from "../../e2e/h2h-shop.ts";
import { openSandbox } from "../../e2e/sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let bri: ReturnType<typeof sandbox.credentials>;
let token: string;

beforeAll(async () => {
  sandbox = await openSandbox();
  bri = sandbox.credentials("bri");
  token = (await sandbox.bri.token()).accessToken ?? "";
});
afterAll(() => sandbox.close());

interface RefusedBody {
  readonly responseCode: string;
  readonly additionalInfo: { readonly explanation: object };
}

const PATH = "/snap/v1.0/transfer-va/inquiry";
const now = (shiftMs = 0) => new Date(Date.now() + shiftMs).toISOString();
const hashOf = (body: string) => createHash("sha256").update(body).digest("hex");

/** An inquiry as a bank would send it, its string to sign as somebody wrote it. */
async function inquire(stringOf: (body: string, time: string) => string, time = now()) {
  const { nik } = sandbox.worker();
  const numbers = { partnerServiceId: bri.partnerServiceId, customerNo: nik };
  const virtualAccountNo = bri.partnerServiceId + nik;
  const body = JSON.stringify({ ...numbers, virtualAccountNo, inquiryRequestId: "E-1", additionalInfo: {} });
  const signature = createHmac("sha512", bri.clientSecret).update(stringOf(body, time)).digest("base64");
  const answer = await fetch(sandbox.baseUrl + PATH, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "x-timestamp": time,
      "x-signature": signature,
      "x-partner-id": bri.xPartnerId,
      "x-external-id": `E${Date.now()}`,
      "channel-id": bri.channelId,
    },
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text), sent: { body, nik, signature, time } };
}

describe("a SNAP call whose signature is refused", () => {
  it("keeps its code and says why in additionalInfo.explanation, without token, signature, secret or NIK", async () => {
    const { status, text, body, sent } = await inquire(
      (content, time) => `POST:/v1.0/transfer-va/inquiry:${token}:${hashOf(content)}:${time}`,
    );
    expect([status, body.responseCode, body.responseMessage]).toEqual([
      401,
      "4012400",
      "Unauthorized. [Signature]",
    ]);
    expect(body.additionalInfo.explanation).toMatchObject({
      verdict: "signature-wrong",
      nearMisses: [{ name: "path-prefix-missing", detail: "/v1.0/transfer-va/inquiry" }],
      stringToSign: `POST:${PATH}:${token.slice(0, 8)}...(${token.length} characters):${hashOf(sent.body)}:${sent.time}`,
      body: { sha256: hashOf(sent.body) },
      clock: { allowedSeconds: 300 },
    });
    for (const secret of [token, sent.signature, bri.clientSecret, sent.nik])
      expect(text).not.toContain(secret);
  });

  it("a stale time is explained with the clocks' difference", async () => {
    const time = now(-3_600_000);
    const right = (content: string) => `POST:${PATH}:${token}:${hashOf(content)}:${time}`;
    const { body } = await inquire(right, time);
    expect(body.responseMessage).toBe("Unauthorized. [X-TIMESTAMP]");
    const { verdict, clock, nearMisses } = body.additionalInfo.explanation;
    expect([verdict, nearMisses]).toEqual(["timestamp-outside-window", []]);
    expect(Math.abs(clock.differenceSeconds + 3_600)).toBeLessThan(5);
  });

  it("a token call too", async () => {
    const time = now();
    const signature = sign("sha256", Buffer.from(`${bri.clientKey}:${time}`), bri.privateKeyPem);
    const answer = await fetch(`${sandbox.baseUrl}/snap/v1.0/access-token/b2b`, {
      method: "POST",
      body: '{"grantType":"client_credentials"}',
      headers: {
        "content-type": "application/json",
        "x-timestamp": time,
        "x-client-key": bri.clientKey,
        "x-signature": signature.toString("base64"),
      },
    });
    const { responseCode, additionalInfo } = (await answer.json()) as RefusedBody;
    expect([responseCode, answer.headers.get("x-client-key")]).toEqual(["4017300", bri.clientKey]);
    expect(additionalInfo.explanation).toMatchObject({ nearMisses: [{ name: "token-separator" }] });
  });

  it("so does a caller without a token, whom X-PARTNER-ID alone names", async () => {
    const faspay = sandbox.credentials("faspay");
    const path = "/v1.0/transfer-va/payment";
    const time = now();
    const text = `POST:${path}::${hashOf("{}")}:${time}`;
    const answer = await fetch(sandbox.baseUrl + path, {
      method: "POST",
      body: "{}",
      headers: {
        "content-type": "application/json",
        "x-timestamp": time,
        "x-signature": sign("sha256", Buffer.from(text), faspay.privateKeyPem).toString("base64"),
        "x-partner-id": faspay.xPartnerId,
        "x-external-id": "E1",
        "channel-id": faspay.channelId,
      },
    });
    const { responseCode, additionalInfo } = (await answer.json()) as RefusedBody;
    expect(responseCode).toBe("4012500");
    expect(additionalInfo.explanation).toMatchObject({
      nearMisses: [{ name: "string-with-token" }],
      stringToSign: `POST:${path}:${hashOf("{}")}:${time}`,
    });
  });

  it("an answer that is no 401 is left as it is", async () => {
    const { status, body } = await inquire(
      (content, time) => `POST:${PATH}:${token}:${hashOf(content)}:${time}`,
    );
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain("explanation");
  });
});

describe("an H2H call whose signature is refused", () => {
  it("says why in the problem, and the answer is still signed for this very request", async () => {
    const shop = await h2hShop(sandbox.baseUrl, {
      ...sandbox.h2hEntry("indomaret"),
      keyId: "alfamart-sandbox-01",
    });
    // The shop throws unless digest and signature of the answer hold.
    const { status, problem, body } = await shop.inquire(sandbox.worker().nik, 1);
    expect([status, problem]).toEqual([401, "algorithm-differs"]);
    expect(body.explanation).toMatchObject({ verdict: "algorithm-differs", nearMisses: [] });
  });

  it("names what was signed instead", async () => {
    const entry = sandbox.h2hEntry("alfamart");
    const path = "/h2h/v1/payments/P-1";
    const asked = { method: "GET", path: "/v1/payments/P-1", body: "" };
    const headers = signedHeaders(entry, asked, Math.floor(Date.now() / 1000));
    const answer = await fetch(sandbox.baseUrl + path, { headers });
    const problem = (await answer.json()) as {
      type: string;
      explanation: { nearMisses: object[]; signatureBase: string };
    };
    expect(problem.type).toContain("signature-wrong");
    expect(problem.explanation.nearMisses).toMatchObject([
      { name: "path-prefix-missing", detail: "/v1/payments/P-1" },
    ]);
    expect(problem.explanation.signatureBase).toContain(`"@path": ${path}`);
    expect(JSON.stringify(problem)).not.toContain(entry.secret);
  });
});

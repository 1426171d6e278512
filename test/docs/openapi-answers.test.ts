import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { h2hClient } from "../../infra/cli/h2h-client.ts";
import { snapClient } from "../../infra/cli/snap-client.ts";
import H2H_EXAMPLES from "../../infra/docs/openapi/examples/h2h.json" with { type: "json" };
import { isJson } from "../../infra/docs/openapi/json.ts";
import { readSandboxFile } from "../../infra/local/sandbox/sandbox-file.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { h2hShop } from "../e2e/h2h-shop.ts";
import { rawBank } from "../e2e/raw-bank.ts";
import { openSandbox, until } from "../e2e/sandbox.ts";
import { documentJudge, operationsOf, placeOf, resolved, strictDocument } from "./document-judge.ts";

/** A call as it went over the wire. */
interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const document = strictDocument();
const judge = documentJudge(document);
const operations = operationsOf(document);
const exchanges: Exchange[] = [];
const wire = globalThis.fetch;
let sandbox: Awaited<ReturnType<typeof openSandbox>>;

/** Everything that any client of this file sends is heard here. */
const heard: typeof fetch = async (url, request) => {
  const answer = await wire(url, request);
  exchanges.push({
    method: (request?.method ?? "GET").toLowerCase(),
    path: new URL(String(url)).pathname.replace(/^\/(snap|openapi)(?=\/)/, ""),
    sent: typeof request?.body === "string" ? request.body : undefined,
    status: answer.status,
    headers: answer.headers,
    text: await answer.clone().text(),
  });
  return answer;
};

beforeAll(async () => {
  sandbox = await openSandbox();
  globalThis.fetch = heard;
  await playH2h();
  await playMembers();
  await playSnap();
  await playOtherBanks();
  await readPublic();
});
afterAll(async () => {
  globalThis.fetch = wire;
  await sandbox.close();
});

async function playH2h(): Promise<void> {
  const shop = await h2hShop(sandbox.baseUrl, sandbox.h2hEntry("indomaret"));
  const { nik } = sandbox.worker();
  const quote = await shop.inquire(nik, 3);
  await shop.pay("D-1", quote);
  await until(
    () => shop.ask("D-1"),
    ({ body }) => body.state === "active",
    2_000,
  );
  await shop.pay("D-1", quote, { advice: true });
  await shop.pay("D-1", quote, { amount: 1 });
  await shop.pay("D-2", quote, { amount: 1 });
  await shop.pay("D-2", quote, { amount: 1 });
  await shop.ask("D-2");
  await shop.ask("NEVER");
  await shop.lookUp(nik);
  await shop.lookUp("9999990101900009");
  await shop.inquire(nik, 12);
  const next = await shop.inquire(nik, 1);
  await shop.pay("D-3", next);
  await shop.reverse("D-1");
  await shop.reverse("D-3");
  await shop.reverse("D-3");
  await shop.ask("D-3");
  await shop.reverse("D-4");
  await shop.ask("D-4");
  await shop.pay("D-4", next);
  await shop.call("POST", "/h2h/v1/inquiries", { months: 0 });
  await shop.call("POST", "/h2h/v1/inquiries", []);
  const stranger = h2hClient(sandbox.baseUrl, { ...sandbox.h2hEntry("indomaret"), keyId: "nobody" });
  await stranger.lookup(nik);
  await fetch(`${sandbox.baseUrl}/h2h/v1/payments/D-1`);
}

/** Registration and billing codes, at the one partner that may. */
async function playMembers(): Promise<void> {
  const shop = await h2hShop(sandbox.baseUrl, sandbox.h2hEntry("pos"));
  const form = H2H_EXAMPLES.registrationRequest;
  const registered = await shop.call("POST", "/h2h/v1/registrations", form);
  const { billingCode } = registered.body;
  await shop.call("POST", "/h2h/v1/registrations", form);
  await shop.call("POST", "/h2h/v1/registrations", { ...form, nik: "1" });
  await shop.call("POST", "/h2h/v1/billing-codes", H2H_EXAMPLES.billingCodeRequest);
  await shop.call("POST", "/h2h/v1/billing-codes", {
    ...H2H_EXAMPLES.billingCodeRequest,
    customerNumber: { type: "NIK", value: "9999990101900009" },
  });
  const { terminal } = H2H_EXAMPLES.inquiryRequest;
  for (const value of [billingCode, "9990000000013"]) {
    const customerNumber = { type: "BILLING_CODE", value };
    await shop.call("POST", "/h2h/v1/inquiries", { customerNumber, months: 1, terminal });
  }
  const other = await h2hShop(sandbox.baseUrl, sandbox.h2hEntry("indomaret"));
  await other.call("POST", "/h2h/v1/registrations", form);
}

async function playSnap(): Promise<void> {
  const customerNo = `${sandbox.worker().nik}03`;
  const bri = readSandboxFile(sandbox.sandboxFile)?.partners.find(({ partnerId }) => partnerId === "bri");
  if (bri?.protocol !== "snap") throw new Error("no bri in sandbox.json");
  const bank = await rawBank(sandbox.baseUrl, bri);
  await bank("inquiry", customerNo, { inquiryRequestId: "D-1", additionalInfo: { idApp: "APP" } });
  await bank("inquiry", "9999990101900009", { inquiryRequestId: "D-2", additionalInfo: {} });
  await bank("inquiry", customerNo, { additionalInfo: {} });
  const amount = { value: "33600.00", currency: "IDR" };
  const payment = {
    paymentRequestId: "D-1",
    paidAmount: amount,
    totalAmount: amount,
    referenceNo: "7001",
    additionalInfo: { idApp: "APP" },
  };
  await bank("payment", customerNo, { ...payment, paidAmount: { value: "5", currency: "IDR" } });
  await bank("payment", customerNo, { ...payment, paymentRequestId: "D-3" });
  await bank("payment", customerNo, payment);
  await bank("payment", customerNo, { ...payment, flagAdvise: "Y" });
  await bank("payment", customerNo, { ...payment, paidAmount: { ...amount, value: "1.00" } });
  await bank("status", customerNo, {});
  const { bni } = sandbox;
  const ask = { customerNo, paymentRequestId: "D-9" };
  await bni.status(ask);
  await bni.inquiry({ customerNo, inquiryRequestId: "D-9" });
  await bni.payment({ ...ask, amount: "1.00", paidAt: instant(Date.now()) });
  await bni.status(ask);
  await fetch(`${sandbox.baseUrl}/snap/v1.0/transfer-va/status`, { method: "POST", body: "{}" });
  await fetch(`${sandbox.baseUrl}/snap/v1.0/access-token/b2b`, { method: "POST", body: "{}" });
}

/** Banks that read `additionalInfo` elsewhere, sign without a token, or say "double flagging". */
async function playOtherBanks(): Promise<void> {
  for (const partnerId of ["bca", "faspay"]) {
    const bank = snapClient(sandbox.baseUrl, sandbox.credentials(partnerId));
    const customerNo = `${sandbox.worker().nik}01`;
    const paymentRequestId = `D-${partnerId}`;
    await bank.inquiry({ customerNo, inquiryRequestId: paymentRequestId });
    await bank.payment({ customerNo, paymentRequestId, amount: "8400.00", paidAt: instant(Date.now()) });
    await bank.status({ customerNo, paymentRequestId });
  }
}

async function readPublic(): Promise<void> {
  for (const path of ["/.well-known/jwks.json", "/healthz"]) await fetch(sandbox.baseUrl + path);
}

/** The body as production sends it: only the sandbox explains a refused signature. */
function withoutExplanation({ status, text }: Exchange): unknown {
  const body: unknown = JSON.parse(text);
  if (status !== 401 || !isJson(body)) return body;
  const { explanation: _, additionalInfo: __, ...rest } = body;
  return rest;
}

/** The operation behind a path, with the response that the document has for the status. */
function described({ method, path, status }: Exchange) {
  const operation = operations.find(
    (each) =>
      each.method === method && new RegExp(`^${each.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path),
  );
  const responses = isJson(operation?.content.responses) ? operation.content.responses : {};
  const written = responses[String(status)];
  const response = resolved(document, written);
  const place = [...(operation?.place ?? []), "responses", String(status)];
  return { operation, place: placeOf(written, place), response: isJson(response) ? response : undefined };
}

describe("what the running gateway answers", () => {
  it("was asked enough to mean something", () => {
    const seen = new Set(
      exchanges.map((exchange) => `${described(exchange).operation?.content.operationId} ${exchange.status}`),
    );
    const wanted = [
      ...["inquire 201", "inquire 400", "inquire 409", "pay 201", "pay 200", "pay 409", "pay 422"],
      ...["askStatus 200", "askStatus 404", "askStatus 401", "reverse 200", "reverse 409"],
      ...["lookUpMember 200", "lookUpMember 404", "lookUpMember 401"],
      ...["register 200", "register 201", "register 400", "register 403", "inquire 404"],
      ...["issueBillingCode 201", "issueBillingCode 404"],
      ...["snapToken 200", "snapToken 400", "snapInquiry 200", "snapInquiry 400", "snapInquiry 404"],
      ...["snapPayment 200", "snapPayment 400", "snapPayment 404", "snapPayment 500"],
      ...["snapStatus 200", "snapStatus 400", "snapStatus 404", "publicKeys 200", "health 200"],
    ];
    expect(wanted.filter((each) => !seen.has(each))).toEqual([]);
  });

  it("has an operation, a status and a media type in the document, and a body with no member that is not described", () => {
    const wrong = exchanges.flatMap((exchange) => {
      const { operation, place, response } = described(exchange);
      const type = exchange.headers.get("content-type") ?? "";
      const name = `${exchange.method} ${exchange.path} ${exchange.status} ${type}`;
      if (!operation || !response) return [`${name} is not described`];
      const content = isJson(response.content) ? response.content : {};
      if (!isJson(content[type])) return [`${name}: the document has no such media type`];
      const at = [...place, "content", type, "schema"];
      return judge(at, withoutExplanation(exchange)).map((error) => `${name}: ${error}`);
    });
    expect(wrong).toEqual([]);
  });

  it("carries the headers that the document promises", () => {
    const missing = exchanges.flatMap((exchange) => {
      const { response } = described(exchange);
      const promised = Object.keys(isJson(response?.headers) ? response.headers : {});
      const conditional = /^(kanal-|retry-after)/i;
      return promised
        .filter((name) => !conditional.test(name) && !exchange.headers.has(name))
        .map((name) => `${exchange.path} ${exchange.status} ${name}`);
    });
    // The token call that named no client has none to repeat.
    expect(missing).toEqual(["/v1.0/access-token/b2b 400 X-CLIENT-KEY"]);
  });

  it("marks a repeat as the document says", () => {
    const repeats = exchanges.filter(({ headers }) => headers.has("kanal-replayed"));
    expect(repeats.length).toBeGreaterThanOrEqual(3);
    for (const exchange of repeats) {
      expect(Object.keys(described(exchange).response?.headers ?? {})).toContain("Kanal-Replayed");
    }
  });

  it("takes no body that the document would refuse", () => {
    const taken = exchanges.filter(({ status, sent }) => status < 300 && sent !== undefined);
    const wrong = taken.flatMap((exchange) => {
      const { operation } = described(exchange);
      const at = [...(operation?.place ?? []), "requestBody", "content", "application/json", "schema"];
      return judge(at, JSON.parse(exchange.sent ?? "")).map((error) => `${exchange.path}: ${error}`);
    });
    expect(taken.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});

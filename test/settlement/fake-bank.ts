import { createHash, createHmac, randomUUID, timingSafeEqual, verify } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/**
 * A bank's status service (SNAP 26) as a program of its own, which knows nothing of ours: it checks signatures itself, over the bytes that came. Started with one argument, its
 * facts as JSON; prints its address; ends when its input does.
 */
export interface BankFacts {
  readonly clientKey: string;
  readonly clientSecret: string;
  /** The public half of the key that its caller signs with. */
  readonly publicKeyPem: string;
  readonly xPartnerId: string;
  /** What it knows, by paymentRequestId; `silent` never answers, `broken` answers 500. */
  readonly payments: Readonly<
    Record<string, { readonly flag: string; readonly amount: string } | "silent" | "broken">
  >;
}

const tokens = new Set<string>();
const external = new Set<string>();

/** What is answered; nothing where the bank is silent. */
type Reply = readonly [status: number, body: object] | undefined;

function send(response: ServerResponse, [status, body]: NonNullable<Reply>): void {
  response.writeHead(status, { "content-type": "application/json", "x-timestamp": new Date().toISOString() });
  response.end(JSON.stringify(body));
}

function tokenReply(facts: BankFacts, request: IncomingMessage, body: string): Reply {
  const { "x-client-key": client, "x-timestamp": time, "x-signature": signature } = request.headers;
  const isSigned =
    client === facts.clientKey &&
    verify(
      "sha256",
      Buffer.from(`${client}|${time}`),
      facts.publicKeyPem,
      Buffer.from(String(signature), "base64"),
    );
  if (!isSigned || JSON.parse(body).grantType !== "client_credentials") {
    return [401, { responseCode: "4017300", responseMessage: "Unauthorized. [Signature]" }];
  }
  const accessToken = randomUUID();
  tokens.add(accessToken);
  return [
    200,
    {
      responseCode: "2007300",
      responseMessage: "Successful",
      accessToken,
      tokenType: "Bearer",
      expiresIn: "900",
    },
  ];
}

function refusalOf(facts: BankFacts, request: IncomingMessage, body: string): string | undefined {
  const {
    authorization = "",
    "x-timestamp": time,
    "x-signature": signature,
    "x-external-id": id,
  } = request.headers;
  const token = authorization.replace(/^Bearer /, "");
  if (!tokens.has(token)) return "4012601";
  const hash = createHash("sha256").update(body).digest("hex");
  const expected = createHmac("sha512", facts.clientSecret)
    .update(`POST:${request.url}:${token}:${hash}:${time}`)
    .digest();
  const given = Buffer.from(String(signature), "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "4012600";
  if (request.headers["x-partner-id"] !== facts.xPartnerId || !request.headers["channel-id"])
    return "4002602";
  if (external.has(String(id))) return "4092600";
  external.add(String(id));
  return undefined;
}

function statusReply(facts: BankFacts, request: IncomingMessage, body: string): Reply {
  const refused = refusalOf(facts, request, body);
  if (refused) return [Number(refused.slice(0, 3)), { responseCode: refused }];
  const { paymentRequestId, partnerServiceId, customerNo, virtualAccountNo } = JSON.parse(body);
  const isWhole = partnerServiceId.length === 8 && virtualAccountNo === partnerServiceId + customerNo;
  if (!isWhole || !/^\d{16,18}$/.test(customerNo)) return [400, { responseCode: "4002601" }];
  const known = facts.payments[paymentRequestId];
  if (known === "silent") return undefined;
  if (known === "broken") return [500, { responseCode: "5002600" }];
  if (!known) return [404, { responseCode: "4042601", responseMessage: "Transaction Not Found" }];
  return [
    200,
    {
      responseCode: "2002600",
      responseMessage: "Successful",
      virtualAccountData: {
        ...{ partnerServiceId, customerNo, virtualAccountNo, paymentRequestId },
        inquiryRequestId: paymentRequestId,
        paymentFlagStatus: known.flag,
        paidAmount: { value: known.amount, currency: "IDR" },
      },
    },
  ];
}

const SERVICES: Readonly<Record<string, typeof tokenReply>> = {
  "/snap/v1.0/access-token/b2b": tokenReply,
  "/snap/v1.0/transfer-va/status": statusReply,
};
const facts: BankFacts = JSON.parse(process.argv[2] ?? "{}");
const server = createServer(async (request, response) => {
  const body = await text(request);
  const serve = SERVICES[request.url ?? ""];
  const reply = serve ? serve(facts, request, body) : ([404, { responseCode: "4040000" }] as const);
  if (reply) send(response, reply);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`ready http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/snap\n`);
});
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();

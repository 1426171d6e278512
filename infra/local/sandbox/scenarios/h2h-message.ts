import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import * as z from "zod/mini";
import { h2hPath, referenceInPath } from "../../../../shared/protocol/h2h/service.ts";
import { readSignature } from "../../../../shared/signature/signature-input.ts";
import { headerOf, headersOf, jsonOf, textOfAnswer, textOfRequest } from "./event-text.ts";
import type { ReadAnswer, SentMessage, Service, Verdict } from "./seen-call.ts";

const Request = z.object({
  customerNumber: z.optional(z.object({ value: z.string() })),
  paymentReference: z.optional(z.string()),
  inquiryId: z.optional(z.string()),
  amount: z.optional(z.number()),
  paidAt: z.optional(z.string()),
  advice: z.optional(z.boolean()),
});

const Answer = z.object({
  type: z.optional(z.string()),
  state: z.optional(z.string()),
  inquiryId: z.optional(z.string()),
  totalAmount: z.optional(z.number()),
});

const PATHS: readonly (readonly [Service, string, RegExp])[] = [
  ["inquiry", "POST", /^\/h2h\/v1\/inquiries$/],
  ["payment", "POST", /^\/h2h\/v1\/payments$/],
  ["status", "GET", /^\/h2h\/v1\/payments\/[^/]+$/],
  ["reversal", "POST", /^\/h2h\/v1\/payments\/[^/]+\/reversal$/],
];

/** The service behind a path of H2H; undefined for any other path. */
export function h2hServiceOf({ path, httpMethod }: APIGatewayProxyEvent): Service | undefined {
  const own = h2hPath(path);
  if (own === undefined) return undefined;
  return PATHS.find(([, method, pattern]) => method === httpMethod && pattern.test(own))?.[0] ?? "other";
}

/** The key id that a request names; nothing is proven by it. */
export function namedKeyId(event: APIGatewayProxyEvent): string | undefined {
  const reading = readSignature(headersOf(event));
  return reading.kind === "read" ? reading.input.keyId : undefined;
}

/** Reads a till's message. What cannot be read stays out: whether it may be so is the gateway's to say. */
export function readH2hMessage(event: APIGatewayProxyEvent, service: Service): SentMessage {
  const read = z.safeParse(Request, jsonOf(textOfRequest(event)));
  const body = read.success ? read.data : {};
  const reading = readSignature(headersOf(event));
  const created = reading.kind === "read" ? reading.input.created : undefined;
  const inPath = service === "status" || service === "reversal" ? referenceInPath(event.path) : undefined;
  return {
    service,
    reference: body.paymentReference ?? inPath,
    inquiryId: body.inquiryId,
    customerNumber: body.customerNumber?.value,
    amountRupiah: body.amount,
    isAdvice: body.advice === true,
    paidAt: body.paidAt,
    messageId: headerOf(event, "idempotency-key"),
    sentAt: created === undefined ? undefined : created * 1000,
  };
}

/** Reads what the gateway answered to a till. */
export function readH2hAnswer(service: Service, result: APIGatewayProxyResult): ReadAnswer {
  const read = z.safeParse(Answer, jsonOf(textOfAnswer(result)));
  const { type, state, inquiryId, totalAmount } = read.success ? read.data : {};
  const problem = type?.split("/").at(-1);
  return {
    verdict: verdictOf(service, result.statusCode, state),
    code: problem === undefined ? String(result.statusCode) : `${result.statusCode} ${problem}`,
    ...(service === "inquiry" && { inquiryId, quotedRupiah: totalAmount }),
  };
}

function verdictOf(service: Service, status: number, state: string | undefined): Verdict {
  if (status === 401) return "unauthorised";
  if (status === 429 || status >= 500) return "unknown";
  if (service === "status" && status === 404) return "not-seen";
  if (status >= 400) return "refused";
  if (service === "inquiry") return "quoted";
  if (state === "refused" || state === "reversed") return state;
  return service === "payment" || service === "status" ? "booked" : "unknown";
}

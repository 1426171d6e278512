import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import * as z from "zod/mini";
import type { SnapPaths } from "../../../../shared/partner/snap-profile.ts";
import { pathTail, SNAP_SERVICES } from "../../../../shared/protocol/snap/service.ts";
import { headerOf, jsonOf, textOfAnswer, textOfRequest } from "./event-text.ts";
import type { ReadAnswer, SentMessage, Service, Verdict } from "./seen-call.ts";

const Amount = z.object({ value: z.string() });

const Request = z.object({
  customerNo: z.optional(z.union([z.string(), z.number()])),
  inquiryRequestId: z.optional(z.string()),
  paymentRequestId: z.optional(z.string()),
  paidAmount: z.optional(Amount),
  trxDateTime: z.optional(z.string()),
  flagAdvise: z.optional(z.string()),
});

const Answer = z.object({
  responseCode: z.string(),
  virtualAccountData: z.optional(
    z.object({ totalAmount: z.optional(Amount), paymentFlagStatus: z.optional(z.string()) }),
  ),
});

/** The service behind a path of SNAP, for a bank with paths of its own too; undefined for any other path. */
export function snapServiceOf(path: string, paths?: SnapPaths): Service | undefined {
  if (paths) {
    const own = Object.entries(paths) as [Service, string][];
    return own.find(([, one]) => one === path)?.[0];
  }
  const tail = pathTail(path);
  const services = Object.entries(SNAP_SERVICES) as [Service, { readonly tail: string }][];
  return services.find(([, service]) => service.tail === tail)?.[0];
}

/** Reads a bank's message. What cannot be read stays out: whether it may be so is the gateway's to say. */
export function readSnapMessage(event: APIGatewayProxyEvent, service: Service): SentMessage {
  const read = z.safeParse(Request, jsonOf(textOfRequest(event)));
  const body = read.success ? read.data : {};
  const timestamp = Date.parse(headerOf(event, "x-timestamp") ?? "");
  return {
    service,
    reference: body.paymentRequestId || body.inquiryRequestId,
    // The payment's reference is its inquiry's id (design 5.1).
    inquiryId: body.inquiryRequestId || body.paymentRequestId,
    customerNumber: body.customerNo === undefined ? undefined : String(body.customerNo).trim(),
    amountRupiah: body.paidAmount === undefined ? undefined : Number(body.paidAmount.value),
    isAdvice: body.flagAdvise === "Y",
    paidAt: body.trxDateTime,
    messageId: headerOf(event, "x-external-id"),
    token: headerOf(event, "authorization"),
    sentAt: Number.isNaN(timestamp) ? undefined : timestamp,
  };
}

/** Reads what the gateway answered to a bank. */
export function readSnapAnswer(service: Service, result: APIGatewayProxyResult): ReadAnswer {
  const read = z.safeParse(Answer, jsonOf(textOfAnswer(result)));
  if (!read.success) return { verdict: "unknown", code: String(result.statusCode) };
  const { responseCode: code, virtualAccountData: data } = read.data;
  const total = data?.totalAmount?.value;
  return {
    verdict: verdictOf(service, code, data?.paymentFlagStatus),
    code,
    ...(service === "inquiry" && total !== undefined && { quotedRupiah: Number(total) }),
  };
}

function verdictOf(service: Service, code: string, flag: string | undefined): Verdict {
  if (code.startsWith("401")) return "unauthorised";
  if (service === "token") return code === "2007300" ? "token" : "unknown";
  if (service === "inquiry") return code === "2002400" ? "quoted" : refusalOf(code);
  // A bank of the BCA kind reads the flag of a repeat behind 4042518 too (snap-bi.md 5.2).
  if (flag === "00") return "booked";
  if (service === "status" && code.startsWith("404")) return "not-seen";
  return flag === "01" ? "refused" : refusalOf(code);
}

const refusalOf = (code: string): Verdict =>
  code.startsWith("4") && !code.startsWith("429") ? "refused" : "unknown";

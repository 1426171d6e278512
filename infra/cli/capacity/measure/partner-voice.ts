import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { formatInstant, type Instant } from "../../../../shared/calendar/calendar.ts";
import { type H2hCredentials, signedHeaders } from "../../h2h-signature.ts";
import { pathOf, type SnapCredentials, tokenSignature, transactionSignature } from "../../snap-signer.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a partner asks, whatever its protocol. */
export interface PartnerVoice {
  /** Undefined where the protocol knows none. */
  readonly token: ((at: Instant) => APIGatewayProxyEvent) | undefined;
  inquiry(ask: { nik: string; months: number; reference: string; at: Instant }): APIGatewayProxyEvent;
  payment(pay: PaymentWords): APIGatewayProxyEvent;
  status(pay: PaymentWords): APIGatewayProxyEvent;
  /** Takes from an answer what the next message has to say. */
  hear(answer: Fields): void;
}

export interface PaymentWords {
  readonly nik: string;
  readonly months: number;
  readonly reference: string;
  readonly at: Instant;
}

/** What a bank's payments share. */
interface BankSession {
  accessToken: string;
  externalIds: number;
}

/** A bank over SNAP BI: token, inquiry, payment, status, signed with a given time. Each voice speaks of one payment. @returns a new voice at each call */
export function snapVoices(bank: SnapCredentials): () => PartnerVoice {
  const session: BankSession = { accessToken: "", externalIds: 0 };
  return () => snapVoice(bank, session);
}

function snapVoice(bank: SnapCredentials, session: BankSession): PartnerVoice {
  let amount = "";
  const call = (service: "inquiry" | "payment" | "status", at: Instant, fields: Fields) => {
    const [path, body, timestamp] = [pathOf(bank, service), JSON.stringify(fields), formatInstant(at)];
    return proxyEvent("POST", path, body, {
      Authorization: `Bearer ${session.accessToken}`,
      "X-TIMESTAMP": timestamp,
      "X-SIGNATURE": transactionSignature(bank, { path, body, timestamp, token: session.accessToken }),
      "X-PARTNER-ID": bank.xPartnerId,
      "X-EXTERNAL-ID": `${"20261120".repeat(3)}${String(++session.externalIds).padStart(8, "0")}`,
      "CHANNEL-ID": bank.channelId,
    });
  };
  const numbers = ({ nik, months }: { nik: string; months: number }) => {
    const customerNo = months === 1 ? nik : nik + String(months).padStart(2, "0");
    const { partnerServiceId } = bank;
    return { partnerServiceId, customerNo, virtualAccountNo: partnerServiceId + customerNo };
  };
  const money = () => ({ value: amount, currency: "IDR" });
  return {
    token(at) {
      const timestamp = formatInstant(at);
      return proxyEvent("POST", pathOf(bank, "token"), '{"grantType":"client_credentials"}', {
        "X-TIMESTAMP": timestamp,
        "X-CLIENT-KEY": bank.clientKey,
        "X-SIGNATURE": tokenSignature(bank, timestamp),
      });
    },
    inquiry: ({ at, reference, ...ask }) =>
      call("inquiry", at, { ...numbers(ask), inquiryRequestId: reference, additionalInfo: {} }),
    payment: ({ at, reference, ...pay }) =>
      call("payment", at, {
        ...{ ...numbers(pay), paymentRequestId: reference, paidAmount: money(), totalAmount: money() },
        ...{ trxDateTime: formatInstant(at), flagAdvise: "N", additionalInfo: {} },
      }),
    status: ({ at, reference, ...pay }) =>
      call("status", at, {
        ...{ ...numbers(pay), inquiryRequestId: reference, paymentRequestId: reference },
        additionalInfo: {},
      }),
    hear(answer) {
      if (typeof answer.accessToken === "string") session.accessToken = answer.accessToken;
      const data = answer.virtualAccountData as { totalAmount?: { value: string } } | undefined;
      if (data?.totalAmount) amount = data.totalAmount.value;
    },
  };
}

const TERMINAL = { storeId: "T0123", tillId: "01" };

/** A minimarket over H2H. */
export function h2hVoice(partner: H2hCredentials): PartnerVoice {
  let inquiryId = "";
  let amount = 0;
  const call = (method: "GET" | "POST", path: string, at: Instant, fields?: Fields, key?: string) => {
    const body = fields === undefined ? "" : JSON.stringify(fields);
    const asked = { method, path, body, ...(key !== undefined && { idempotencyKey: key }) };
    return proxyEvent(method, path, body, signedHeaders(partner, asked, Math.floor(at / 1000)));
  };
  const payments = "/h2h/v1/payments";
  return {
    token: undefined,
    inquiry: ({ nik, months, at }) =>
      call("POST", "/h2h/v1/inquiries", at, {
        ...{ customerNumber: { type: "NIK", value: nik }, months, terminal: TERMINAL },
      }),
    payment: ({ reference: paymentReference, at }) =>
      call(
        ...(["POST", payments, at] as const),
        { paymentReference, inquiryId, amount, paidAt: formatInstant(at), terminal: TERMINAL, advice: false },
        paymentReference,
      ),
    status: ({ reference, at }) => call("GET", `${payments}/${reference}`, at),
    hear(answer) {
      if (typeof answer.inquiryId === "string") inquiryId = answer.inquiryId;
      if (typeof answer.totalAmount === "number") amount = answer.totalAmount;
    },
  };
}

/** A REST API's event, as far as our functions look at it. */
function proxyEvent(
  method: "GET" | "POST",
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyEvent {
  const sent = body === "" ? { ...headers } : { "content-type": "application/json", ...headers };
  return {
    ...{ httpMethod: method, path, resource: "/{proxy+}", headers: sent },
    multiValueHeaders: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: { path, requestId: randomUUID() } as APIGatewayProxyEvent["requestContext"],
    body: body === "" ? null : Buffer.from(body).toString("base64"),
    isBase64Encoded: body !== "",
  };
}

import { randomUUID } from "node:crypto";
import { formatInstant, type Instant, instant } from "../../shared/calendar/calendar.ts";
import { pathOf, type SnapCredentials, tokenSignature, transactionSignature } from "./snap-signer.ts";

/** An answer as it came. `responseCode` is empty when the body is not SNAP's, as when API Gateway answers by itself. */
export interface SnapReply {
  readonly status: number;
  readonly responseCode: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** No answer came: whether the request took effect is unknown. */
export class NoAnswer extends Error {
  readonly code = "NO_ANSWER";
}

type Fields = Readonly<Record<string, unknown>>;

/** A bank's side of SNAP BI: token, inquiry, payment, status, signed in either of the standard's ways (snap-bi.md 1 and 2). */
export interface SnapClient {
  token(): Promise<SnapReply>;
  inquiry(ask: { customerNo: string; inquiryRequestId: string }): Promise<SnapReply>;
  payment(pay: {
    customerNo: string;
    /** Equals the inquiry's id. */
    paymentRequestId: string;
    /** `"8400.00"`, the total of the inquiry. */
    amount: string;
    /** When the till took the money. */
    paidAt: Instant;
    /** True when this repeats a payment that got no answer. */
    advice?: boolean;
  }): Promise<SnapReply>;
  status(ask: { customerNo: string; paymentRequestId: string }): Promise<SnapReply>;
}

/** A token is asked for again this long before its end. */
const TOKEN_MARGIN_MS = 60_000;
const CALL_TIMEOUT_MS = 30_000;

/** Makes a client of one bank against a gateway. */
export function snapClient(baseUrl: string, bank: SnapCredentials): SnapClient {
  let held: { accessToken: string; endsAt: number } | undefined;

  const token = async (): Promise<SnapReply> => {
    const timestamp = formatInstant(instant(Date.now()));
    const reply = await post(`${baseUrl}${pathOf(bank, "token")}`, '{"grantType":"client_credentials"}', {
      "X-TIMESTAMP": timestamp,
      "X-CLIENT-KEY": bank.clientKey,
      "X-SIGNATURE": tokenSignature(bank, timestamp),
    });
    const { accessToken, expiresIn } = reply.body;
    if (reply.status === 200 && typeof accessToken === "string") {
      held = { accessToken, endsAt: Date.now() + Number(expiresIn) * 1000 - TOKEN_MARGIN_MS };
    }
    return reply;
  };
  const call = async (service: "inquiry" | "payment" | "status", fields: Fields): Promise<SnapReply> => {
    const needsToken = bank.signature !== "asymmetric-without-token";
    if (needsToken && (!held || held.endsAt < Date.now())) {
      const refused = await token();
      if (!held) return refused;
    }
    const accessToken = needsToken ? held?.accessToken : undefined;
    const path = pathOf(bank, service);
    const body = JSON.stringify(fields);
    const timestamp = formatInstant(instant(Date.now()));
    return post(`${baseUrl}${path}`, body, {
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
      "X-TIMESTAMP": timestamp,
      "X-SIGNATURE": transactionSignature(bank, { path, body, timestamp, token: accessToken }),
      "X-PARTNER-ID": bank.xPartnerId,
      "X-EXTERNAL-ID": randomUUID(),
      "CHANNEL-ID": bank.channelId,
    });
  };
  const numbers = (customerNo: string) => ({
    partnerServiceId: bank.partnerServiceId,
    customerNo,
    virtualAccountNo: bank.partnerServiceId + customerNo,
  });
  return {
    token,
    inquiry: ({ customerNo, inquiryRequestId }) =>
      call("inquiry", { ...numbers(customerNo), inquiryRequestId, additionalInfo: {} }),
    payment: ({ customerNo, paymentRequestId, amount, paidAt, advice }) =>
      call("payment", {
        ...numbers(customerNo),
        paymentRequestId,
        paidAmount: { value: amount, currency: "IDR" },
        totalAmount: { value: amount, currency: "IDR" },
        trxDateTime: formatInstant(paidAt),
        flagAdvise: advice ? "Y" : "N",
        additionalInfo: {},
      }),
    status: ({ customerNo, paymentRequestId }) =>
      call("status", {
        ...numbers(customerNo),
        inquiryRequestId: paymentRequestId,
        paymentRequestId,
        additionalInfo: {},
      }),
  };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<SnapReply> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    text = await answer.text();
  } catch (cause) {
    throw new NoAnswer(`no answer from ${new URL(url).origin}`, { cause });
  }
  const fields = fieldsOf(text);
  const responseCode = typeof fields.responseCode === "string" ? fields.responseCode : "";
  return { status: answer.status, responseCode, headers: answer.headers, body: fields };
}

function fieldsOf(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return {};
  }
}

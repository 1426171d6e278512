import { sign } from "node:crypto";
import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { BankCredentials } from "../partner/bank-credentials.ts";
import { bodyHash, tokenStringToSign, transactionStringToSign } from "../protocol/snap/string-to-sign.ts";
import { signHmac } from "../signature/hmac.ts";
import { bankAddress } from "./bank-address.ts";
import type { BankStatus, StatusReply } from "./bank-status.ts";
import { readStatusReply } from "./read-status-reply.ts";

interface BankDesk {
  /** Base of the bank's API, in front of `/v1.0/...`. */
  readonly url: string;
  readonly credentials: BankCredentials;
  /** Our company code there, padded to 8. */
  readonly partnerServiceId: string;
  readonly answerWithinMs: number;
  readonly clock: Pick<Clock, "machineNow">;
  readonly ids: Ids;
}

const TOKEN_PATH = "/v1.0/access-token/b2b";
const STATUS_PATH = "/v1.0/transfer-va/status";
const TOKEN_MARGIN_MS = 60_000;
const ANSWER_BYTES_MAX = 64 * 1024;

const Token = z.object({ accessToken: z.string(), expiresIn: z.coerce.number() });

/** A bank's status service over SNAP BI, signed as its caller signs: RSA for the token, HMAC-SHA512 for the question. @throws RangeError for a URL that would ask in clear */
export function httpBankStatus(desk: BankDesk): BankStatus {
  const base = bankAddress(desk.url);
  let held: { readonly accessToken: string; readonly endsAt: Instant | number } | undefined;
  return {
    async ask({ reference, customerNumber }) {
      try {
        held = held && held.endsAt > desk.clock.machineNow() ? held : await askToken(desk, base);
        const { partnerServiceId } = desk;
        const body = JSON.stringify({
          partnerServiceId,
          customerNo: customerNumber,
          virtualAccountNo: `${partnerServiceId}${customerNumber}`,
          inquiryRequestId: reference,
          paymentRequestId: reference,
          additionalInfo: {},
        });
        const answer = await post(
          desk,
          `${base}${STATUS_PATH}`,
          body,
          questionHeaders(desk, base, body, held.accessToken),
        );
        return readStatusReply(reference, answer);
      } catch (error) {
        held = undefined;
        return silenceOf(error);
      }
    },
  };
}

/** Another program's message may quote the question: only the fault's name is kept. */
function silenceOf(error: unknown): StatusReply {
  return { says: "no-answer", code: error instanceof Error ? error.name : "unknown", amountRupiah: null };
}

async function askToken(desk: BankDesk, base: string) {
  const { clientKey, privateKeyPem } = desk.credentials;
  const timestamp = formatInstant(desk.clock.machineNow());
  const signature = sign("sha256", Buffer.from(tokenStringToSign(clientKey, timestamp)), privateKeyPem);
  const answer = await post(desk, `${base}${TOKEN_PATH}`, '{"grantType":"client_credentials"}', {
    "X-TIMESTAMP": timestamp,
    "X-CLIENT-KEY": clientKey,
    "X-SIGNATURE": signature.toString("base64"),
  });
  const { accessToken, expiresIn } = z.parse(Token, answer);
  return { accessToken, endsAt: desk.clock.machineNow() + expiresIn * 1000 - TOKEN_MARGIN_MS };
}

function questionHeaders(desk: BankDesk, base: string, body: string, token: string) {
  const { clientSecret, xPartnerId, channelId } = desk.credentials;
  const timestamp = formatInstant(desk.clock.machineNow());
  const text = transactionStringToSign({
    method: "POST",
    path: new URL(`${base}${STATUS_PATH}`).pathname,
    token,
    bodyHash: bodyHash(Buffer.from(body)),
    timestamp,
  });
  return {
    Authorization: `Bearer ${token}`,
    "X-TIMESTAMP": timestamp,
    "X-SIGNATURE": signHmac(clientSecret, text),
    "X-PARTNER-ID": xPartnerId,
    "X-EXTERNAL-ID": desk.ids.next(),
    "CHANNEL-ID": channelId,
  };
}

async function post(
  { answerWithinMs }: BankDesk,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
    // A redirect would carry a worker's number to somebody else.
    redirect: "error",
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > ANSWER_BYTES_MAX) throw new RangeError("the bank's answer is too long");
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString("utf8"));
}

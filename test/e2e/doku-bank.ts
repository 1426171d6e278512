import { randomUUID } from "node:crypto";
import config from "doku-nodejs-library/_commons/config.js";
import tokenService from "doku-nodejs-library/_services/tokenService.js";
import type { SnapCredentials } from "./midtrans-bank.ts";

export interface DokuReply {
  readonly status: number;
  readonly responseCode: unknown;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What a test may send otherwise than the library made it. */
export interface Twist {
  readonly signature?: (made: string) => string;
}

/**
 * A second bank that we did not write: doku-nodejs-library asks for the token, writes the times and signs. Its token call is pointed at the gateway by its own static
 * settings. It has no call of services 24 and 25, so what it signed is sent by fetch.
 */
export function dokuBank(baseUrl: string, credentials: SnapCredentials) {
  const { basePath, clientKey, clientSecret, privateKeyPem, partnerServiceId } = credentials;

  async function token(): Promise<Record<string, unknown>> {
    config.CORE_SANDBOX_BASE_URL = baseUrl;
    config.ACCESS_TOKEN = `${basePath}/v1.0/access-token/b2b`;
    const timestamp = tokenService.generateTimestamp();
    const signature = tokenService.generateSignature(privateKeyPem, clientKey, timestamp);
    const request = tokenService.createTokenB2BRequestDTO(signature, timestamp, clientKey);
    return tokenService.createTokenB2B(request, false);
  }

  async function call(
    service: "inquiry" | "payment" | "status",
    accessToken: string,
    customerNo: string,
    fields: object,
    { signature: twist = (made) => made }: Twist = {},
  ): Promise<DokuReply> {
    const path = `${basePath}/v1.0/transfer-va/${service}`;
    const body = { partnerServiceId, customerNo, virtualAccountNo: partnerServiceId + customerNo, ...fields };
    const timestamp = tokenService.generateTimestamp();
    const { generateSymmetricSignature: sign } = tokenService;
    const made = sign.call(tokenService, "POST", path, accessToken, body, timestamp, clientSecret);
    const answer = await fetch(baseUrl + path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${accessToken}`,
        "X-TIMESTAMP": timestamp,
        "X-SIGNATURE": twist(made),
        "X-PARTNER-ID": credentials.xPartnerId,
        "X-EXTERNAL-ID": randomUUID(),
        "CHANNEL-ID": credentials.channelId,
      },
    });
    const text = await answer.text();
    const parsed = JSON.parse(text);
    return { status: answer.status, responseCode: parsed.responseCode, body: parsed, text };
  }

  return { token, call };
}

import { createHash, createHmac, randomUUID } from "node:crypto";
import { snapClient } from "../../infra/cli/snap-client.ts";
import type { SnapSandboxPartner } from "../../infra/local/sandbox/sandbox-file.ts";

/** An answer as its bytes say it. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A bank that keeps the text of answers, for tests in which a body has to be the same to the byte. */
export async function rawBank(baseUrl: string, bank: SnapSandboxPartner) {
  const { accessToken } = (await snapClient(baseUrl, bank).token()).body;

  return async (
    service: "inquiry" | "payment" | "status",
    customerNo: string,
    fields: object,
  ): Promise<RawAnswer> => {
    const path = `${bank.basePath}/v1.0/transfer-va/${service}`;
    const { partnerServiceId } = bank;
    const virtualAccountNo = partnerServiceId + customerNo;
    const body = JSON.stringify({ partnerServiceId, customerNo, virtualAccountNo, ...fields });
    const timestamp = new Date().toISOString();
    const digest = createHash("sha256").update(body).digest("hex");
    const answer = await fetch(baseUrl + path, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${accessToken}`,
        "X-TIMESTAMP": timestamp,
        "X-SIGNATURE": createHmac("sha512", bank.clientSecret)
          .update(`POST:${path}:${accessToken}:${digest}:${timestamp}`)
          .digest("base64"),
        "X-PARTNER-ID": bank.xPartnerId,
        "X-EXTERNAL-ID": randomUUID(),
        "CHANNEL-ID": bank.channelId,
      },
    });
    return { status: answer.status, text: await answer.text() };
  };
}

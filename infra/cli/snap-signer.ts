import { createHash, createHmac, sign } from "node:crypto";
import type { SnapPaths, SnapProfile } from "../../shared/partner/snap-profile.ts";

/** What a bank needs to call us, as `sandbox.json` gives it; what is left out is the standard's own way. */
export interface SnapCredentials {
  readonly basePath: string;
  readonly paths?: SnapPaths | undefined;
  readonly signature?: SnapProfile["signature"] | undefined;
  readonly signatureEncoding?: SnapProfile["signatureEncoding"] | undefined;
  readonly clientKey: string;
  /** Not used by a bank that signs without a token. */
  readonly clientSecret: string;
  readonly privateKeyPem: string;
  readonly xPartnerId: string;
  /** Padded on the left to 8 characters. */
  readonly partnerServiceId: string;
  readonly channelId: string;
}

type Service = "token" | "inquiry" | "payment" | "status";

const TAILS: Readonly<Record<Service, string>> = {
  token: "/v1.0/access-token/b2b",
  inquiry: "/v1.0/transfer-va/inquiry",
  payment: "/v1.0/transfer-va/payment",
  status: "/v1.0/transfer-va/status",
};

/** The public path of a service, as a bank calls and signs it. */
export function pathOf({ basePath, paths }: Pick<SnapCredentials, "basePath" | "paths">, service: Service) {
  return paths?.[service] ?? basePath + TAILS[service];
}

/** X-SIGNATURE of a token call: RSA over client key and time (snap-bi.md 1.1). */
export function tokenSignature(bank: SnapCredentials, timestamp: string): string {
  return rsa(bank, `${bank.clientKey}|${timestamp}`);
}

/** X-SIGNATURE of a transaction, in the type that the bank uses: HMAC with its token, or RSA without one (snap-bi.md 2.1). */
export function transactionSignature(
  bank: SnapCredentials,
  call: {
    readonly path: string;
    readonly body: string;
    readonly timestamp: string;
    /** Undefined for a bank that signs without one. */
    readonly token: string | undefined;
  },
): string {
  const { path, body, timestamp, token } = call;
  const digest = createHash("sha256").update(body).digest("hex");
  if (token === undefined) return rsa(bank, `POST:${path}:${digest}:${timestamp}`);
  return createHmac("sha512", bank.clientSecret)
    .update(`POST:${path}:${token}:${digest}:${timestamp}`)
    .digest(bank.signatureEncoding ?? "base64");
}

function rsa({ privateKeyPem, signatureEncoding = "base64" }: SnapCredentials, text: string): string {
  return sign("sha256", Buffer.from(text), privateKeyPem).toString(signatureEncoding);
}

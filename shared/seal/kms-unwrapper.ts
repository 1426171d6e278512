import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";

/** The purpose a ciphertext is bound to; a function's role may decrypt only the purposes it needs. */
export const KEY_PURPOSE_CONTEXT = "kanal:key";

/** What our keys are for; each has a ciphertext of its own. */
export type KeyPurpose = "nik-hash" | "data" | "token" | "answer" | "core" | "feed" | "audit" | "session";

export interface KmsUnwrapper {
  /** Opens a ciphertext (base64) for its purpose. @throws KmsFault: a function without its keys must not start */
  unwrap(ciphertext: string, purpose: KeyPurpose): Promise<Buffer>;
  close(): void;
}

/** KMS did not open a key: `reason` is its own word for why, or the HTTP status. */
export class KmsFault extends Error {
  readonly code = "KMS_REFUSED";
  readonly reason: string;
  constructor(purpose: KeyPurpose, reason: string) {
    super(`KMS did not open the ${purpose} key: ${reason}`);
    this.reason = reason;
  }
}

const ATTEMPTS_MAX = 3;
const ATTEMPT_MS_MAX = 3_000;
const BACKOFF_MS = 50;
/** Refusals that a moment later may be none. */
const PASSING = /Throttling|LimitExceeded|KMSInternal|DependencyTimeout/;

/**
 * KMS at init, with bounded waits; no request path calls it. The one operation that we need is one signed request, and region, credentials and signer
 * are those that the DynamoDB client brings anyway: KMS's own client would add 27 KB to every function's cold start (decision 0002).
 */
export function kmsUnwrapper(): KmsUnwrapper {
  const aws = new DynamoDBClient({});
  const { region, credentials, sha256 } = aws.config;
  const signer = new SignatureV4({ service: "kms", region, credentials, sha256 });
  const decrypt = async (ciphertext: string, purpose: KeyPurpose): Promise<Answer> => {
    const url = new URL(process.env.AWS_ENDPOINT_URL_KMS ?? `https://kms.${await region()}.amazonaws.com/`);
    const request = {
      method: "POST",
      protocol: url.protocol,
      hostname: url.hostname,
      path: "/",
      headers: {
        host: url.host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "TrentService.Decrypt",
      },
      body: JSON.stringify({
        CiphertextBlob: ciphertext,
        EncryptionContext: { [KEY_PURPOSE_CONTEXT]: purpose },
      }),
    };
    const { headers, body, method } = await signer.sign(request);
    return answerOf(await fetch(url, { method, headers, body, signal: AbortSignal.timeout(ATTEMPT_MS_MAX) }));
  };
  return {
    async unwrap(ciphertext, purpose) {
      for (let attempt = 1; ; attempt++) {
        const answer = await decrypt(ciphertext, purpose).catch(silence);
        if (answer.kind === "opened") return Buffer.from(answer.plaintext, "base64");
        if (!answer.mayPass || attempt === ATTEMPTS_MAX) throw new KmsFault(purpose, answer.reason);
        await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS * attempt * (0.5 + Math.random())));
      }
    },
    close: () => aws.destroy(),
  };
}

type Answer =
  | { readonly kind: "opened"; readonly plaintext: string }
  | { readonly kind: "refused"; readonly reason: string; readonly mayPass: boolean };

/** What KMS said, in its JSON 1.1 form; the type of a refusal may carry a namespace in front. */
async function answerOf(response: Response): Promise<Answer> {
  const said: unknown = await response.json().catch(() => undefined);
  const fields: Readonly<Record<string, unknown>> =
    typeof said === "object" && said !== null ? { ...said } : {};
  const { Plaintext: plaintext, __type: type } = fields;
  if (response.ok && typeof plaintext === "string" && plaintext !== "") return { kind: "opened", plaintext };
  const reason = typeof type === "string" ? type.replace(/^.*#/, "") : `status ${response.status}`;
  return { kind: "refused", reason, mayPass: response.status >= 500 || PASSING.test(reason) };
}

const silence = (error: unknown): Answer => ({
  kind: "refused",
  reason: error instanceof Error ? error.name : "no answer",
  mayPass: true,
});

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";
import { jitteredWait } from "../../shared/ledger/jittered-wait.ts";
import type { SettlementDrop } from "../../shared/settlement/hand-in-file.ts";

/** The bucket did not take a file: `reason` is S3's own word for why, or the HTTP status. */
export class SettlementNotStored extends Error {
  readonly code = "SETTLEMENT_NOT_STORED";
  readonly reason: string;
  constructor(reason: string) {
    super(`the settlement bucket did not take a file: ${reason}`);
    this.reason = reason;
  }
}

const ATTEMPTS_MAX = 3;
/** Three of them end before the edge's own deadline of 18 s. */
const ATTEMPT_MS_MAX = 4_000;
const BACKOFF_MS = 100;
/** Refusals that a moment later may be none; every answer from 500 on is one of them, S3's SlowDown too. */
const PASSING = /^(?:RequestTimeout|OperationAborted|TooManyRequests)$/;

/**
 * The bucket of the partners' files, in which the console may lay objects and do nothing else. One signed PutObject, with region and credentials of the client that the
 * ledger brings anyway: S3's own client would bring 150 KB for a request a week (decision 0021). The bucket encrypts with its own key by default.
 */
export function settlementDrop(bucket: string): SettlementDrop {
  return {
    async put(objectKey, content) {
      const aws = new DynamoDBClient({});
      try {
        for (let attempt = 1; ; attempt++) {
          const answer = await putObject(aws, bucket, objectKey, content).catch(silence);
          if (answer.kind === "stored") return;
          if (!answer.mayPass || attempt === ATTEMPTS_MAX) throw new SettlementNotStored(answer.reason);
          await jitteredWait(BACKOFF_MS * attempt);
        }
      } finally {
        aws.destroy();
      }
    },
  };
}

type Answer =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly reason: string; readonly mayPass: boolean };

async function putObject(
  { config: { region, credentials, sha256 } }: DynamoDBClient,
  bucket: string,
  objectKey: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  // S3 signs the path as it is sent and not escaped once more, and the body's hash with it.
  const signing = { service: "s3", uriEscapePath: false, applyChecksum: true };
  const signer = new SignatureV4({ ...signing, region, credentials, sha256 });
  const url = addressOf(bucket, objectKey, await region());
  const signed = await signer.sign({
    method: "PUT",
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, "content-type": "text/csv" },
    body: content,
  });
  const { method, headers } = signed;
  const signal = AbortSignal.timeout(ATTEMPT_MS_MAX);
  return answerOf(await fetch(url, { method, headers, body: content, signal, redirect: "manual" }));
}

/** Path style where an endpoint is named, which knows no host for each bucket. */
function addressOf(bucket: string, objectKey: string, region: string): URL {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  const path = objectKey.split("/").map(encodeURIComponent).join("/");
  return endpoint
    ? new URL(`/${bucket}/${path}`, endpoint)
    : new URL(`https://${bucket}.s3.${region}.amazonaws.com/${path}`);
}

async function answerOf(response: Response): Promise<Answer> {
  const said = await response.text().catch(() => "");
  if (response.ok) return { kind: "stored" };
  const reason = /<Code>(\w{1,64})<\/Code>/.exec(said)?.[1] ?? `status ${response.status}`;
  return { kind: "refused", reason, mayPass: response.status >= 500 || PASSING.test(reason) };
}

const silence = (error: unknown): Answer => ({
  kind: "refused",
  reason: error instanceof Error ? error.name : "no answer",
  mayPass: true,
});

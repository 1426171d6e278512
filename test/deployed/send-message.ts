import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { recordedEndpoint } from "../../infra/local/endpoint-record.ts";
import { queueUrl } from "../../infra/local/environment.ts";

/** Puts a message into a queue of a running sandbox, from outside, as a service of AWS would. */
export async function sendMessage(
  { dataDir }: { readonly dataDir: string },
  queue: string,
  MessageBody: string,
): Promise<void> {
  const endpoint = recordedEndpoint(openDataDir(dataDir)) ?? "";
  const sqs = new SQSClient({ endpoint });
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(endpoint, queue), MessageBody }));
  sqs.destroy();
}

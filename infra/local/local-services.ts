import { putEvents } from "./aws/bus.ts";
import { type EndpointServer, type JsonOperation, startEndpointServer } from "./aws/endpoint-server.ts";
import { kmsOperations, type LocalKms, openKms } from "./aws/kms.ts";
import { lockedFolder } from "./aws/locked-folder.ts";
import { type LogSubscription, logSubscription } from "./aws/log-subscription.ts";
import { type ObjectStore, objectStore } from "./aws/object-store.ts";
import { type QueueStore, queueStore } from "./aws/queue-store.ts";
import { sqsOperations } from "./aws/sqs.ts";
import type { DataDir } from "./data-dir.ts";
import type { DurableStore } from "./durable-store.ts";
import { recordEndpoint } from "./endpoint-record.ts";
import { BUCKET_NOTICES, LOCAL, localMs, RULES } from "./topology.ts";

/** The services that functions call, on this machine, behind one endpoint. */
export interface LocalServices {
  readonly endpoint: EndpointServer;
  readonly queues: QueueStore;
  readonly objects: ObjectStore;
  readonly kms: LocalKms;
  readonly requestLines: LogSubscription;
}

/** Starts EventBridge, KMS, S3 and SQS over the durable store. */
export async function startLocalServices(
  dir: DataDir,
  store: DurableStore,
  waitMs: (seconds: number) => number = localMs,
): Promise<LocalServices> {
  const queues = queueStore(store);
  const locked = { [LOCAL.auditBucket]: lockedFolder(dir.auditVault) };
  const objects = objectStore(store, queues, BUCKET_NOTICES, locked);
  const kms = openKms(dir.masterKey);
  const operations: Record<string, JsonOperation> = {
    "AWSEvents.PutEvents": putEvents(store, queues, RULES),
  };
  for (const [name, operation] of Object.entries(kmsOperations(kms))) {
    operations[`TrentService.${name}`] = operation;
  }
  for (const [name, operation] of Object.entries(sqsOperations(queues, waitMs))) {
    operations[`AmazonSQS.${name}`] = operation;
  }
  const endpoint = await startEndpointServer(operations, objects);
  recordEndpoint(dir, endpoint.url);
  return {
    endpoint,
    queues,
    objects,
    kms,
    requestLines: logSubscription(queues, LOCAL.requestLines),
  };
}

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { openAuditKey } from "../../../../functions/audit-sealer/audit-key.ts";
import { openFeedKeys } from "../../../../functions/member-feed/feed-keys.ts";
import { openSessionKey } from "../../../../functions/ops-api/access/session-key.ts";
import type { Instant } from "../../../../shared/calendar/calendar.ts";
import { EMBEDDED_CORE } from "../../../../shared/core/embedded-core.ts";
import { dynamoLedger } from "../../../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import { embeddedRegister } from "../../../../shared/registration/embedded-register.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";
import { openKeyring } from "../../../../shared/seal/kms-keyring.ts";
import { type StreamTap, streamTap } from "../../../local/aws/stream-tap.ts";
import { openBareGround } from "../../../local/bare-ground.ts";
import { ensureLedgerTable } from "../../../local/engine/ledger-table.ts";
import { indexStreamRecords } from "../../../local/engine/stream-records.ts";
import { setLocalEnvironment } from "../../../local/environment.ts";
import { type LocalFunctions, loadFunctions } from "../../../local/functions.ts";
import type { LocalServices } from "../../../local/local-services.ts";
import { LOCAL } from "../../../local/topology.ts";
import { countedIds, type MeasuredClock, measuredClock } from "./measured-clock.ts";
import { printedLines } from "./printed-lines.ts";
import { type RecordingWire, recordingWire } from "./recording-wire.ts";

/** The deployed functions over the real engine and the local cloud, with nothing that moves by itself: whoever measures carries every event. */
export interface MeasuringGround {
  readonly functions: LocalFunctions;
  readonly services: LocalServices;
  readonly clock: MeasuredClock;
  readonly keys: Keyring;
  /** A printed line's id in CloudWatch: a batch is known by them, and must not be taken for an earlier one. */
  nextLineId(): string;
  /** A way to the table that no wire records. */
  readonly ledger: Ledger;
  readonly client: DynamoDBClient;
  readonly changes: StreamTap;
  readonly lines: ReturnType<typeof printedLines>;
  /** What functions sent to DynamoDB, and to the rest of the cloud. */
  readonly wires: { readonly ledger: RecordingWire; readonly cloud: RecordingWire };
  stop(): Promise<void>;
}

/** No wire at all: what stands in between would take time of its own. */
const plainWire = async (url: string): Promise<RecordingWire> => ({
  ...{ url, take: () => [], stop: () => undefined },
});

/** Opens it in a folder of its own, with wires that record unless somebody measures time. The environment of this process becomes the functions': one at a time in a process. */
export async function openMeasuringGround(begin: Instant, isRecorded = true): Promise<MeasuringGround> {
  const { dir, engineUrl, services, keys: wrapped, stop } = await openBareGround("capacity");
  const wireTo = isRecorded ? recordingWire : plainWire;
  const [wire, cloud] = [await wireTo(engineUrl), await wireTo(services.endpoint.url)];
  // Printed lines are a part of what is measured.
  process.env.POWERTOOLS_LOG_LEVEL = "INFO";
  setLocalEnvironment(
    { engineUrl: wire.url, endpointUrl: cloud.url, baseUrl: "http://127.0.0.1" },
    wrapped,
    Number.MAX_SAFE_INTEGER,
  );
  const where = { endpoint: engineUrl, region: "ap-southeast-3", maxAttempts: 1 };
  const [client, streams] = [new DynamoDBClient(where), new DynamoDBStreamsClient(where)];
  const streamArn = await ensureLedgerTable(client, LOCAL.table);
  indexStreamRecords(dir.ledger);
  const [keys, feedKeys, auditKey, sessionKey] = await Promise.all([
    openKeyring(wrapped),
    openFeedKeys(wrapped),
    openAuditKey(wrapped.audit),
    openSessionKey(wrapped.session),
  ]);
  const clock = measuredClock(begin);
  const functions = await loadFunctions({
    ...{ clock, ids: countedIds(), core: EMBEDDED_CORE, register: embeddedRegister(feedKeys.feedKey) },
    ...{ keys, feedKeys, auditKey, sessionKey, jwks: wrapped.jwks, requestLines: undefined },
  });
  const lines = printedLines();
  let lineIds = 0;
  return {
    ...{ functions, services, clock, keys, client, lines },
    nextLineId: () => `line-${++lineIds}`,
    ledger: dynamoLedger(client, LOCAL.table),
    changes: streamTap(streams, streamArn),
    wires: { ledger: wire, cloud },
    async stop() {
      lines.stop();
      for (const each of [client, streams]) each.destroy();
      for (const each of [wire, cloud]) each.stop();
      await stop();
    },
  };
}

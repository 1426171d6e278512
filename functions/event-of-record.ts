import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { CloudEvent } from "../shared/event/cloud-event.ts";
import { failureEvent } from "../shared/failure/failure-event.ts";
import { FAILURE_SORT_KEY, failureFrom } from "../shared/failure/failure-item.ts";
import type { LedgerItem } from "../shared/ledger/write.ts";
import { lookupEvent } from "../shared/limit/lookup-event.ts";
import { LIMIT_PREFIX } from "../shared/limit/lookup-window.ts";
import { paymentEvent } from "../shared/payment/payment-event.ts";
import { paymentOf } from "../shared/payment/payment-item.ts";
import { PAYMENT_PREFIX } from "../shared/payment/payment-key.ts";
import { registrationEvent } from "../shared/registration/registration-event.ts";
import { REGISTRATION_SORT_KEY } from "../shared/registration/registration-item.ts";
import { REPLAY_SORT_KEY, replayEvent } from "../shared/replay/replay-event.ts";
import { FILE_SORT_KEY, SETTLEMENT_PREFIX } from "../shared/settlement/file-item.ts";
import { settlementEvent } from "../shared/settlement/settlement-event.ts";

/** What a ledger change says to the world. */
export type RecordReading =
  | { readonly kind: "event"; readonly event: CloudEvent }
  | { readonly kind: "silent" }
  | { readonly kind: "unreadable"; readonly cause: unknown };

/** Reads one stream record; each idea maps its own items. A record that cannot be read is a value, because its neighbours must go on. */
export function eventOfRecord(record: DynamoDBRecord): RecordReading {
  try {
    const before = image(record.dynamodb?.OldImage);
    const after = image(record.dynamodb?.NewImage);
    const event = eventOf(before, after);
    return event ? { kind: "event", event } : { kind: "silent" };
  } catch (cause) {
    return { kind: "unreadable", cause };
  }
}

function eventOf(before: LedgerItem | undefined, after: LedgerItem | undefined): CloudEvent | undefined {
  if (after?.PK.startsWith(PAYMENT_PREFIX)) {
    return paymentEvent(before && paymentOf(before), paymentOf(after));
  }
  if (after?.SK === REGISTRATION_SORT_KEY) return registrationEvent(before, after);
  if (after?.PK.startsWith(LIMIT_PREFIX)) return lookupEvent(before, after);
  if (after?.PK.startsWith(SETTLEMENT_PREFIX)) {
    return after.SK === FILE_SORT_KEY ? settlementEvent(before, after) : undefined;
  }
  // The failure itself; its notes stand in the same partition.
  if (after?.SK === FAILURE_SORT_KEY && !before) return failureEvent(failureFrom(after));
  if (after?.SK === REPLAY_SORT_KEY) return replayEvent(before, after);
  return undefined;
}

type StreamImage = NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"];

/** Stream images are the SDK's attribute values with binary fields as text; the ledger stores no binary. */
const image = (attributes: StreamImage): LedgerItem | undefined =>
  attributes && (unmarshall(attributes as Record<string, AttributeValue>) as LedgerItem);

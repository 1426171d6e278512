import { Duration } from "aws-cdk-lib";
import { EventSourceMapping, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { STREAM } from "../settings.ts";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import type { UnpublishedBatches } from "./unpublished-batches.ts";

/**
 * Feeds the relay from the table's stream. A batch that fails is cut in halves until the record to blame stands alone, so its neighbours are published;
 * what still fails after its attempts is laid down whole, records included, and the stream goes on. Without an end to the attempts one record would hold
 * up its shard until the stream forgets it, after 24 hours.
 */
export class StreamRelay extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly relay: KanalFunction;
      readonly ledger: LedgerTable;
      readonly unpublished: UnpublishedBatches;
    },
  ) {
    super(scope, id);
    const { relay, ledger, unpublished } = props;
    ledger.allowStream(relay);
    unpublished.allowWrite(relay);
    // Named, not referred to; Lambda looks for the bucket when the event source is made.
    this.node.addDependency(unpublished);
    new EventSourceMapping(this, "FromStream", {
      target: relay.live,
      eventSourceArn: ledger.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: STREAM.batchSize,
      bisectBatchOnError: true,
      retryAttempts: STREAM.retryAttempts,
      maxRecordAge: Duration.hours(STREAM.recordAgeHoursMax),
      reportBatchItemFailures: true,
      // Not the ready-made destination: that one lets the function read, list and delete the whole bucket.
      onFailure: { bind: () => ({ destination: unpublished.bucketArn }) },
    });
  }
}

import type { Construct } from "constructs";
import { KEEP_DAYS } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { NotifyingBucket } from "./notifying-bucket.ts";

/**
 * Where the core lays whole snapshots of its members; the reader is told of every object. Each line is sealed by the core for the feed alone, so S3's own key
 * is enough around it, and the core, who writes here, needs no right on a key of ours.
 */
export class MemberSnapshots extends NotifyingBucket {
  constructor(scope: Construct, id: string, stage: Stage, reader: KanalFunction) {
    super(scope, id, { name: "members", stage, listener: reader, keepDays: KEEP_DAYS.memberSnapshots });
    reader.allow({ actions: ["s3:GetObject"], resources: [`${this.bucketArn}/*`] });
  }
}

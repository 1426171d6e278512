import { type KeyObject, randomUUID } from "node:crypto";
import type { z } from "zod/mini";
import { formatInstant, instant } from "../../../shared/calendar/calendar.ts";
import type { FeedMessage } from "../../../shared/feed/feed-message.ts";
import { type MemberDescription, sealDescription } from "../../../shared/feed/member-description.ts";
import type { ObjectStore } from "../aws/object-store.ts";
import { LOCAL } from "../topology.ts";

/** Tells the gateway of members as the core would; resolves when they are taken in. */
export type CoreSays = (members: readonly z.input<typeof MemberDescription>[]) => Promise<void>;

/** One message of the core's feed, sealed. */
export async function feedMessage(
  feedKey: KeyObject,
  member: z.input<typeof MemberDescription>,
): Promise<FeedMessage> {
  return {
    specversion: "1.0",
    id: randomUUID(),
    source: "/core/members",
    type: "MemberChanged.v1",
    time: formatInstant(instant(Date.now()), "milliseconds"),
    datacontenttype: "application/json",
    data: { sealed: await sealDescription(feedKey, member) },
  };
}

/** The sandbox's core: puts its members into the snapshot bucket, from where the deployed function takes them. */
export function snapshotSender(
  objects: ObjectStore,
  feedKey: KeyObject,
  settled: () => Promise<void>,
): CoreSays {
  return async (members) => {
    const messages = await Promise.all(members.map((member) => feedMessage(feedKey, member)));
    const lines = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
    objects.put(LOCAL.snapshotBucket, "sandbox/members.jsonl", Buffer.from(lines), "application/x-ndjson");
    await settled();
  };
}

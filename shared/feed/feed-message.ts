import * as z from "zod/mini";
import { DescriptionUnreadable } from "./member-description.ts";

/** What the core sends of a change, by queue or as a line of a snapshot: a CloudEvent whose data is sealed. Nothing in clear tells who it is about. */
export const FeedMessage = z.object({
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  source: z.string(),
  type: z.literal("MemberChanged.v1"),
  time: z.string(),
  datacontenttype: z.literal("application/json"),
  data: z.object({ sealed: z.string() }),
});
export type FeedMessage = z.infer<typeof FeedMessage>;

/** Reads a message up to its seal. @throws DescriptionUnreadable */
export function sealedIn(text: string): string {
  try {
    return z.parse(FeedMessage, JSON.parse(text)).data.sealed;
  } catch {
    throw new DescriptionUnreadable("a feed message does not parse");
  }
}

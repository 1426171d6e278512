import type { Ledger } from "../ledger/ledger.ts";
import { putMember } from "../member/member-store.ts";
import { sealedIn } from "./feed-message.ts";
import { type FeedKeys, openDescription } from "./member-description.ts";

/** Takes one message of the feed into the ledger. Only the member's profile changes. @throws DescriptionUnreadable, LedgerFault, SealFault */
export async function takeInMember(
  ledger: Ledger,
  keys: FeedKeys,
  message: string,
): Promise<"written" | "older"> {
  return putMember(ledger, keys, await openDescription(keys, sealedIn(message)));
}

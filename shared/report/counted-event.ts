import { type Instant, instant } from "../calendar/calendar.ts";
import type { LedgerKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";

export const COUNTED_PREFIX = "COUNTED#";

/**
 * How long an event is remembered as counted. The bus's archive says things again for 90 days and a queue holds them for 14, so within 400 nothing is counted twice; what
 * is older than that when it comes is not counted at all.
 */
export const COUNTED_DAYS = 400;
const DAY_SECONDS = 86_400;

const countedKey = (eventId: string): LedgerKey => ({ PK: COUNTED_PREFIX + eventId, SK: "COUNTED" });

/** Notes that an event is counted and when it was seen on the bus. */
export function countedWrite(eventId: string, publishedAt: Instant): LedgerWrite {
  return {
    kind: "put",
    item: {
      ...countedKey(eventId),
      schemaVersion: 1,
      publishedAt,
      expiresAt: Math.ceil(publishedAt / 1000) + COUNTED_DAYS * DAY_SECONDS,
    },
    guard: "absent",
  };
}

/** When each of these events was seen on the bus, in their order; undefined for one that was not, or so long ago that it is forgotten. One BatchGetItem. */
export async function publishedTimes(
  ledger: Pick<Ledger, "readTogether">,
  eventIds: readonly string[],
): Promise<readonly (Instant | undefined)[]> {
  const items = await ledger.readTogether(eventIds.map(countedKey));
  return items.map((item) => (item ? instant(Number(item.publishedAt)) : undefined));
}

import * as z from "zod/mini";
import type { BusinessDate } from "../calendar/calendar.ts";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { PartnerId } from "../partner/partner.ts";
import type { SettlementFile } from "./file-item.ts";
import { FileRefusalReason } from "./refusal.ts";

/** What a day remembers of each of its files. More revisions than this of one day are not kept in sight. */
const REVISIONS_MAX = 50;

const Current = z.object({ fileId: z.string(), laidAt: InstantMs });
const DayItem = z.object({
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  businessDate: BusinessDateText,
  /** Counts the changes of the day. */
  version: z.number(),
  collected: z.nullable(Current),
  suspect: z.nullable(Current),
  /** The last file that was refused, until a sound one of its kind comes after it. */
  refused: z.nullable(
    z.object({
      name: z.string(),
      laidAt: InstantMs,
      receivedAt: InstantMs,
      line: z.number(),
      reason: FileRefusalReason,
      /** Items from before it was kept are read as any kind. */
      says: z.optional(z.enum(["collected", "suspect"])),
    }),
  ),
  /** All sound files, the latest last. */
  revisions: z.array(
    z.object({
      fileId: z.string(),
      says: z.enum(["collected", "suspect"]),
      name: z.string(),
      receivedAt: InstantMs,
    }),
  ),
});

/** What has come for a business date of a partner. */
export type SettlementDay = Omit<z.infer<typeof DayItem>, "schemaVersion">;

export const dayPartition = (partnerId: string, date: BusinessDate): string =>
  joinKey("SETTLEMENT", partnerId, date);
export const dayKey = (partnerId: string, date: BusinessDate): LedgerKey => ({
  PK: dayPartition(partnerId, date),
  SK: "DAY",
});

/** Reads a day. @throws LedgerFault */
export function dayOf(item: LedgerItem): SettlementDay {
  const { schemaVersion: _, ...day } = decodeItem("settlement day", DayItem, item);
  return day;
}

/** Which file of its kind the next sound one would be. */
export function nextRevision(day: SettlementDay | undefined, says: SettlementFile["says"]): number {
  return (day?.revisions.filter((each) => each.says === says).length ?? 0) + 1;
}

/** Whether a sound file of its kind was laid down after it, so that a refusal of it is no news, however late its notice comes. */
export const isOvertaken = (
  day: SettlementDay | undefined,
  { says, laidAt }: Pick<SettlementFile, "says" | "laidAt">,
): boolean => (day?.[says]?.laidAt ?? Number.NEGATIVE_INFINITY) > laidAt;

/**
 * The day once a file has come for it. The object that was laid down later is the newer one, in whatever order the notices arrive; a refused file changes nothing but
 * that it is remembered.
 */
export function dayAfter(day: SettlementDay | undefined, file: SettlementFile): SettlementDay {
  const { partnerId, businessDate, fileId, laidAt, receivedAt, says, name, refusal } = file;
  const before: SettlementDay = day ?? {
    ...{ partnerId, businessDate, version: 0, collected: null, suspect: null, refused: null, revisions: [] },
  };
  const next = { ...before, version: before.version + 1 };
  if (refusal) {
    const isNews = !isOvertaken(before, file) && laidAt >= (before.refused?.laidAt ?? laidAt);
    return isNews ? { ...next, refused: { name, laidAt, receivedAt, says, ...refusal } } : next;
  }
  const current = before[says];
  const isNewest = !current || laidAt >= current.laidAt;
  const { refused } = before;
  const mends = refused && laidAt >= refused.laidAt && (refused.says ?? says) === says;
  return {
    ...next,
    [says]: isNewest ? { fileId, laidAt } : current,
    refused: mends ? null : refused,
    revisions: [...before.revisions, { fileId, says, name, receivedAt }].slice(-REVISIONS_MAX),
  };
}

/** Writes a day on condition that it is still what was read. */
export function dayWrite(day: SettlementDay, seen: SettlementDay | undefined): LedgerWrite {
  return {
    kind: "put",
    item: { ...dayKey(day.partnerId, day.businessDate), schemaVersion: 1, ...day },
    guard: seen ? { expression: "version = :seen", values: { ":seen": seen.version } } : "absent",
  };
}

import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { Expression, LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { PartnerId } from "../partner/partner.ts";
import { SettlementFileForm } from "../partner/settlement-terms.ts";
import { FileRefusalReason } from "./refusal.ts";
import { type ClassTotals, DifferenceClass, type FileChunk } from "./settlement.ts";

export const SETTLEMENT_PREFIX = "SETTLEMENT#";
export const FILE_SORT_KEY = "FILE";

/** Where everything about a file stands. */
export const filePartition = (fileId: string): string => joinKey("SETTLEMENT", fileId);
export const fileKey = (fileId: string): LedgerKey => ({ PK: filePartition(fileId), SK: FILE_SORT_KEY });

const Total = z.object({ count: z.number(), theirsRupiah: z.number(), oursRupiah: z.number() });
export const TotalsSchema = z.partialRecord(DifferenceClass, Total);
const Money = z.object({ count: z.number(), rupiah: z.number() });

const FileItem = z.object({
  schemaVersion: z.literal(1),
  fileId: z.string(),
  partnerId: PartnerId,
  businessDate: BusinessDateText,
  says: z.enum(["collected", "suspect"]),
  name: z.string(),
  /** Which file of its kind it is for the day, from 1; 0 for a refused one. */
  revision: z.number(),
  bucket: z.string(),
  objectKey: z.string(),
  /** The version that was read; another one at the same place is another file. */
  etag: z.string(),
  /** When the object was laid down by S3's clock: the later one of two is the newer, in whatever order their notices come. */
  laidAt: InstantMs,
  /** When it was taken in, by business time: payments after it are no matter of this file. */
  receivedAt: InstantMs,
  /** The form it was read by; a later change of the partner's terms must not change half a file. */
  form: z.nullable(SettlementFileForm),
  companyCode: z.nullable(z.string()),
  /** The bank is asked about what stays open. */
  asksBank: z.boolean(),
  control: z.object({
    lines: z.number(),
    paymentRupiah: z.number(),
    reversalLines: z.number(),
    reversalRupiah: z.number(),
  }),
  chunks: z.string(),
  state: z.enum(["refused", "matching", "reconciled"]),
  refusal: z.nullable(z.object({ line: z.number(), reason: FileRefusalReason })),
  totals: z.nullable(TotalsSchema),
  /** What the ledger's own index of the day counts: the other side of the sum. */
  ledger: z.nullable(Money),
  reconciledAt: z.nullable(InstantMs),
});

/** A file as it stands in the ledger. */
export type SettlementFile = Omit<z.infer<typeof FileItem>, "schemaVersion" | "chunks"> & {
  readonly chunks: readonly FileChunk[];
};

/** A file as stored. Its chunks are one text: 500 of them are read with every message. */
export function fileItem({ chunks, ...file }: SettlementFile): LedgerItem {
  const { fileId } = file;
  const text = chunks.map(({ from, to, firstLine }) => `${from}-${to}@${firstLine}`).join(" ");
  return { ...fileKey(fileId), schemaVersion: 1, ...file, chunks: text };
}

/** Reads a file. @throws LedgerFault */
export function fileOf(item: LedgerItem): SettlementFile {
  const { schemaVersion: _, chunks, ...file } = decodeItem("settlement file", FileItem, item);
  return { ...file, chunks: chunks === "" ? [] : chunks.split(" ").map(chunkOf) };
}

function chunkOf(text: string): FileChunk {
  const [from = 0, to = 0, firstLine = 0] = text.split(/[-@]/).map(Number);
  return { from, to, firstLine };
}

/** The same content was laid down anew, there or elsewhere: what is not matched yet is read from the object that lies there now. */
export function relaidWrite(
  fileId: string,
  { bucket, objectKey, etag }: Pick<SettlementFile, "bucket" | "objectKey" | "etag">,
): LedgerWrite {
  return {
    kind: "update",
    key: fileKey(fileId),
    update: {
      expression: "SET #bucket = :bucket, objectKey = :objectKey, etag = :etag",
      names: { "#bucket": "bucket" },
      values: { ":bucket": bucket, ":objectKey": objectKey, ":etag": etag },
    },
    guard: whileIn("matching"),
  };
}

/** Holds while a file is in this state. */
export const whileIn = (state: SettlementFile["state"]): Expression => ({
  expression: "#state = :standing",
  names: { "#state": "state" },
  values: { ":standing": state },
});

/** Closes a file that is still being matched, with its result. */
export function reconciledWrite(
  fileId: string,
  result: {
    readonly totals: ClassTotals;
    readonly ledger: SettlementFile["ledger"];
    readonly reconciledAt: Instant;
  },
): LedgerWrite {
  const { totals, ledger, reconciledAt } = result;
  return {
    kind: "update",
    key: fileKey(fileId),
    update: {
      expression: "SET #state = :reconciled, totals = :totals, ledger = :ledger, reconciledAt = :at",
      names: { "#state": "state" },
      values: { ":reconciled": "reconciled", ":totals": totals, ":ledger": ledger, ":at": reconciledAt },
    },
    guard: whileIn("matching"),
  };
}

import * as z from "zod/mini";
import { BusinessDateText } from "../calendar/calendar-schema.ts";

/** What a column of a settlement file tells. `ignored` ones may hold anything. */
const FileField = z.enum([
  "reference",
  "amount",
  /** Date and time in one column, or in two that are read as `<date> <time>`. */
  "paidAt",
  "paidDate",
  "paidTime",
  "type",
  /** A NIK, a NIK and two digits of months, or a billing code; hashed as soon as it is read. */
  "customerNumber",
  /** The same behind the partner's company code. */
  "virtualAccountNumber",
  "months",
  "store",
  "till",
  "ignored",
]);
export type FileField = z.infer<typeof FileField>;

/** A control total of a file. `rupiah` is what payments add up to, `net-rupiah` the same less the reversals. */
const TrailerField = z.enum([
  "marker",
  "lines",
  "rupiah",
  "reversal-lines",
  "reversal-rupiah",
  "net-rupiah",
  "business-date",
  "ignored",
]);

/** The first cell of a record that is no transaction. */
const marker = z.string().check(z.regex(/^[A-Z0-9_-]{1,20}$/));
const words = z.array(z.string().check(z.regex(/^[A-Za-z0-9_ -]{1,20}$/))).check(z.maxLength(8));

const hasOnce =
  (field: FileField) =>
  (columns: readonly { readonly field: FileField }[]): boolean =>
    columns.filter((column) => column.field === field).length === 1;

/**
 * How a kind of settlement file is written, as data: no code per partner. Lines end with LF or CRLF, cells may be quoted as in RFC 4180, text is UTF-8. A file is read
 * by exactly this form or refused whole.
 */
export const SettlementFileForm = z.strictObject({
  /** What the file says of its lines: that the partner collected them, or that it does not know itself. */
  says: z.enum(["collected", "suspect"]),
  /** Part of the file's name, in upper case, by which it is told from the partner's other files; empty fits every name. */
  nameContains: z.string().check(z.regex(/^[A-Z0-9_-]{0,32}$/)),
  separator: z.enum([",", ";", "|", "\t"]),
  /** A first record that names the business date in the form's own way of dates. */
  heading: z.optional(
    z.strictObject({ marker, columns: z.array(z.enum(["marker", "business-date", "ignored"])) }),
  ),
  /** Whether the columns' titles stand above the lines, exactly as they are here. */
  titled: z.boolean(),
  columns: z
    .array(z.strictObject({ title: z.string().check(z.minLength(1), z.maxLength(40)), field: FileField }))
    .check(
      z.minLength(2),
      z.maxLength(32),
      z.refine(hasOnce("reference"), "one column is the reference"),
      z.refine(hasOnce("amount"), "one column is the amount"),
    ),
  /** How rupiah are written, by example: `8400`, `8400.00`, `8.400` or `8.400,00`. Anything but whole rupiah is refused. */
  amount: z.enum(["8400", "8400.00", "8.400", "8.400,00"]),
  /** How times are written, by example; WIB where they carry no offset. Its date part is also that of heading and trailer. */
  time: z.enum([
    "2026-11-27T09:14:05+07:00",
    "2026-11-27 09:14:05",
    "20261127091405",
    "27/11/2026 09:14:05",
    "27-11-2026 09:14:05",
  ]),
  /** The words of the type column; without one every line is a payment. */
  types: z.optional(z.strictObject({ payment: words, reversal: words })),
  /** The last record. Without it a file that broke off would look like a smaller day. */
  trailer: z.strictObject({
    marker,
    columns: z.array(TrailerField).check(
      z.refine((columns) => columns[0] === "marker", "a trailer begins with its marker"),
      z.refine((columns) => columns.includes("lines"), "a trailer counts the lines"),
      z.refine(
        (columns) => columns.includes("rupiah") || columns.includes("net-rupiah"),
        "a trailer sums the rupiah",
      ),
    ),
  }),
});
export type SettlementFileForm = z.infer<typeof SettlementFileForm>;

/** Forms that come with the gateway, by name; a partner with another brings its own. */
export const ReadyFileForms = z.enum(["kanal", "bank", "minimarket"]);
export type ReadyFileForms = z.infer<typeof ReadyFileForms>;

/** Where a bank tells the status of one payment (SNAP 26), if it offers that. Our credentials there stand apart, sealed. */
const BankStatusTerms = z.strictObject({
  /** A pattern and not zod's own URL check, which would be a 1.5 KB that the request path carries and never uses. */
  url: z.string().check(z.regex(/^https?:\/\/[^\s/]+\/?\S*$/)),
  /** Longest wait for one answer. */
  answerWithinMs: z.number().check(z.int(), z.minimum(1_000), z.maximum(10_000)),
  /** How many of a file's open questions are asked at most. */
  questionsMax: z.number().check(z.int(), z.minimum(1), z.maximum(1_000)),
});

/** How and when the partner hands over what it collected; read by settlement. */
export const SettlementTerms = z.strictObject({
  /** Working days between a business date and its money (T+0, T+1). */
  afterWorkingDays: z.number().check(z.int(), z.minimum(0), z.maximum(5)),
  /** When the file of a business date is due, WIB, on that working day. */
  fileDueAt: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
  /** The first business date of which a file is due; until it is agreed, none is late. */
  filesFrom: z.optional(BusinessDateText),
  /** How its files are written: one of the ready forms, or forms of its own. The gateway's where the contract is silent. */
  files: z.optional(
    z.union([ReadyFileForms, z.array(SettlementFileForm).check(z.minLength(1), z.maxLength(4))]),
  ),
  /** Where it can be asked what became of a payment. */
  bankStatus: z.optional(BankStatusTerms),
});
export type SettlementTerms = z.infer<typeof SettlementTerms>;

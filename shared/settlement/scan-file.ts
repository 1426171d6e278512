import { createHash, type Hash } from "node:crypto";
import type { BusinessDate } from "../calendar/calendar.ts";
import type { SettlementFileForm } from "../partner/settlement-terms.ts";
import { cellsOf } from "./cells.ts";
import { counted, NO_LINES, trailerFault } from "./control-totals.ts";
import { fileLines, isCleanText, type PlacedLine } from "./file-lines.ts";
import { type LineReading, readLine } from "./read-line.ts";
import type { FileRefusal, FileRefusalReason } from "./refusal.ts";
import type { ControlTotals, FileChunk } from "./settlement.ts";
import { readDate } from "./time-cell.ts";

/** Lines that one message is about (issue 5): some seconds of work, far under an invocation's limit. */
export const CHUNK_LINES = 2_000;
/** A day of five million payments at one partner is a mistake, or time for another design. */
const LINES_MAX = 5_000_000;
const BYTES_MAX = 1_073_741_824;

/** What a file is, read once from beginning to end. `contentHash` is SHA-256 of its bytes, base64url, whatever else is wrong with it. */
export type FileScan = { readonly contentHash: string; readonly bytes: number } & (
  | { readonly kind: "sound"; readonly control: ControlTotals; readonly chunks: readonly FileChunk[] }
  | { readonly kind: "refused"; readonly refusal: FileRefusal }
);

/**
 * Reads a file whole before anything of it counts: heading, the form of every line, the control totals, and where each chunk begins. One fault refuses it whole, with
 * the line to blame; the rest is then only hashed. Memory does not grow with the file, but for 30 bytes a chunk.
 */
export async function scanFile(
  pieces: AsyncIterable<Uint8Array>,
  reading: LineReading,
  date: BusinessDate,
): Promise<FileScan> {
  const hash = createHash("sha256");
  const size = { bytes: 0 };
  const watched = hashed(pieces, hash, size);
  const scanner = new Scanner(reading, date);
  for await (const line of fileLines(watched)) {
    const fault = scanner.take(line);
    if (fault && !scanner.refusal) scanner.refusal = { line: line.number, reason: fault };
    if (size.bytes > BYTES_MAX) scanner.refusal ??= { line: 0, reason: "too-large" };
  }
  const seal = { contentHash: hash.digest("base64url"), bytes: size.bytes };
  const refusal = scanner.refusal ?? scanner.end();
  if (refusal) return { ...seal, kind: "refused", refusal };
  return { ...seal, kind: "sound", control: scanner.control, chunks: scanner.chunksTo(size.bytes) };
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: Hash, size: { bytes: number }) {
  for await (const piece of pieces) {
    hash.update(piece);
    size.bytes += piece.length;
    yield piece;
  }
}

/** What comes next in a file. */
type Part = "heading" | "titles" | "lines" | "nothing";

class Scanner {
  readonly #reading: LineReading;
  readonly #date: BusinessDate;
  readonly #starts: { readonly from: number; readonly firstLine: number }[] = [];
  #part: Part;
  #trailerAt = 0;
  #trailerLine = 0;
  control = NO_LINES;
  refusal: FileRefusal | undefined;

  constructor(reading: LineReading, date: BusinessDate) {
    this.#reading = reading;
    this.#date = date;
    this.#part = reading.form.heading ? "heading" : reading.form.titled ? "titles" : "lines";
  }

  /** @returns what is wrong with a line; undefined when nothing is, or when the file is refused already */
  take({ number, from, text }: PlacedLine): FileRefusalReason | undefined {
    if (this.refusal) return undefined;
    if (text === undefined) return number === 1 ? "not-a-settlement-file" : "line-too-long";
    if (!isCleanText(text)) return number === 1 ? "not-a-settlement-file" : "not-text";
    const { form } = this.#reading;
    switch (this.#part) {
      case "heading":
        this.#part = form.titled ? "titles" : "lines";
        return headingFault(form, text, this.#date);
      case "titles":
        this.#part = "lines";
        return titleFault(form, text);
      case "lines":
        if (!isTrailer(form, text)) return this.#count(number, from, text);
        this.#part = "nothing";
        this.#trailerAt = from;
        this.#trailerLine = number;
        return trailerFault(form, text, this.control, this.#date);
      case "nothing":
        return "after-the-trailer";
    }
  }

  #count(number: number, from: number, text: string): FileRefusalReason | undefined {
    const read = readLine(this.#reading, number, text);
    if (read.kind === "wrong") return read.reason;
    if (this.control.lines % CHUNK_LINES === 0) this.#starts.push({ from, firstLine: number });
    this.control = counted(this.control, read.line);
    return this.control.lines > LINES_MAX ? "too-many-lines" : undefined;
  }

  /** What is missing at the end. */
  end(): FileRefusal | undefined {
    if (this.#part === "nothing") return undefined;
    const began = this.#part === "lines";
    return began ? { line: 0, reason: "truncated" } : { line: 1, reason: "not-a-settlement-file" };
  }

  chunksTo(bytes: number): readonly FileChunk[] {
    const end = this.#trailerLine > 0 ? this.#trailerAt : bytes;
    return this.#starts.map((start, n) => ({ ...start, to: this.#starts[n + 1]?.from ?? end }));
  }
}

function headingFault(
  form: SettlementFileForm,
  text: string,
  date: BusinessDate,
): FileRefusalReason | undefined {
  const cells = cellsOf(text, form.separator);
  const { columns = [], marker = "" } = form.heading ?? {};
  if (!cells || cells.length !== columns.length || cells[columns.indexOf("marker")] !== marker) {
    return "not-a-settlement-file";
  }
  const at = columns.indexOf("business-date");
  if (at < 0) return undefined;
  const said = readDate(cells[at]?.trim() ?? "", form.time);
  return said === undefined ? "not-a-settlement-file" : said === date ? undefined : "date-differs";
}

function titleFault(form: SettlementFileForm, text: string): FileRefusalReason | undefined {
  const cells = cellsOf(text, form.separator);
  const fits =
    cells?.length === form.columns.length &&
    form.columns.every(({ title }, at) => cells[at]?.trim() === title);
  return fits ? undefined : "not-a-settlement-file";
}

const isTrailer = ({ trailer, separator }: SettlementFileForm, text: string): boolean =>
  text === trailer.marker || text.startsWith(`${trailer.marker}${separator}`);

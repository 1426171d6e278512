import { createHash } from "node:crypto";
import { type BusinessDate, parseBusinessDate } from "../calendar/calendar.ts";

/** Which day of which partner an object is for, by where it lies. */
export interface PlacedFile {
  readonly partnerId: string;
  readonly businessDate: BusinessDate;
  readonly name: string;
}

/** `<partnerId>/<business date>/<name>.csv`: plain names only, because they are shown and stored. */
const PLACE = /^([a-z][a-z0-9]{1,15})\/(\d{4}-\d{2}-\d{2})\/([A-Za-z0-9][A-Za-z0-9._-]{0,79}\.csv)$/;

/** Reads where an object lies; undefined when that is no place for a settlement file. */
export function placeOfFile(objectKey: string): PlacedFile | undefined {
  const [, partnerId, day = "", name] = PLACE.exec(objectKey) ?? [];
  const businessDate = parseBusinessDate(day);
  return partnerId && name && businessDate ? { partnerId, businessDate, name } : undefined;
}

const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 22);

/**
 * The name of a file in the ledger, 22 characters: a function of its day, its kind and its content. The same content again is the same file, and the empty file of
 * another day is another.
 */
export function fileIdOf({ partnerId, businessDate }: PlacedFile, says: string, contentHash: string): string {
  return shortHash(`${partnerId}\n${businessDate}\n${says}\n${contentHash}`);
}

/** How an object is named that lies where no file belongs: its name may hold anything. */
export const strayIdOf = (objectKey: string, etag: string): string =>
  `settlement-object:${shortHash(`${objectKey}\n${etag}`)}`;

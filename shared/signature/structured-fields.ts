import { decodeBase64 } from "./base64.ts";

/** A bare value of a structured field; decimals and dates are not among those that signatures use. */
export type SfBare =
  | { readonly type: "string" | "token"; readonly value: string }
  | { readonly type: "integer"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "bytes"; readonly value: Buffer };

export type SfParameters = ReadonlyMap<string, SfBare>;

export interface SfItem {
  readonly bare: SfBare;
  readonly parameters: SfParameters;
}

export interface SfInnerList {
  readonly items: readonly SfItem[];
  readonly parameters: SfParameters;
}

export type SfMember = SfItem | SfInnerList;
export type SfDictionary = ReadonlyMap<string, SfMember>;

/**
 * Reads a header as a dictionary of structured fields (RFC 8941 section 3.2). Undefined for whatever is none. Stricter than the RFC in two points: a
 * name that stands twice is refused instead of its last value taken, so that no two readers can pick different ones, and base64 has to be canonical.
 */
export function readSfDictionary(text: string): SfDictionary | undefined {
  const members = new Map<string, SfMember>();
  const cursor: Cursor = { text: text.replace(/^ +| +$/g, ""), at: 0 };
  try {
    do {
      take(cursor, BLANKS);
      const name = need(take(cursor, KEY));
      if (members.has(name)) throw new Malformed();
      members.set(name, takes(cursor, "=") ? readMember(cursor) : flag(cursor));
      take(cursor, BLANKS);
    } while (takes(cursor, ","));
    if (cursor.at !== cursor.text.length) throw new Malformed();
    return members;
  } catch (refusal) {
    if (refusal instanceof Malformed) return undefined;
    throw refusal;
  }
}

/** Writes an inner list in its one canonical form (RFC 8941 section 4.1.1.1): what `@signature-params` is made of (RFC 9421 section 2.3). */
export function writeInnerList({ items, parameters }: SfInnerList): string {
  return `(${items.map(writeItem).join(" ")})${writeParameters(parameters)}`;
}

export function writeItem({ bare, parameters }: SfItem): string {
  return writeBare(bare) + writeParameters(parameters);
}

export const sfString = (value: string): SfBare => ({ type: "string", value });
export const sfInteger = (value: number): SfBare => ({ type: "integer", value });
export const SF_TRUE: SfBare = { type: "boolean", value: true };

/** Leaves the recursion; never leaves this file. */
class Malformed extends Error {}

interface Cursor {
  readonly text: string;
  at: number;
}

const BLANKS = /[ \t]*/y;
const SPACES = / */y;
const KEY = /[a-z*][a-z0-9_.*-]*/y;
const TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const STRING = /"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const BYTES = /:([A-Za-z0-9+/=]*):/y;
const BOOLEAN = /\?[01]/y;

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text)?.[0];
  if (match !== undefined) cursor.at += match.length;
  return match;
}

function takes(cursor: Cursor, wanted: string): boolean {
  if (cursor.text[cursor.at] !== wanted) return false;
  cursor.at += 1;
  return true;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Malformed();
  return value;
}

function readMember(cursor: Cursor): SfMember {
  if (!takes(cursor, "(")) return readItem(cursor);
  const items: SfItem[] = [];
  for (;;) {
    take(cursor, SPACES);
    if (takes(cursor, ")")) return { items, parameters: readParameters(cursor) };
    items.push(readItem(cursor));
    if (cursor.text[cursor.at] !== " " && cursor.text[cursor.at] !== ")") throw new Malformed();
  }
}

const flag = (cursor: Cursor): SfItem => ({ bare: SF_TRUE, parameters: readParameters(cursor) });

const readItem = (cursor: Cursor): SfItem => ({
  bare: readBare(cursor),
  parameters: readParameters(cursor),
});

function readParameters(cursor: Cursor): SfParameters {
  const parameters = new Map<string, SfBare>();
  while (takes(cursor, ";")) {
    take(cursor, SPACES);
    const name = need(take(cursor, KEY));
    if (parameters.has(name)) throw new Malformed();
    parameters.set(name, takes(cursor, "=") ? readBare(cursor) : SF_TRUE);
  }
  return parameters;
}

function readBare(cursor: Cursor): SfBare {
  const string = take(cursor, STRING);
  if (string !== undefined) return sfString(string.slice(1, -1).replace(/\\(["\\])/g, "$1"));
  const bytes = take(cursor, BYTES);
  if (bytes !== undefined) return { type: "bytes", value: need(decodeBase64(bytes.slice(1, -1))) };
  const integer = take(cursor, INTEGER);
  if (integer !== undefined) return sfInteger(Number(integer));
  const boolean = take(cursor, BOOLEAN);
  if (boolean !== undefined) return { type: "boolean", value: boolean === "?1" };
  return { type: "token", value: need(take(cursor, TOKEN)) };
}

function writeParameters(parameters: SfParameters): string {
  return [...parameters]
    .map(([name, bare]) => (bare.value === true ? `;${name}` : `;${name}=${writeBare(bare)}`))
    .join("");
}

function writeBare(bare: SfBare): string {
  switch (bare.type) {
    case "string":
      return `"${bare.value.replace(/[\\"]/g, "\\$&")}"`;
    case "bytes":
      return `:${bare.value.toString("base64")}:`;
    case "boolean":
      return bare.value ? "?1" : "?0";
    default:
      return String(bare.value);
  }
}

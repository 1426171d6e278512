import type { NearMiss } from "./near-miss.ts";

/** The parts of a text that is signed, by name, in the order in which they stand. */
export type Parts = Readonly<Record<string, string>>;

/** Other ways to write one part. */
export interface Spelling extends NearMiss {
  readonly part: string;
  readonly values: readonly string[];
  /** False for a long list of guesses, which is tried alone and never together with another mistake. */
  readonly pairs?: boolean;
}

/** Other ways to put the parts together. */
export interface Layout extends NearMiss {
  readonly texts: (parts: Parts) => readonly (string | Buffer)[];
}

/** A text that is signed, and the ways in which others are known to write it. */
export interface SigningText {
  readonly parts: Parts;
  readonly write: (parts: Parts) => string;
  readonly spellings: readonly Spelling[];
  readonly layouts: readonly Layout[];
}

/** A text that somebody may have signed, and the mistakes that lead to it: none, one or two. */
export interface Candidate {
  readonly text: string | Buffer;
  readonly misses: readonly NearMiss[];
  /** How many keys and functions are worth trying with it. */
  readonly effort: Effort;
}

/** `all` tries every key in every form and every function, `keys` every key as it is held, `due` only what is due. */
export type Effort = "all" | "keys" | "due";

/** Of each spelling, this many values are tried together with another mistake: the whole search has to stay below 20 ms. */
const PAIRED_VALUES = 2;

/** All candidates, likely ones first: the right texts, then each mistake alone, then two together. No text comes twice. */
export function* candidatesOf(texts: readonly SigningText[], pairs: boolean): Generator<Candidate> {
  const seen = new Set<string>();
  for (const list of pairs ? [alone, together] : [alone]) {
    for (const signing of texts) {
      for (const candidate of list(signing)) {
        const key = keyOf(candidate.text);
        if (seen.has(key)) continue;
        seen.add(key);
        yield candidate;
      }
    }
  }
}

function* alone(signing: SigningText): Generator<Candidate> {
  const { parts, write, spellings } = signing;
  yield { text: write(parts), misses: [], effort: "all" };
  for (const spelling of spellings) {
    const effort = spelling.pairs === false ? "due" : "keys";
    for (const value of spelling.values) {
      const text = write({ ...parts, [spelling.part]: value });
      yield { text, misses: [withDetail(spelling, value)], effort };
    }
  }
  for (const layout of signing.layouts) {
    const { name } = layout;
    for (const text of layout.texts(parts)) yield { text, misses: [{ name }], effort: "keys" };
  }
}

function* together(signing: SigningText): Generator<Candidate> {
  const { parts, write, layouts } = signing;
  const changes = signing.spellings
    .filter(({ pairs }) => pairs !== false)
    .flatMap((spelling) => spelling.values.slice(0, PAIRED_VALUES).map((value) => ({ spelling, value })));
  for (const [at, { spelling, value }] of changes.entries()) {
    const changed = { ...parts, [spelling.part]: value };
    const first = withDetail(spelling, value);
    for (const other of changes.slice(at + 1)) {
      if (other.spelling.part === spelling.part) continue;
      const text = write({ ...changed, [other.spelling.part]: other.value });
      yield { text, misses: [first, withDetail(other.spelling, other.value)], effort: "due" };
    }
    for (const { name, texts } of layouts) {
      for (const text of texts(changed).slice(0, 1)) {
        yield { text, misses: [first, { name }], effort: "due" };
      }
    }
  }
}

/** Parts that may be shown as they were signed; a token may not, and a raw body is somebody's data. */
const SHOWN = new Set(["method", "path", "timestamp", "@method", "@path", "@authority"]);

function withDetail({ name, part }: Spelling, value: string): NearMiss {
  return { name, ...(SHOWN.has(part) && { detail: value }) };
}

const keyOf = (text: string | Buffer) => (typeof text === "string" ? text : `bytes ${text.toString("hex")}`);

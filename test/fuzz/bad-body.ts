import fc from "fast-check";

/** A good body by its top-level fields, each value as JSON text, so that any text can stand in its place. */
export type BodyFields = Readonly<Record<string, string>>;

/** What is done to a good body. Data and no function, so that a counterexample can be read. */
export type BodyChange =
  | { readonly kind: "none" }
  | { readonly kind: "fields"; readonly raw: Readonly<Record<string, string | undefined>> }
  /** The NIK in both number fields. */
  | { readonly kind: "number"; readonly customerNo: string }
  | { readonly kind: "twice"; readonly field: string; readonly raw: string; readonly escaped: boolean }
  /** The field stands where JavaScript objects inherit from, and only there. */
  | { readonly kind: "inherited"; readonly field: string }
  | { readonly kind: "edits"; readonly edits: readonly ByteEdit[] }
  | { readonly kind: "whole"; readonly base64: string }
  | { readonly kind: "repeated"; readonly text: string; readonly times: number };

interface ByteEdit {
  /** Place as a share of the length, 0 to 1. */
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly number[];
}

const PADDING = "   ";

/** Writes a body as the change has it. */
export function changed(good: BodyFields, change: BodyChange): Buffer {
  switch (change.kind) {
    case "none":
      return written(good);
    case "fields":
      return written({ ...good, ...change.raw });
    case "number": {
      const serviceId: string = JSON.parse(good.partnerServiceId ?? '""');
      const { customerNo } = change;
      const virtualAccountNo = JSON.stringify(PADDING + serviceId.trim() + customerNo);
      return written({ ...good, customerNo: JSON.stringify(customerNo), virtualAccountNo });
    }
    case "twice": {
      const { field, raw, escaped } = change;
      const code = field.charCodeAt(0).toString(16).padStart(4, "0");
      const key = escaped ? `\\u${code}${field.slice(1)}` : field;
      return Buffer.from(`{"${key}":${raw},${written(good).toString().slice(1)}`);
    }
    case "inherited": {
      const { [change.field]: moved, ...rest } = good;
      const inherited = `"__proto__":{"${change.field}":${moved}}`;
      return Buffer.from(`{${inherited},${written(rest).toString().slice(1)}`);
    }
    case "edits":
      return change.edits.reduce(edited, written(good));
    case "whole":
      return Buffer.from(change.base64, "base64");
    case "repeated":
      return Buffer.from(change.text.repeat(change.times));
  }
}

function written(fields: Readonly<Record<string, string | undefined>>): Buffer {
  const members = Object.entries(fields).flatMap(([name, raw]) =>
    raw === undefined ? [] : [`${JSON.stringify(name)}:${raw}`],
  );
  return Buffer.from(`{${members.join(",")}}`);
}

function edited(bytes: Buffer, { at, remove, insert }: ByteEdit): Buffer {
  const place = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, place), Buffer.from(insert), bytes.subarray(place + remove)]);
}

/** The fields on which it hangs what is booked, and for whom. */
const DECISIVE = ["partnerServiceId", "customerNo", "virtualAccountNo", "paymentRequestId"];

/** Says whether the change left the meaning as it was: then the request is no bad one, however its bytes look. */
export function stillMeansTheSame(good: BodyFields, change: BodyChange): boolean {
  if (change.kind === "twice" && change.field in good) return false;
  const [before, after] = [written(good), changed(good, change)].map(meaningOf);
  if (before === undefined || after === undefined) return false;
  const plain = (value: unknown) => String(value).replace(/^ +/, "");
  return (
    DECISIVE.every((name) => plain(before[name]) === plain(after[name])) &&
    amountOf(before) === amountOf(after)
  );
}

function amountOf({ paidAmount }: Readonly<Record<string, unknown>>): string {
  const { value, currency } = Object(paidAmount) as Readonly<Record<string, unknown>>;
  return JSON.stringify([value, currency]);
}

function meaningOf(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 4 }),
  insert: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
});

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64");

const anotherDocument = fc.oneof(
  fc.json({ maxDepth: 4 }).map(base64),
  fc.uint8Array({ maxLength: 200 }).map(base64),
  fc
    .constantFrom(
      "",
      " ",
      "{",
      "{}",
      "[]",
      "[{}]",
      "null",
      "0",
      '""',
      "NaN",
      "{'a':1}",
      "{}{}",
      "\ufeff{}",
      "\0",
    )
    .map(base64),
);

const deepOrLong: fc.Arbitrary<BodyChange> = fc.record({
  kind: fc.constant("repeated" as const),
  text: fc.constantFrom("[", "[]", '{"a":', "9", '"', "\\", " ", "\0"),
  times: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 14_000, max: 70_000 })),
});

/** Changes of the document as bytes and as text: nothing here knows what a field means. */
export const documentChange: fc.Arbitrary<BodyChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("edits" as const),
      edits: fc.array(byteEdit, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: anotherDocument.map((text): BodyChange => ({ kind: "whole", base64: text })) },
  { weight: 1, arbitrary: deepOrLong },
);

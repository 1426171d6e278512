import fc from "fast-check";
import type { BodyChange } from "./bad-body.ts";

/** JSON texts that are often mistaken for something else. */
const ODD = [
  "null",
  "true",
  "[]",
  "{}",
  '""',
  '" "',
  "0",
  "-0",
  "-1",
  "1.5",
  "1e999",
  "-1e999",
  "1e-400",
  "9007199254740993",
  "99999999999999999999999999",
  '"NaN"',
  '"undefined"',
  '"__proto__"',
  '"{{7*7}}"',
  '"\' OR 1=1 --"',
  '"\\u0000"',
  '"\\ud800"',
  '"%n%s"',
  '"../../etc/passwd"',
  '"<script>"',
  '{"$ne":null}',
  '{"S":"x"}',
  '["8400.00"]',
];

const anyValue = fc.oneof(
  fc.constantFrom(...ODD),
  fc.json({ maxDepth: 3 }),
  fc.integer({ min: 15, max: 400 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.integer({ min: 100, max: 3_000 }).map((length) => JSON.stringify("x".repeat(length))),
);

const AMOUNTS = [
  "8400",
  "8400.0",
  "8400.000",
  "08400.00",
  "+8400.00",
  "-8400.00",
  "8,400.00",
  "8.400,00",
  "8400.50",
  "8400.01",
  "8399.00",
  "8401.00",
  "0.00",
  "0",
  "999999999999.00",
  "9999999999999.00",
  "1e3",
  "8.4e3",
  " 8400.00",
  "8400.00 ",
  "8400.00\n",
  "８４００.00",
  "0x20d0",
  "Infinity",
  "NaN",
  "Rp8400.00",
  "",
];

const amountText = fc.oneof(
  fc.constantFrom(...AMOUNTS),
  fc.integer({ min: 0, max: 999_999_999 }).map((rupiah) => `${rupiah === 8_400 ? 1 : rupiah}.00`),
);
const amount = fc.oneof(
  amountText.map((value) => JSON.stringify({ value, currency: "IDR" })),
  fc
    .constantFrom("USD", "idr", "IDR ", "Idr", "360", "", "RP", "IDRX")
    .map((currency) => JSON.stringify({ value: "8400.00", currency })),
  anyValue.map((value) => `{"value":${value},"currency":"IDR"}`),
  anyValue.map((currency) => `{"value":"8400.00","currency":${currency}}`),
  fc.constantFrom("8400", "8400.00", '"8400.00"', '{"value":"8400.00"}', '{"currency":"IDR"}'),
);

/** Invented numbers of right and of wrong form; no regency has the code 9999. */
const customerNo = fc.oneof(
  fc.stringMatching(/^\d{1,20}$/),
  fc.constantFrom(
    "9999995207900002",
    "9999990000850001",
    "9999993213850001",
    "9999997203850001",
    "9999991503850000",
    "999999150385000",
    "99999915038500010",
    "999999150385000100",
    "999999150385000113",
    "999999150385000199",
    " 9999991503850001",
    "9999991503850001 ",
    "９９９９９９１５０３８５０００１",
    "999999150385000a",
    "-999999150385001",
    "9999991503850001\n",
    "9.99999150385e15",
    "",
  ),
);

const months = fc.oneof(
  fc.integer({ min: -3, max: 400 }).map(String),
  fc.constantFrom('"1"', '"01"', '"12"', '"1 "', "1.0", "1e1", "12.5", '"XII"', "null", "[1]"),
  anyValue,
);

const DECISIVE = [
  "partnerServiceId",
  "customerNo",
  "virtualAccountNo",
  "paymentRequestId",
  "inquiryRequestId",
  "paidAmount",
];
const field = fc.constantFrom(...DECISIVE);
const fieldsOf = (raw: Readonly<Record<string, string | undefined>>): BodyChange => ({ kind: "fields", raw });

const price = (rupiah: number) => `{"value":"${rupiah === 8_400 ? 1 : rupiah}.00","currency":"IDR"}`;

/** Of right form throughout, and wrong only by what stands in the ledger: another amount, another worker, another reference. */
const wellFormed: fc.Arbitrary<BodyChange> = fc.oneof(
  fc.integer({ min: 0, max: 999_999 }).map((rupiah) => fieldsOf({ paidAmount: price(rupiah) })),
  fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 2, max: 9_999 }))
    .map(([day, serial]): BodyChange => {
      const customerNo = `999999${String(day + 40)}0385${String(serial).padStart(4, "0")}`;
      return { kind: "number", customerNo };
    }),
  fc.constant<BodyChange>({ kind: "number", customerNo: "9999995207900002" }),
  fc.stringMatching(/^[ -~]{1,128}$/).map((id) => fieldsOf({ paymentRequestId: JSON.stringify(id) })),
  // Few references and few amounts, so that they meet again: a repeat of a refusal, or a conflict with it.
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
    .map(([id, rupiah]) => fieldsOf({ paymentRequestId: `"USED-${id}"`, paidAmount: price(rupiah) })),
);

/** Changes that know what the fields mean: types, amounts, currencies, numbers, months, keys. */
export const fieldChange: fc.Arbitrary<BodyChange> = fc.oneof(
  { weight: 3, arbitrary: wellFormed },
  fc.tuple(field, anyValue).map(([name, raw]) => fieldsOf({ [name]: raw })),
  field.map((name) => fieldsOf({ [name]: undefined })),
  amount.map((raw) => fieldsOf({ paidAmount: raw })),
  customerNo.map((text): BodyChange => ({ kind: "number", customerNo: text })),
  customerNo.map((text) => fieldsOf({ customerNo: JSON.stringify(text) })),
  fc
    .tuple(months, anyValue)
    .map(([count, more]) => fieldsOf({ additionalInfo: `{"months":${count},"x":${more}}` })),
  anyValue.map((raw) => fieldsOf({ additionalInfo: raw })),
  fc
    .tuple(field, anyValue, fc.boolean())
    .map(([name, raw, escaped]): BodyChange => ({ kind: "twice", field: name, raw, escaped })),
  field.map((name): BodyChange => ({ kind: "inherited", field: name })),
);

import { describe, expect, it } from "vitest";
import { problemAnswer, problemFacts } from "../../../shared/protocol/h2h/answer.ts";
import { answerFailure } from "../../../shared/protocol/h2h/failure.ts";
import {
  BILLING_CODE_ROWS,
  LOOKUP_ROWS,
  REGISTRATION_ROWS,
} from "../../../shared/protocol/h2h/member-table.ts";
import {
  INQUIRY_ROWS,
  PAYMENT_ROWS,
  REVERSAL_ROWS,
  rowOfInquiry,
  rowOfPayment,
  rowOfReversal,
  rowOfStatus,
  STATUS_ROWS,
} from "../../../shared/protocol/h2h/outcome-table.ts";
import { AUTHENTICATION_ROWS, FAULT_ROWS, REQUEST_ROWS } from "../../../shared/protocol/h2h/refusal-table.ts";

/** The expected answers, row by row, written down a second time: they move money, so a change has to be made twice. */
const EXPECTED = {
  inquiry: {
    quoted: "201",
    "member-unknown": "404 member-unknown",
    "member-unavailable": "422 member-unavailable",
    "wrong-segment": "422 wrong-segment",
    "age-limit": "422 age-limit",
    "re-entry-held": "422 re-entry-held",
    "jht-alone": "422 jht-alone",
    "paid-ahead-limit": "409 paid-ahead-limit",
    "inquiry-id-reused": "409 inquiry-id-reused",
    "external-id-reused": "422 idempotency-key-reused",
    "quote-expired": "409 quote-expired",
    "below-floor": "422 below-floor",
    "above-ceiling": "422 above-ceiling",
    "service-closed": "403 service-closed",
    "capability-missing": "403 capability-missing",
    "too-many-requests": "429 too-many-requests",
    "partner-suspended": "403 partner-suspended",
  },
  payment: {
    accepted: "201",
    repeated: "200",
    "quote-unknown": "422 quote-unknown",
    "quote-expired": "409 quote-expired",
    "quote-overtaken": "409 quote-overtaken",
    "number-differs": "422 number-differs",
    "months-differ": "422 months-differ",
    "amount-differs": "422 amount-differs",
    "already-paid": "409 already-paid",
    "advice-too-late": "409 advice-too-late",
    "external-id-reused": "422 idempotency-key-reused",
    "service-closed": "403 service-closed",
    "capability-missing": "403 capability-missing",
    "partner-suspended": "403 partner-suspended",
    conflict: "409 reference-reused",
    reversed: "409 payment-reversed",
    undecided: "500 payment-undecided",
  },
  status: { found: "200", unknown: "404 payment-not-seen" },
  reversal: {
    reversed: "200",
    "already-refused": "409 payment-was-refused",
    "needs-review": "409 reversal-needs-review",
    partial: "422 reversal-partial",
  },
  lookup: {
    found: "200",
    unknown: "404 member-unknown",
    "too-many-requests": "429 too-many-requests",
    "partner-suspended": "403 partner-suspended",
  },
  "billing-code": {
    issued: "201",
    unknown: "404 member-unknown",
    "too-many-requests": "429 too-many-requests",
    "partner-suspended": "403 partner-suspended",
  },
  registration: {
    registered: "201",
    known: "200",
    pending: "202",
    "age-limit": "422 age-limit",
    "needs-check": "403 registration-needs-check",
    "too-many-requests": "429 too-many-requests",
    "partner-suspended": "403 partner-suspended",
  },
  authentication: {
    "signature-missing": "401 signature-missing",
    "signature-malformed": "401 signature-malformed",
    "key-unknown": "401 key-unknown",
    "algorithm-differs": "401 algorithm-differs",
    "component-missing": "401 component-missing",
    "digest-wrong": "401 digest-wrong",
    "signature-wrong": "401 signature-wrong",
    "signature-stale": "401 signature-stale",
  },
  request: {
    "route-unknown": "404 route-unknown",
    "method-not-allowed": "405 method-not-allowed",
    "query-not-allowed": "400 query-not-allowed",
    "body-too-large": "413 body-too-large",
    "media-type-unsupported": "415 media-type-unsupported",
    "body-unreadable": "400 body-unreadable",
    "field-missing": "400 field-missing",
    "field-malformed": "400 field-malformed",
    "billing-code-unknown": "404 billing-code-unknown",
    "billing-code-ended": "409 billing-code-ended",
    "capability-missing": "403 capability-missing",
  },
  fault: { unexpected: "500 unexpected", busy: "503 busy", "deadline-passed": "504 deadline-passed" },
} as const;

const TABLES = {
  inquiry: INQUIRY_ROWS,
  payment: PAYMENT_ROWS,
  status: STATUS_ROWS,
  reversal: REVERSAL_ROWS,
  lookup: LOOKUP_ROWS,
  "billing-code": BILLING_CODE_ROWS,
  registration: REGISTRATION_ROWS,
  authentication: AUTHENTICATION_ROWS,
  request: REQUEST_ROWS,
  fault: FAULT_ROWS,
} as const;

const NAMES = Object.keys(TABLES) as (keyof typeof TABLES)[];
const ALL = NAMES.flatMap((table) =>
  Object.entries(TABLES[table]).map(([outcome, row]) => ({ table, outcome, row })),
);

describe("outcome table", () => {
  it.each(NAMES)("%s: every outcome has its one status and problem", (table) => {
    const seen = ALL.filter((entry) => entry.table === table).map(({ outcome, row }) => [
      outcome,
      row.problem === null ? String(row.status) : `${row.status} ${row.problem}`,
    ]);
    expect(Object.fromEntries(seen)).toEqual(EXPECTED[table]);
  });

  it.each(ALL)("$table $outcome: a reason and a line for the cashier, in both languages", ({ row }) => {
    for (const { english, indonesia } of [row.reason, row.cashier]) {
      for (const text of [english, indonesia]) {
        expect(text.length).toBeGreaterThan(3);
        expect(text.length).toBeLessThanOrEqual(90);
        expect(text).toMatch(/^[\x20-\x7e]+$/);
      }
      expect(english).not.toBe(indonesia);
    }
  });

  it.each(ALL)(
    "RFC 9457: $table $outcome: a success has no problem, a problem a type in kebab case",
    ({ row }) => {
      expect(row.problem === null).toBe(row.status < 300);
      if (row.problem === null) return;
      expect(row.problem).toMatch(/^[a-z]+(-[a-z]+)*$/);
      const { status, headers, body } = problemAnswer(row);
      expect([status, headers["content-type"]]).toEqual([row.status, "application/problem+json"]);
      expect(body).toEqual({
        type: `https://kanal.example/problems/${row.problem}`,
        title: row.reason.english,
        status: row.status,
        reason: row.reason,
        cashier: row.cashier,
      });
    },
  );

  it("one problem has one status and one reason, wherever it stands", () => {
    const known = new Map<string, unknown>();
    for (const { row } of ALL.filter(({ row }) => row.problem !== null)) {
      const facts = problemFacts(row);
      expect(known.get(facts.type) ?? facts).toEqual(facts);
      known.set(facts.type, facts);
    }
  });

  it("no doubt is a 4xx, and a cashier in doubt never hands money back", () => {
    for (const row of Object.values(FAULT_ROWS)) {
      expect(row.status).toBeGreaterThanOrEqual(500);
      expect(row.cashier.english).toMatch(/^Keep the money/);
    }
    for (const row of [...Object.values(AUTHENTICATION_ROWS), STATUS_ROWS.unknown])
      expect(row.cashier.english).not.toMatch(/^Hand/);
  });

  it("a worker who is not available gives the till no reason (domain.md case 24)", () => {
    const { reason, cashier } = INQUIRY_ROWS["member-unavailable"];
    expect(JSON.stringify([reason, cashier])).not.toMatch(/dead|death|deceased|meninggal|jht|klaim|claim/i);
    expect(reason.indonesia).toContain("hubungi 175");
  });

  it("walks from the outcome to its row", () => {
    const payment = {} as never;
    expect(rowOfInquiry({ kind: "quoted", quote: payment, repeated: false })).toBe(INQUIRY_ROWS.quoted);
    expect(rowOfInquiry({ kind: "refused", reason: "age-limit" })).toBe(INQUIRY_ROWS["age-limit"]);
    expect(rowOfPayment({ kind: "accepted", payment, replayed: false })).toBe(PAYMENT_ROWS.accepted);
    expect(rowOfPayment({ kind: "accepted", payment, replayed: true })).toBe(PAYMENT_ROWS.repeated);
    expect(rowOfPayment({ kind: "conflict", stored: payment, fields: [] })).toBe(PAYMENT_ROWS.conflict);
    expect(rowOfPayment({ kind: "reversed", payment })).toBe(PAYMENT_ROWS.reversed);
    expect(rowOfPayment({ kind: "undecided", because: "price-differs" })).toBe(PAYMENT_ROWS.undecided);
    for (const because of ["timestamp-outside-window", "token-expired"] as const)
      expect(rowOfPayment({ kind: "unauthorised", because })).toBe(AUTHENTICATION_ROWS["signature-stale"]);
    expect(rowOfStatus({ kind: "unknown" })).toBe(STATUS_ROWS.unknown);
    expect(rowOfStatus({ kind: "forgotten" })).toBe(STATUS_ROWS.unknown);
    expect(rowOfReversal({ kind: "partial" })).toBe(REVERSAL_ROWS.partial);
    expect(rowOfReversal({ kind: "needs-review", payment, cause: "day-over" })).toBe(
      REVERSAL_ROWS["needs-review"],
    );
  });

  it("a failure names its field and never its value; a 405 says what is allowed", () => {
    expect(answerFailure({ kind: "field-missing", field: "months" }).body.fields).toEqual(["months"]);
    expect(answerFailure({ kind: "method-not-allowed", allow: "GET" }).headers.allow).toBe("GET");
    expect(answerFailure({ kind: "unauthorised", because: "key-unknown" }).status).toBe(401);
  });
});

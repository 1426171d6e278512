import { describe, expect, it } from "vitest";
import { instant } from "../../../shared/calendar/calendar.ts";
import type { SnapProfile } from "../../../shared/partner/snap-profile.ts";
import type { RefusedPayment } from "../../../shared/payment/payment.ts";
import { snapAnswer } from "../../../shared/protocol/snap/answer.ts";
import { answerRow } from "../../../shared/protocol/snap/failure.ts";
import {
  AUTHENTICATION_ROWS,
  CODE_ROWS,
  FAULT_ROWS,
  INQUIRY_ROWS,
  PAYMENT_ROWS,
  REQUEST_ROWS,
  rowOfInquiry,
  rowOfPayment,
  rowOfStatus,
  STATUS_ROWS,
  TOKEN_ROWS,
} from "../../../shared/protocol/snap/outcome-table.ts";
import type { SnapService } from "../../../shared/protocol/snap/service.ts";
import { BRI_SNAP } from "./bri-profile.ts";

/** The expected codes, row by row, written down a second time: a code moves money, so a change has to be made twice. */
const EXPECTED = {
  inquiry: {
    quoted: "2002400 00",
    "member-unknown": "4042412 01",
    "member-unavailable": "4042412 01",
    "wrong-segment": "4042412 01",
    "age-limit": "4042412 01",
    "re-entry-held": "4042412 01",
    "jht-alone": "4042412 01",
    "paid-ahead-limit": "4042414 01",
    "inquiry-id-reused": "4092400 01",
    "external-id-reused": "4092400 01",
    "quote-expired": "4042419 01",
    "below-floor": "4042413 01",
    "above-ceiling": "4032402 01",
    "service-closed": "4032406 01",
    "capability-missing": "4032401 01",
    "too-many-requests": "4292400 01",
    "partner-suspended": "4032401 01",
  },
  code: { "billing-code-unknown": "4042412 01", "billing-code-ended": "4042419 01" },
  payment: {
    accepted: "2002500 00",
    "quote-unknown": "4042519 01",
    "quote-expired": "4042519 01",
    "quote-overtaken": "4042519 01",
    "number-differs": "4042512 01",
    "months-differ": "4042512 01",
    "amount-differs": "4042513 01",
    "already-paid": "4042514 01",
    "advice-too-late": "4042519 01",
    "external-id-reused": "4092500 01",
    "service-closed": "4032506 01",
    "capability-missing": "4032501 01",
    "partner-suspended": "4032501 01",
    reversed: "4042504 01",
    conflict: "5002500 null",
    undecided: "5002500 null",
  },
  status: {
    accepted: "2002600 00",
    refused: "2002600 01",
    unknown: "4042601 null",
    forgotten: "5002600 null",
  },
  token: { issued: "2007300 00" },
  authentication: {
    "client-unknown": "4012500 null",
    "token-not-used": "4032501 01",
    "partner-differs": "4012500 null",
    "signature-wrong": "4012500 null",
    "timestamp-outside-window": "4012500 null",
    "token-missing": "4012503 null",
    "token-invalid": "4012501 null",
    "token-expired": "4012501 null",
  },
  request: {
    "route-unknown": "4042502 01",
    "method-not-allowed": "4052501 01",
    "query-not-allowed": "4002500 01",
    "body-too-large": "4132500 01",
    "body-unreadable": "4002500 01",
    "field-missing": "4002502 01",
    "field-malformed": "4002501 01",
  },
  fault: { unexpected: "5002500 null", "deadline-passed": "5042500 null" },
} as const;

const TABLES = {
  inquiry: { service: "inquiry", rows: INQUIRY_ROWS },
  code: { service: "inquiry", rows: CODE_ROWS },
  payment: { service: "payment", rows: PAYMENT_ROWS },
  status: { service: "status", rows: STATUS_ROWS },
  token: { service: "token", rows: TOKEN_ROWS },
  authentication: { service: "payment", rows: AUTHENTICATION_ROWS },
  request: { service: "payment", rows: REQUEST_ROWS },
  fault: { service: "payment", rows: FAULT_ROWS },
} as const;

const NAMES = Object.keys(TABLES) as (keyof typeof TABLES)[];
const ALL = NAMES.flatMap((table) => {
  const { service, rows } = TABLES[table];
  return Object.entries(rows).map(([outcome, row]) => ({
    table,
    service: service as SnapService,
    outcome,
    row,
  }));
});

describe("outcome table", () => {
  it.each(NAMES)("%s: every outcome has its one code and flag", (table) => {
    const seen = ALL.filter((entry) => entry.table === table).map(({ service, outcome, row }) => {
      const { body } = snapAnswer(service, row, instant(0));
      return [outcome, `${body.responseCode} ${row.flag}`];
    });
    expect(Object.fromEntries(seen)).toEqual(EXPECTED[table]);
  });

  it.each(ALL)("snap-bi 8.15: $table $outcome: the HTTP status is the code's first three digits", (entry) => {
    const answer = snapAnswer(entry.service, entry.row, instant(0));
    expect(String(answer.body.responseCode)).toMatch(/^\d{7}$/);
    expect(String(answer.body.responseCode).slice(0, 3)).toBe(String(answer.status));
    expect(String(answer.body.responseMessage).length).toBeLessThanOrEqual(150);
  });

  it.each(ALL)(
    "snap-bi 8.16: $table $outcome: a reason in both languages, at most 64 characters",
    ({ row }) => {
      for (const text of Object.values(row.reason)) {
        expect(text.length).toBeGreaterThan(3);
        expect(text.length).toBeLessThanOrEqual(64);
        expect(text).toMatch(/^[\x20-\x7e]+$/);
      }
      if (row.flag !== "00") expect(row.reason.english).not.toBe(row.reason.indonesia);
    },
  );

  it.each(ALL)(
    "snap-bi 8.16: $table $outcome: data on a 4xx of inquiry and payment, none on 401 and 5xx",
    (entry) => {
      for (const service of ["inquiry", "payment"] as const) {
        const { status, body } = answerRow(service, entry.row, instant(0), { request: { customerNo: "1" } });
        const data = body.virtualAccountData as Record<string, unknown> | undefined;
        const bare = status === 401 || status >= 500 || entry.row === STATUS_ROWS.unknown;
        expect(data === undefined).toBe(bare);
        if (data)
          expect(data[service === "inquiry" ? "inquiryStatus" : "paymentFlagStatus"]).toBe(entry.row.flag);
      }
    },
  );

  it("snap-bi 8.13: nothing of ours is ever 202, and no doubt is a 4xx", () => {
    for (const { row } of ALL) expect(row.code.startsWith("202")).toBe(false);
    const doubts = [...Object.values(FAULT_ROWS), PAYMENT_ROWS.conflict, PAYMENT_ROWS.undecided];
    for (const row of doubts) expect(row.code[0]).toBe("5");
  });

  it("a worker who is not available gives the till no reason (domain.md case 24)", () => {
    const { message, reason } = INQUIRY_ROWS["member-unavailable"];
    expect(`${message} ${reason.english} ${reason.indonesia}`).not.toMatch(
      /dead|death|deceased|meninggal|jht|klaim|claim/i,
    );
    expect(reason.indonesia).toContain("hubungi 175");
  });
});

describe("partner dialect", () => {
  const snap: SnapProfile = { ...BRI_SNAP, codes: { "quote-expired": "403xx00" } };
  const refused = (reason: RefusedPayment["reason"]) =>
    ({ kind: "refused", payment: { state: "refused", reason } as RefusedPayment, replayed: false }) as const;

  it("snap-bi 8.21: an expired inquiry is 404xx19, or 403xx00 for a bank that expects it", () => {
    expect(rowOfPayment(refused("quote-expired"), BRI_SNAP).code).toBe("404xx19");
    expect(rowOfPayment(refused("quote-expired"), snap).code).toBe("403xx00");
    expect(rowOfInquiry({ kind: "refused", reason: "quote-expired" }, snap).code).toBe("403xx00");
    expect(rowOfPayment(refused("quote-unknown"), snap).code).toBe("404xx19");
  });

  it("snap-bi 8.21: a repeated inquiry is the stored quote, or 409xx00 by profile", () => {
    const outcome = { kind: "quoted", quote: {} as never, repeated: true } as const;
    expect(rowOfInquiry(outcome, BRI_SNAP).code).toBe("200xx00");
    expect(rowOfInquiry(outcome, { ...BRI_SNAP, repeatedInquiry: "conflict" }).code).toBe("409xx00");
    expect(
      rowOfInquiry({ ...outcome, repeated: false }, { ...BRI_SNAP, repeatedInquiry: "conflict" }).code,
    ).toBe("200xx00");
  });

  it("the status of a refused payment tells that payment's own reason", () => {
    const { code, flag, reason } = rowOfStatus({ kind: "found", payment: refused("amount-differs").payment });
    expect([code, flag, reason]).toEqual(["200xx00", "01", PAYMENT_ROWS["amount-differs"].reason]);
  });
});

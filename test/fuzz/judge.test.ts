import { describe, expect, it } from "vitest";
import type { RequestLine } from "../../functions/request-log.ts";
import { NIK, type Reply } from "../functions/partner-api/bank.ts";
import { BYSTANDER, judge } from "./judge.ts";

const LINE: RequestLine = {
  ...{
    operation: "snap.payment",
    requestId: "R-1",
    responseCode: "4002501",
    durationMs: 1,
    bodySha256: "00",
  },
};

function verdictOn(
  body: object,
  more: { status?: number; line?: Partial<RequestLine>; sent?: string } = {},
): void {
  const full = { responseCode: "4002501", responseMessage: "Invalid Field Format {customerNo}", ...body };
  const reply: Reply = {
    status: more.status ?? 400,
    headers: { "content-type": "application/json", "x-timestamp": "2026-11-20T10:00:00+07:00" },
    body: full as unknown as Reply["body"],
    text: JSON.stringify(full),
  };
  judge(reply, { service: "payment", sent: more.sent ?? "", line: { ...LINE, ...more.line } });
}

describe("the judge of answers", () => {
  it("lets an ordinary refusal pass, the caller's own number in it, and the two documented faults", () => {
    verdictOn({});
    verdictOn({ virtualAccountData: { customerNo: NIK } }, { sent: NIK });
    const fault = { name: "DeadlinePassed", code: "DEADLINE_PASSED", at: [] };
    verdictOn({ responseCode: "5042500", responseMessage: "Timeout" }, { status: 504, line: { fault } });
    const conflict = { responseCode: "5002500", responseMessage: "General Error" };
    verdictOn(conflict, { status: 500, line: { conflict: ["amount"] } });
  });

  it.each<[string, object, Parameters<typeof verdictOn>[1]]>([
    ["a booking", { responseCode: "2002500" }, { status: 200 }],
    ["a status that is not the code's", {}, { status: 404 }],
    ["the code of another service", { responseCode: "4002401" }, {}],
    ["a number that the caller did not send", { virtualAccountData: { customerNo: BYSTANDER.nik } }, {}],
    ["a name in clear", { virtualAccountData: { virtualAccountName: BYSTANDER.name } }, {}],
    ["a stack", { responseMessage: "x\n    at takePayment (take-payment.ts:31)" }, {}],
    ["a class of ours", { responseMessage: "LedgerFault" }, {}],
    ["a field that has no name", { responseMessage: "Invalid Field Format {undefined}" }, {}],
    ["any other 5xx", { responseCode: "5002500", responseMessage: "General Error" }, { status: 500 }],
    ["a number in the log", {}, { line: { outcome: NIK } }],
  ])("refuses %s", (_what, body, more) => {
    expect(() => verdictOn(body, more)).toThrow();
  });
});

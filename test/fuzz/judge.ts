import { expect } from "vitest";
import type { RequestLine } from "../../functions/request-log.ts";
import { SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";
import { NIK, type Reply, SECRET } from "../functions/partner-api/bank.ts";

/** Somebody who is registered and about whom no request asks; his number may only come back to who sent it. */
export const BYSTANDER = { nik: "9999995207900002", name: "Bambang Prakoso", kpj: "98765432109" };

/** Words of our own inside: a stack, a file, a class, an attribute, a service of the cloud. */
const INTERNALS =
  / {4}at |node:|\.ts\b|node_modules|\w(?:Error|Exception|Fault)\b|dynamo|amazon|aws|zod|hono|kanal|sqlite|ledger|memberKey|gatewayKey|sealed|"PK"|"SK"|stack|undefined|\[object/i;

const SECRETS = [
  SECRET,
  "secret-of-the-bank",
  "never-store-me",
  "PRIVATE KEY",
  "Siti Rahayu",
  "Rahayu",
  "12345678901",
];

const ECHOED = ["partnerServiceId", "customerNo", "virtualAccountNo", "inquiryRequestId", "paymentRequestId"];

/**
 * What holds of every answer to a bad request.
 * @param sent the text of body and headers as they were sent: what stands there may come back
 */
export function judge(
  { status, headers, body, text }: Reply,
  about: {
    readonly service: SnapService | undefined;
    readonly sent: string;
    readonly line: RequestLine | undefined;
  },
): void {
  const code = String(body.responseCode);
  expect(code).toMatch(/^[2-5]\d{6}$/);
  expect(code.slice(0, 3)).toBe(String(status));
  expect(code.slice(3, 5)).toBe(about.service ? SNAP_SERVICES[about.service].code : "00");
  expect(headers["content-type"]).toBe("application/json");
  expect(headers["x-timestamp"]).toBe("2026-11-20T10:00:00+07:00");

  expect(code, "accepted").not.toBe("2002500");
  if (status >= 500) isDocumentedFault(code, about.line);
  if (status === 401 || status >= 500) {
    expect(Object.keys(body).sort()).toEqual(["responseCode", "responseMessage"]);
  }

  const answered = JSON.stringify(headers) + text;
  const told = [BYSTANDER.nik, BYSTANDER.name, BYSTANDER.kpj, NIK, ...SECRETS].filter(
    (secret) => answered.includes(secret) && !about.sent.includes(secret),
  );
  expect(told).toEqual([]);
  const internal = INTERNALS.exec(withoutEcho(body))?.[0];
  expect(internal).toBeUndefined();
  // The caller's message number is logged as he wrote it: of a number in it only the worker's own is known to be one.
  const log = JSON.stringify({ ...about.line, externalId: "" });
  expect([NIK, BYSTANDER.nik, ...SECRETS].filter((secret) => log.includes(secret))).toEqual([]);
}

/**
 * The two rows of the outcome table that a caller can bring about: `conflict` (500xx00, the reference is known with another content, logged with its
 * fields) and `deadline-passed` (504xx00). Any other 5xx is a fault of ours.
 */
function isDocumentedFault(code: string, line: RequestLine | undefined): void {
  if (line?.conflict) expect([code, line.fault]).toEqual(["5002500", undefined]);
  else expect([code.slice(0, 3), line?.fault]).toMatchObject(["504", { code: "DEADLINE_PASSED" }]);
}

/** What a list of payments repeats of requests before this one: ids and echoed fields are the partner's own words. */
const ECHOED_BEFORE = [...ECHOED, "trxId", "trxDateTime", "referenceNo", "journalNum", "paidBills"];

/** The answer without what it repeats of requests, and without a token, which is random letters. */
function withoutEcho({ accessToken: _, virtualAccountData, ...body }: Reply["body"]): string {
  const own = Array.isArray(virtualAccountData)
    ? virtualAccountData.map((data) => without(data, ECHOED_BEFORE))
    : without(virtualAccountData ?? {}, ECHOED);
  return JSON.stringify([body, own]);
}

const without = (data: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

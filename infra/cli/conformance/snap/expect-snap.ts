import type { Checklist } from "../checklist.ts";
import { fieldsOf } from "../raw-call.ts";
import type { SnapReply, SnapService } from "./snap-bank.ts";

/** The two digits of each service in every response code (snap-bi.md 3.1). */
const SERVICE_DIGITS: Readonly<Record<SnapService, string>> = {
  token: "73",
  inquiry: "24",
  payment: "25",
  status: "26",
};

/** A status and a case, `404` and `12`: the code is completed with the service that was called. */
export type SnapCaseCode = `${number}-${string}`;

export const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const CLOCKS_APART_MS = 120_000;
const MESSAGE_MAX = 150;
const INQUIRY_REASON_MAX = 64;
const PAYMENT_REASON_MAX = 200;

/** Checks what every answer of SNAP BI has to be, whatever it says, and that its code is the given one (snap-bi.md 4, 8.15, 8.16, 8.17, 8.23). */
export function expectSnap(check: Checklist, reply: SnapReply, expected: SnapCaseCode): void {
  const [status = "", caseCode = ""] = expected.split("-");
  check.equal("responseCode", reply.responseCode, `${status}${SERVICE_DIGITS[reply.service]}${caseCode}`);
  expectSnapForm(check, reply);
}

/** The same without a code: for answers of which several are right. */
export function expectSnapForm(check: Checklist, reply: SnapReply): void {
  const { service, headers, responseCode, body } = reply;
  check.form("responseCode is a text of seven digits", responseCode, /^\d{7}$/);
  check.equal(
    "HTTP status is the code's first three digits",
    reply.status,
    Number(String(responseCode).slice(0, 3)),
  );
  check.that(
    `responseMessage is a text of at most ${MESSAGE_MAX} characters`,
    typeof body.responseMessage === "string" && isBetween(body.responseMessage, 1, MESSAGE_MAX),
    "a text",
    body.responseMessage,
  );
  check.form("Content-Type is JSON", headers.get("content-type"), /^application\/json\b/);
  check.form("X-TIMESTAMP carries an offset", headers.get("x-timestamp"), RFC3339);
  const sentAt = Date.parse(headers.get("x-timestamp") ?? "");
  check.that(
    "X-TIMESTAMP is now",
    Math.abs(sentAt - Date.now()) < CLOCKS_APART_MS,
    "within two minutes of this machine's clock",
    headers.get("x-timestamp"),
  );
  check.equal("no cache keeps the answer", headers.get("cache-control"), "no-store");
  const flag = service === "inquiry" ? "inquiryStatus" : "paymentFlagStatus";
  if (reply.status === 401 || reply.status >= 500) {
    check.equal("a 401 or 5xx carries no customer data", body.virtualAccountData, undefined);
  } else if (service === "inquiry" || service === "payment") {
    check.equal(flag, reply.data[flag], reply.status === 200 ? "00" : "01");
    expectReason(check, reply);
  }
}

/** Checks that somebody is not let in, whatever the reason that is told. */
export function expectStranger(check: Checklist, reply: SnapReply): void {
  check.equal("HTTP status", reply.status, 401);
  expectSnapForm(check, reply);
}

function expectReason(check: Checklist, { service, data }: SnapReply): void {
  const name = service === "inquiry" ? "inquiryReason" : "paymentFlagReason";
  const most = service === "inquiry" ? INQUIRY_REASON_MAX : PAYMENT_REASON_MAX;
  const reason = fieldsOf(data[name]);
  for (const language of ["english", "indonesia"]) {
    const text = reason[language];
    check.that(
      `${name}.${language} is a text of at most ${most} characters`,
      typeof text === "string" && isBetween(text, 1, most),
      "a text",
      text,
    );
  }
}

/** Checks that the caller's own numbers come back character by character, padding included (snap-bi.md 8.2). */
export function expectEcho(
  check: Checklist,
  { data }: SnapReply,
  sent: Readonly<Record<string, unknown>>,
): void {
  for (const name of ["partnerServiceId", "customerNo", "virtualAccountNo"]) {
    check.equal(`${name} is echoed as it was sent`, data[name], sent[name]);
  }
}

/** Checks an amount as SNAP writes it. @returns its rupiah, NaN when it is none */
export function expectAmount(check: Checklist, label: string, amount: unknown): number {
  const { value, currency } = fieldsOf(amount);
  check.form(`${label}.value has exactly two decimals`, value, /^\d{1,13}\.00$/);
  check.equal(`${label}.currency`, currency, "IDR");
  return typeof value === "string" ? Number(value) : Number.NaN;
}

const isBetween = (text: string, least: number, most: number) => text.length >= least && text.length <= most;

/** Checks that an answer does not say who the worker is: no name, and the number only where the caller's own fields repeat it. */
export function expectNobody(
  check: Checklist,
  reply: SnapReply,
  worker: { readonly nik: string; readonly name: string },
): void {
  const echoed = Object.fromEntries(
    Object.entries(reply.data).filter(([name]) => name !== "customerNo" && name !== "virtualAccountNo"),
  );
  check.without("the worker's name", reply.text, worker.name);
  check.without(
    "the NIK outside the echoed numbers",
    JSON.stringify({ ...reply.body, virtualAccountData: echoed }),
    worker.nik,
  );
}

import type { Bilingual } from "./wire.ts";

/**
 * The cases of the standard that we use, `xx` standing for the service, with its own wording (snap-bi.md 4.1). `[reason]` is filled with
 * the row's English reason. 413 is not in the standard's list.
 */
const CASES = {
  "200xx00": "Successful",
  "400xx00": "Bad Request",
  "400xx01": "Invalid Field Format",
  "400xx02": "Invalid Mandatory Field",
  "401xx00": "Unauthorized. [reason]",
  "401xx01": "Invalid Token (B2B)",
  "401xx03": "Token Not Found (B2B)",
  "403xx00": "Transaction Expired",
  "403xx01": "Feature Not Allowed [reason]",
  "404xx01": "Transaction Not Found",
  "404xx02": "Invalid Routing",
  "404xx04": "Transaction Cancelled",
  "404xx12": "Invalid Bill/Virtual Account [reason]",
  "404xx13": "Invalid Amount",
  "404xx14": "Paid Bill",
  "404xx19": "Invalid Bill/Virtual Account",
  "405xx01": "Requested Operation Is Not Allowed",
  "409xx00": "Conflict",
  "413xx00": "Request Body Too Large",
  "500xx00": "General Error",
  "504xx00": "Timeout",
} as const;

export type SnapCase = keyof typeof CASES;

/**
 * inquiryStatus or paymentFlagStatus: "00" done, "01" not done; null where saying either could move money wrongly or tell a stranger
 * something.
 */
export type SnapFlag = "00" | "01" | null;

/** What SNAP says of one outcome. */
export interface OutcomeRow {
  readonly code: SnapCase;
  readonly flag: SnapFlag;
  readonly message: string;
  readonly reason: Bilingual;
}

/** Builds a row; both texts fit the 64 characters of a reason (snap-bi.md 3.3). */
export function row(code: SnapCase, flag: SnapFlag, english: string, indonesia: string): OutcomeRow {
  return {
    code,
    flag,
    message: CASES[code].replace("[reason]", `[${english}]`),
    reason: { english, indonesia },
  };
}

/** The same row under another code of the standard. @throws RangeError for a code that we have no words for: profiles are judged when they are loaded */
export function recoded({ flag, reason }: OutcomeRow, code: string): OutcomeRow {
  if (!isCase(code)) throw new RangeError(`no case ${code}`);
  return row(code, flag, reason.english, reason.indonesia);
}

/** Whether a text is one of the cases. */
export function isCase(code: string): code is SnapCase {
  return Object.hasOwn(CASES, code);
}

/** The HTTP status of a row: the first three digits of its code (snap-bi.md 8.15). */
export const statusOf = ({ code }: Pick<OutcomeRow, "code">): number => Number(code.slice(0, 3));

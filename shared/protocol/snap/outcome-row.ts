import type { Bilingual } from "./wire.ts";

/**
 * The cases of the standard, `xx` standing for the service, with its own wording (snap-bi.md 4.1): those that we use, and those under which a bank may
 * want a refusal; left out are those of cards, one-time passwords and customers' tokens. `[reason]` is filled with the row's English reason. The standard
 * reads 404xx18 as success of a payment, so it stands only where BCA expects it of a repeat (5.2). 413 is not in the standard's list.
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
  "403xx02": "Exceeds Transaction Amount Limit",
  "403xx03": "Suspected Fraud",
  "403xx04": "Activity Count Limit Exceeded",
  "403xx05": "Do Not Honor",
  "403xx06": "Feature Not Allowed At This Time. [reason]",
  "403xx15": "Transaction Not Permitted. [reason]",
  "403xx16": "Suspend Transaction",
  "404xx00": "Invalid Transaction Status",
  "404xx01": "Transaction Not Found",
  "404xx02": "Invalid Routing",
  "404xx04": "Transaction Cancelled",
  "404xx08": "Invalid Merchant",
  "404xx11": "Invalid Card/Account/Customer [reason]/Virtual Account",
  "404xx12": "Invalid Bill/Virtual Account [reason]",
  "404xx13": "Invalid Amount",
  "404xx14": "Paid Bill",
  "404xx16": "Partner Not Found",
  "404xx17": "Invalid Terminal",
  "404xx18": "Inconsistent Request",
  "404xx19": "Invalid Bill/Virtual Account",
  "405xx00": "Requested Function Is Not Supported",
  "405xx01": "Requested Operation Is Not Allowed",
  "409xx00": "Conflict",
  "413xx00": "Request Body Too Large",
  "429xx00": "Too Many Requests",
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

import type * as z from "zod/mini";

/** The file and what is to mend in it, one a line. */
export const faultList = (file: string, faults: readonly string[]) =>
  [`${file}: ${faults.length} hal perlu diperbaiki / to mend`, ...faults.map((fault) => `  - ${fault}`)].join(
    "\n",
  );

/** What a field looks like when it is right, where its bounds alone do not say it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  partnerId: '"bankmaju" (huruf kecil dan angka / lower-case letters and digits, 2-16)',
  from: '"2027-01-01"',
  until: '"2027-12-31"',
  closesAt: '"23:30" WIB',
  opensAt: '"00:30" WIB',
  fileDueAt: '"09:00" WIB',
  channelIds: '"00003"',
  basePath: '"/snap" atau / or ""',
  token: '"/openapi/v1.0/access-token/b2b"',
  inquiry: '"/openapi/v1.0/transfer-va/inquiry"',
  payment: '"/openapi/v1.0/transfer-va/payment"',
  status: '"/openapi/v1.0/transfer-va/status"',
  partnerServiceId: '"77210" (angka tanpa isian / digits without padding)',
  codes: '{"quote-expired": "403xx00"}',
  messages: '{"404xx14": "Bill has been paid"}',
  addresses: '"203.0.113.0/28"',
};

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    content,
  );
}

/** Every field of a file that has not its form, named and in plain words. No value is repeated: it may be a secret. */
export const formFaults = (error: z.core.$ZodError, content: unknown): readonly string[] =>
  error.issues.map((issue) => issueWords(issue, valueAt(content, issue.path)));

/** One fault, field first. */
function issueWords(issue: z.core.$ZodIssue, value: unknown): string {
  const path = issue.path.join(".") || "(isi / content)";
  const name = issue.path.filter((part) => typeof part === "string").at(-1) ?? "";
  const example = EXAMPLES[name] === undefined ? "" : `; contoh / like ${EXAMPLES[name]}`;
  return `${path}: ${reasonOf(issue, value)}${example}`;
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "belum diisi / is missing";
  switch (issue.code) {
    case "invalid_type":
      return `harus / must be ${issue.expected}`;
    case "unrecognized_keys":
      return `tidak dikenal / not a known field: ${issue.keys.join(", ")}`;
    case "invalid_value":
      return `salah satu dari / one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `paling sedikit / at least ${issue.minimum}`;
    case "too_big":
      return `paling banyak / at most ${issue.maximum}`;
    default:
      return "bentuknya salah / has a wrong form";
  }
}

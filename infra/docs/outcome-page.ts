import * as members from "../../shared/protocol/h2h/member-table.ts";
import type { H2hRow } from "../../shared/protocol/h2h/outcome-row.ts";
import { problemType } from "../../shared/protocol/h2h/outcome-row.ts";
import * as h2h from "../../shared/protocol/h2h/outcome-table.ts";
import * as h2hRefusals from "../../shared/protocol/h2h/refusal-table.ts";
import type { OutcomeRow } from "../../shared/protocol/snap/outcome-row.ts";
import * as snap from "../../shared/protocol/snap/outcome-table.ts";
import { SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";

type Rows<Row> = Readonly<Record<string, Row>>;

interface Chapter {
  readonly title: string;
  readonly snap: { readonly service: SnapService | undefined; readonly rows: Rows<OutcomeRow> } | undefined;
  readonly h2h: Rows<H2hRow> | undefined;
}

const CHAPTERS: readonly Chapter[] = [
  { title: "Inquiry", snap: { service: "inquiry", rows: snap.INQUIRY_ROWS }, h2h: h2h.INQUIRY_ROWS },
  { title: "Payment", snap: { service: "payment", rows: snap.PAYMENT_ROWS }, h2h: h2h.PAYMENT_ROWS },
  { title: "Status", snap: { service: "status", rows: snap.STATUS_ROWS }, h2h: h2h.STATUS_ROWS },
  { title: "Reversal", snap: undefined, h2h: h2h.REVERSAL_ROWS },
  { title: "Member lookup", snap: undefined, h2h: members.LOOKUP_ROWS },
  { title: "Billing code", snap: undefined, h2h: members.BILLING_CODE_ROWS },
  { title: "Registration", snap: undefined, h2h: members.REGISTRATION_ROWS },
  {
    title: "Who is not let in, SNAP",
    snap: { service: undefined, rows: snap.AUTHENTICATION_ROWS },
    h2h: undefined,
  },
  { title: "Who is not let in, H2H", snap: undefined, h2h: h2hRefusals.AUTHENTICATION_ROWS },
  {
    title: "What is wrong with a request",
    snap: { service: undefined, rows: { ...snap.REQUEST_ROWS, ...snap.CODE_ROWS } },
    h2h: h2hRefusals.REQUEST_ROWS,
  },
  {
    title: "Our own faults",
    snap: { service: undefined, rows: snap.FAULT_ROWS },
    h2h: h2hRefusals.FAULT_ROWS,
  },
];

const NONE = "-";

function snapCell(row: OutcomeRow | undefined, service: SnapService | undefined): string {
  if (!row) return NONE;
  const code = service ? row.code.replace("xx", SNAP_SERVICES[service].code) : row.code;
  return row.flag === null ? `\`${code}\`` : `\`${code}\` flag ${row.flag}`;
}

function line({ snap: bank, h2h: till }: Chapter, outcome: string): string {
  const snapRow = bank?.rows[outcome];
  const h2hRow = till?.[outcome];
  const reason = h2hRow?.reason ?? snapRow?.reason;
  const cells = [
    `\`${outcome}\``,
    snapCell(snapRow, bank?.service),
    h2hRow ? String(h2hRow.status) : NONE,
    h2hRow?.problem ? `\`${h2hRow.problem}\`` : NONE,
    reason?.english ?? NONE,
    reason?.indonesia ?? NONE,
    h2hRow ? `${h2hRow.cashier.indonesia}. *${h2hRow.cashier.english}.*` : NONE,
  ];
  return `| ${cells.join(" | ")} |`;
}

function chapter(content: Chapter): string {
  const outcomes = new Set([...Object.keys(content.snap?.rows ?? {}), ...Object.keys(content.h2h ?? {})]);
  return `## ${content.title}

| Outcome | SNAP | H2H | Problem | Reason | Alasan | Kasir / cashier |
|---|---|---|---|---|---|---|
${[...outcomes].map((outcome) => line(content, outcome)).join("\n")}`;
}

/** The page for partners on every outcome, made from the two tables that the program itself answers from. */
export function outcomePage(): string {
  return `# What every outcome says

Made by \`npm run docs\` from the program's own tables; a test fails when this page and they differ.

One outcome, one answer in each protocol. SNAP: \`responseCode\` (\`xx\` stands for the service) and the flag; no flag means that money must not move on this
answer. H2H: HTTP status and, for a problem (RFC 9457), the name at the end of its \`type\`: \`${problemType("<name>")}\`. Go by the name: several stand behind
one status. The last column is what the person at the till does now; the same texts are in the answer.

${CHAPTERS.map(chapter).join("\n\n")}
`;
}

import { problemAnswer } from "../../../shared/protocol/h2h/answer.ts";
import * as members from "../../../shared/protocol/h2h/member-table.ts";
import type { H2hRow } from "../../../shared/protocol/h2h/outcome-row.ts";
import { problemType } from "../../../shared/protocol/h2h/outcome-row.ts";
import * as outcomes from "../../../shared/protocol/h2h/outcome-table.ts";
import * as refusals from "../../../shared/protocol/h2h/refusal-table.ts";
import { H2H_SERVICES, type H2hService } from "../../../shared/protocol/h2h/service.ts";
import { PROBLEM_ADVICE } from "../problem-advice.ts";
import type { Json } from "./json.ts";

type Rows = Readonly<Record<string, H2hRow>>;

/** A row that is a problem. */
export type Problem = H2hRow & { readonly problem: string };

/** The outcomes of each service, from the table that the function answers from. */
const OUTCOMES: Readonly<Record<H2hService, Rows>> = {
  inquiry: outcomes.INQUIRY_ROWS,
  payment: outcomes.PAYMENT_ROWS,
  status: outcomes.STATUS_ROWS,
  reversal: outcomes.REVERSAL_ROWS,
  lookup: members.LOOKUP_ROWS,
  registration: members.REGISTRATION_ROWS,
  "billing-code": members.BILLING_CODE_ROWS,
};

/**
 * Outcomes that SNAP shares and H2H never reaches: an inquiry's id is ours, new each time, and no key is kept for it; a payment names neither worker nor months; none is
 * reported without an inquiry.
 */
const NEVER_REACHED: Partial<Record<H2hService, readonly string[]>> = {
  inquiry: ["inquiry-id-reused", "external-id-reused", "quote-expired"],
  payment: ["number-differs", "months-differ", "undecided"],
};

/** What is wrong with the address itself; no operation of the document can answer so. */
export const OUTSIDE_SERVICES = ["route-unknown", "method-not-allowed"] as const;
/** What only a body can get wrong. */
const OF_A_BODY = ["body-too-large", "media-type-unsupported", "body-unreadable", "field-missing"] as const;
/** What only a billing code can get wrong. */
const OF_A_NUMBER = ["billing-code-unknown", "billing-code-ended"] as const;
const TAKING_A_CODE: readonly H2hService[] = ["inquiry", "lookup"];

/** Every problem that a service can answer with, by name. */
export function problemsOf(service: H2hService): readonly Problem[] {
  const unreached = NEVER_REACHED[service] ?? [];
  const own = Object.entries(OUTCOMES[service]).filter(([outcome]) => !unreached.includes(outcome));
  const without: readonly string[] = [
    ...OUTSIDE_SERVICES,
    ...(H2H_SERVICES[service].method === "GET" ? OF_A_BODY : []),
    ...(TAKING_A_CODE.includes(service) ? [] : OF_A_NUMBER),
  ];
  const request = Object.entries(refusals.REQUEST_ROWS).filter(([name]) => !without.includes(name));
  return distinct([
    ...own.map(([, row]) => row),
    ...request.map(([, row]) => row),
    ...Object.values(refusals.AUTHENTICATION_ROWS),
    ...Object.values(refusals.FAULT_ROWS),
  ]);
}

/** Every problem of H2H, each once. */
export function allProblems(): readonly Problem[] {
  const services = Object.keys(OUTCOMES) as H2hService[];
  return distinct([
    ...services.flatMap(problemsOf),
    ...OUTSIDE_SERVICES.map((name) => refusals.REQUEST_ROWS[name]),
  ]);
}

/** What a service says when all went well: the rows without a problem, one for each status. */
export function successesOf(service: H2hService): readonly H2hRow[] {
  return Object.values(OUTCOMES[service]).filter(({ problem }) => problem === null);
}

function distinct(rows: readonly H2hRow[]): readonly Problem[] {
  const byName = new Map<string, Problem>();
  for (const row of rows) if (row.problem !== null) byName.set(row.problem, { ...row, problem: row.problem });
  return [...byName.values()];
}

/** What some problems say besides: a value that shows the form. */
const EXTRA: Readonly<Record<string, Json>> = {
  "field-missing": { fields: ["months"] },
  "field-malformed": { fields: ["customerNumber.value"] },
  "component-missing": { fields: ["content-digest"] },
  "signature-stale": { detail: "created is 7 hours off: local time was sent as UTC" },
  "reference-reused": { fields: ["amount"] },
  "reversal-needs-review": { cause: "day-over" },
  "below-floor": { monthsToReachFloor: 3 },
  "above-ceiling": { monthsUnderCeiling: 6 },
  "service-closed": { opensAt: "2026-11-21T00:15:00+07:00" },
};

/** The problems as named examples: what to do about each, and the body that the function sends. */
export function problemExamples(): Readonly<Record<string, Json>> {
  const entries = allProblems().map((row): [string, Json] => {
    const { body } = problemAnswer(row, { extra: EXTRA[row.problem] ?? {} });
    return [
      row.problem,
      { summary: row.reason.english, description: PROBLEM_ADVICE[row.problem], value: body },
    ];
  });
  return Object.fromEntries(entries);
}

/** The problems of one status, as a response of an operation. */
export function problemResponse(status: number, problems: readonly Problem[], headers: Json): Json {
  return {
    description: problems
      .map(({ problem, reason }) => `\`${problem}\`: ${reason.english} / ${reason.indonesia}`)
      .join("  \n"),
    headers,
    content: {
      "application/problem+json": {
        schema: {
          $ref: "#/components/schemas/H2hProblem",
          properties: {
            type: { enum: problems.map(({ problem }) => problemType(problem)) },
            status: { const: status },
          },
        },
        examples: Object.fromEntries(
          problems.map(({ problem }) => [problem, { $ref: `#/components/examples/${problem}` }]),
        ),
      },
    },
  };
}

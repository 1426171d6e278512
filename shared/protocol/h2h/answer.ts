import type { H2hRow } from "./outcome-row.ts";
import { problemType } from "./outcome-row.ts";

/** An answer before it is signed. */
export interface H2hAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** For the log: the problem's name, or `ok`. */
  readonly name: string;
}

type Headers = H2hAnswer["headers"];

/** A success. */
export function h2hAnswer(row: H2hRow, body: H2hAnswer["body"], headers: Headers = {}): H2hAnswer {
  return {
    status: row.status,
    headers: { "content-type": "application/json", ...headers },
    body,
    name: "ok",
  };
}

/**
 * Problem Details (RFC 9457): type, title in English, both languages, the line for the cashier, and what a machine needs beside. Nothing in
 * it changes from one request to the next, so that a repeated refusal has the same body.
 */
export function problemAnswer(
  row: H2hRow,
  more: { readonly extra?: H2hAnswer["body"]; readonly headers?: Headers } = {},
): H2hAnswer {
  return {
    status: row.status,
    headers: { "content-type": "application/problem+json", ...more.headers },
    body: { ...problemFacts(row), ...more.extra },
    name: row.problem ?? "ok",
  };
}

/** The members that every problem has. */
export function problemFacts({ status, problem, reason, cashier }: H2hRow) {
  return { type: problemType(problem ?? ""), title: reason.english, status, reason, cashier };
}

import { type H2hAnswer, problemAnswer } from "./answer.ts";
import {
  AUTHENTICATION_ROWS,
  type AuthenticationFailure,
  REQUEST_ROWS,
  type RequestFailure,
} from "./refusal-table.ts";

/** A request that never became a command. `field` names the field, header or component at fault, never its value. */
export type H2hFailure =
  | {
      readonly kind: "unauthorised";
      readonly because: AuthenticationFailure;
      readonly field?: string;
      readonly hint?: string;
    }
  | { readonly kind: RequestFailure; readonly field?: string; readonly allow?: string };

export const unauthorised = (because: AuthenticationFailure, field?: string): H2hFailure => ({
  kind: "unauthorised",
  because,
  ...(field !== undefined && { field }),
});
export const missing = (field: string): H2hFailure => ({ kind: "field-missing", field });
export const malformed = (field: string): H2hFailure => ({ kind: "field-malformed", field });

/** What a signature has to cover, told with every 401 (RFC 9421 section 5). */
const ACCEPT_SIGNATURE = {
  "accept-signature": 'kanal=("@method" "@path" "content-digest" "idempotency-key");created;keyid;alg',
};

/** Answers a failure. */
export function answerFailure(failure: H2hFailure): H2hAnswer {
  const fields = failure.field === undefined ? {} : { fields: [failure.field] };
  if (failure.kind === "unauthorised") {
    const extra = { ...fields, ...(failure.hint !== undefined && { detail: failure.hint }) };
    return problemAnswer(AUTHENTICATION_ROWS[failure.because], { extra, headers: ACCEPT_SIGNATURE });
  }
  const headers: Record<string, string> = failure.allow === undefined ? {} : { allow: failure.allow };
  return problemAnswer(REQUEST_ROWS[failure.kind], { extra: fields, headers });
}

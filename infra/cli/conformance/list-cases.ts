import type { CaseFacts } from "./case.ts";
import { H2H_CASES, H2H_MIDNIGHT_CASES } from "./h2h/h2h-cases.ts";
import { SNAP_CASES, SNAP_MIDNIGHT_CASES } from "./snap/snap-cases.ts";

/** Every case of gateway mode, banks first. */
export const GATEWAY_CASES: readonly CaseFacts[] = [
  ...SNAP_CASES,
  ...SNAP_MIDNIGHT_CASES,
  ...H2H_CASES,
  ...H2H_MIDNIGHT_CASES,
];

/** The catalogue of cases as text: id, title, reason and reference of each. */
export function listCases(): string {
  const blocks = GATEWAY_CASES.map(
    ({ id, title, reason, reference }) => `${id}\n    ${title}\n    why: ${reason}\n    after: ${reference}`,
  );
  return [...blocks, "", `${GATEWAY_CASES.length} cases`].join("\n");
}

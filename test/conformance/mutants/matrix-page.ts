import { GATEWAY_CASES } from "../../../infra/cli/conformance/list-cases.ts";
import { partnersFor } from "./mutants.ts";
import type { Matrix, MatrixRow } from "./run-matrix.ts";

/** Why a case that notices none of the mutants is kept. One that is not here and notices none fails the test: it is dropped, or told here. */
const KEPT: Readonly<Record<string, string>> = {
  "snap-73-token-says-nothing-secret":
    "looks for what must not be there; nobody puts a secret into a token by changing a line",
  "snap-tokenless-no-token-needed": "holds a habit of callers that a stricter gateway would refuse",
  "snap-tokenless-no-secret":
    "guards against the classic of a public key taken for a secret, which needs a second fault beside it",
  "snap-tokenless-token-of-another":
    "guards against two ways of signing that add up to a third, which needs a second fault beside it",
  "h2h-http-no-internals":
    "looks for what must not be there; a leak comes with a new layer, not with a changed line",
};

/** The ids of the cases that noticed a mutant, in the order of the run. */
export const catchersOf = ({ verdicts }: MatrixRow): readonly string[] => [
  ...new Set(verdicts.filter(({ outcome }) => outcome === "failed").map(({ id }) => id)),
];

/** Cases that ran and noticed no mutant, with the reason why they are kept. */
export function idleCases({
  control,
  rows,
}: Matrix): readonly { readonly id: string; readonly because: string }[] {
  const useful = new Set(rows.flatMap(catchersOf));
  const ran = new Set(control.filter(({ outcome }) => outcome === "passed").map(({ id }) => id));
  return GATEWAY_CASES.filter(({ id }) => ran.has(id) && !useful.has(id)).map(({ id }) => ({
    id,
    because: KEPT[id] ?? "",
  }));
}

const SHOWN_CASES = 3;

/** The page `docs/partners/conformance-matrix.md`. */
export function matrixPage(matrix: Matrix): string {
  const { rows } = matrix;
  const idle = idleCases(matrix);
  const ran = new Set(matrix.control.map(({ id }) => id)).size;
  return [
    "# What the conformance kit notices",
    "",
    "Made by `KANAL_TEST=full npx vitest run test/conformance/mutants.test.ts`. Each row is a deliberate fault, put into one line of the gateway's source; the kit then plays the partners named",
    "against that gateway, from outside. A fault that no case notices fails the test, and so does one whose line is no longer in the source.",
    "",
    `${rows.length} faults, all noticed. ${ran} cases, ${ran - idle.length} of them notice at least one.`,
    "",
    "| Fault | In | Played as | Noticed by |",
    "|---|---|---|---|",
    ...rows.map(rowText),
    "",
    "## Cases that notice none of these faults",
    "",
    ...idle.map(({ id, because }) => `- \`${id}\`: ${because}.`),
    "",
  ].join("\n");
}

function rowText(row: MatrixRow): string {
  const catchers = catchersOf(row);
  const shown = catchers.slice(0, SHOWN_CASES).map((id) => `\`${id}\``);
  const more = catchers.length > SHOWN_CASES ? `, ${catchers.length - SHOWN_CASES} more` : "";
  const { mutant } = row;
  return `| ${mutant.name} | \`${mutant.file}\` | ${partnersFor(mutant).join(", ")} | ${shown.join(", ")}${more} |`;
}

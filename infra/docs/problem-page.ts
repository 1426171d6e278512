import { problemType } from "../../shared/protocol/h2h/outcome-row.ts";
import { H2H_SERVICES, type H2hService } from "../../shared/protocol/h2h/service.ts";
import { H2H_DESCRIBED } from "./openapi/h2h-operations.ts";
import { allProblems, type Problem, problemsOf } from "./openapi/h2h-problems.ts";
import { PROBLEM_ADVICE } from "./problem-advice.ts";

const SERVICES = Object.keys(H2H_SERVICES) as H2hService[];

/** The catalogue of problem types: what each means, what the cashier does and what the engineer does. Made from the tables that the program answers from. */
export function problemPage(): string {
  const problems = [...allProblems()].sort((one, other) => (one.problem < other.problem ? -1 : 1));
  return `# Problem types

Made by \`npm run docs\` from the program's own tables; a test fails when this page and they differ.

H2H answers what it refuses with Problem Details (RFC 9457). The \`type\` is \`${problemType("<name>")}\`; go by the name at its end, because several problems share a status. The public API
leads from \`/problems/<name>\` to the same text in its reference, \`/docs\`. SNAP's codes for the same outcomes stand in [outcomes.md](outcomes.md).

Three rules come before every line below:

- **4xx to a payment**: certainly nothing is booked by this request. **5xx, and no answer**: unknown. Ask the status; never send a new reference, never give money back on a guess.
- **A refusal is final for its reference.** The same payment again is refused in the same words. Another try needs a new inquiry and a new reference.
- **Show \`cashier\`** at the till, in the language of the person who stands there.

${problems.map(entry).join("\n\n")}
`;
}

function entry(problem: Problem): string {
  const { problem: name, status, reason, cashier } = problem;
  const advice = PROBLEM_ADVICE[name];
  if (advice === undefined) throw new RangeError(`problem ${name} has no advice in problem-advice.ts`);
  const calls = SERVICES.filter((service) => problemsOf(service).some((each) => each.problem === name));
  const where =
    calls.length === SERVICES.length
      ? "every call"
      : calls.map((call) => H2H_DESCRIBED[call].operationId).join(", ");
  return `### ${name}

${status}. ${reason.english}. *${reason.indonesia}.*

- At the till: ${cashier.english}. *${cashier.indonesia}.*
- In your program: ${advice}
- Answered by: ${where === "" ? "addresses that are no call" : where}`;
}

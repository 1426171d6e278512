import { type Html, html } from "../../html.ts";
import { type OpenApi, operationsOf, type Response, resolved } from "./open-api.ts";
import { inline } from "./prose.ts";

interface InTwoLanguages {
  readonly english: string;
  readonly indonesia: string;
}

/** The body of a problem's example, as the program itself made it. */
interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly reason: InTwoLanguages;
  readonly cashier: InTwoLanguages;
}

interface Named {
  readonly name: string;
  /** What the engineer does about it. */
  readonly advice: string;
}

/** Every problem type with what it means and what the person at the till does; a problem's \`type\` leads here. */
export function problemCatalogue(document: OpenApi): Html {
  const entries = Object.entries(document.components.examples).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return html`<section id="problems" aria-labelledby="problems-title"><h2 id="problems-title">Problem types of H2H</h2>
<p>Go by the name at the end of <code>type</code>, show <code>cashier</code> at the till, and ask the status whenever no signed answer came.</p>
${entries.map(([name, { value, description = "" }]) => entry({ name, advice: description }, value as ProblemBody, callsOf(document, name)))}</section>`;
}

function callsOf(document: OpenApi, name: string): readonly string[] {
  const isAnswered = (response: Response) =>
    Object.values(resolved(document.components.responses, response).content ?? {}).some(
      ({ examples = {} }) => examples[name]?.$ref !== undefined,
    );
  return operationsOf(document)
    .filter(({ operation }) => Object.values(operation.responses).some(isAnswered))
    .map(({ operation }) => operation.operationId);
}

function entry(
  { name, advice }: Named,
  { type, status, reason, cashier }: ProblemBody,
  calls: readonly string[],
): Html {
  return html`<article id="problem-${name}" aria-labelledby="problem-${name}-title">
<h3 id="problem-${name}-title"><code>${name}</code> <span class="status">${status}</span></h3>
<dl><dt>Type</dt><dd><code>${type}</code></dd>
<dt>Reason</dt><dd>${reason.english}<br><span lang="id">${reason.indonesia}</span></dd>
<dt>At the till</dt><dd>${cashier.english}<br><span lang="id">${cashier.indonesia}</span></dd>
<dt>In your program</dt><dd>${inline(advice)}</dd>
<dt>Answered by</dt><dd>${
    calls.length === 0
      ? "addresses that are no call"
      : html`${calls.map((call, at) => html`${at === 0 ? "" : ", "}<a href="#${call}">${call}</a>`)}`
  }</dd></dl></article>`;
}

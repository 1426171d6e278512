import { type Html, html } from "../../html.ts";
import {
  type Addressed,
  type Media,
  type OpenApi,
  type Parameter,
  type Response,
  resolved,
} from "./open-api.ts";
import { inline, prose } from "./prose.ts";
import { typeOf } from "./schema-table.ts";

/** One call: what it is for, what it takes, and everything that it answers. */
export function operationSection(document: OpenApi, { method, path, operation }: Addressed): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation;
  const schemes = [...new Set(security.flatMap((scheme) => Object.keys(scheme)))];
  return html`<section id="${operationId}" aria-labelledby="${operationId}-title">
<h3 id="${operationId}-title">${summary}</h3>
<p class="address"><span class="method">${method}</span> <code>${path}</code></p>
${prose(description)}
${schemes.length === 0 ? html`<p>No key needed.</p>` : html`<p>Signed: ${schemes.map((name, at) => html`${at === 0 ? "" : ", "}<a href="#security-${name}">${name}</a>`)}.</p>`}
${parameters.length === 0 ? undefined : html`<h4>Headers and path</h4>${parameterTable(parameters.map((each) => resolved(document.components.parameters, each)))}`}
${requestBody === undefined ? undefined : html`<h4>Body</h4>${Object.entries(requestBody.content).map(([type, media]) => mediaBlock(document, type, media, true))}`}
<h4>Answers</h4>
${Object.entries(responses).map(([status, response]) => responseBlock(document, status, response))}
</section>`;
}

function parameterTable(parameters: readonly Parameter[]): Html {
  const rows = parameters.map(
    ({ name = "", required, description = "", schema, example }) => html`<tr>
<th scope="row"><code>${name}</code>${required ? undefined : html` <span class="optional">optional</span>`}</th>
<td>${inline(description)}${schema?.pattern === undefined ? undefined : html`<div class="limit">matches <code>${schema.pattern}</code></div>`}${
      example === undefined
        ? undefined
        : html`<div class="limit">for example <code>${String(example)}</code></div>`
    }</td></tr>`,
  );
  return html`<div class="wide" tabindex="0" role="group" aria-label="Headers and path"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function responseBlock(document: OpenApi, status: string, answer: Response): Html {
  const response = resolved(document.components.responses, answer);
  const lines = (response.description ?? "").split("  \n");
  const headers = Object.keys(response.headers ?? {});
  return html`<details${status.startsWith("2") ? html` open` : undefined}><summary><span class="status">${status}</span> ${
    lines.length > 1 ? `${lines.length} outcomes` : inline(lines[0] ?? "")
  }</summary>
${lines.length > 1 ? html`<ul>${lines.map((line) => html`<li>${linked(line)}</li>`)}</ul>` : undefined}
${headers.length === 0 ? undefined : html`<p>Headers: ${headers.map((name, at) => html`${at === 0 ? "" : ", "}<code>${name}</code>`)}</p>`}
${Object.entries(response.content ?? {}).map(([type, media]) => mediaBlock(document, type, media, lines.length === 1))}
</details>`;

  /** A line that begins with a problem's name leads to its entry in the catalogue. */
  function linked(line: string): Html {
    const [, name = "", rest = ""] = /^`([a-z-]+)`(.*)$/.exec(line) ?? [];
    return name in document.components.examples
      ? html`<a href="#problem-${name}"><code>${name}</code></a>${inline(rest)}`
      : inline(line);
  }
}

/** A media type's schema and examples. Where a catalogue shows every example already, only the schema is named. */
function mediaBlock(
  document: OpenApi,
  type: string,
  { schema, example, examples = {} }: Media,
  withExamples: boolean,
): Html {
  const named = Object.entries(examples).map(
    ([name, each]) => [name, resolved(document.components.examples, each).value] as const,
  );
  const all = example === undefined ? named : [["example", example] as const];
  return html`<p><code>${type}</code>: ${typeOf(schema ?? {})}</p>${
    withExamples ? all.map(([name, value]) => exampleBlock(name, value)) : undefined
  }`;
}

function exampleBlock(name: string, value: unknown): Html {
  return html`<details><summary>${name}</summary><pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre></details>`;
}

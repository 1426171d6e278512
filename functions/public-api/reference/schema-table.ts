import { type Html, html } from "../../html.ts";
import { nameOf, type Schema } from "./open-api.ts";
import { inline } from "./prose.ts";

/** What a field may be, in words and with links to named schemas. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return html`${choices.map((choice, at) => html`${at === 0 ? "" : " or "}${typeOf(choice)}`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) {
    return html`${schema.enum.map((value, at) => html`${at === 0 ? "" : ", "}<code>${JSON.stringify(value)}</code>`)}`;
  }
  if (schema.type === "array") return html`array of ${typeOf(schema.items ?? {})}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
  return html`${String(type)}${schema.format === undefined ? "" : ` (${schema.format})`}`;
}

/** The limits and an example, as far as there are any. */
function limitsOf({ minimum, maximum, pattern, examples }: Schema): Html {
  const range = [minimum === undefined ? "" : `from ${minimum}`, maximum === undefined ? "" : `to ${maximum}`]
    .join(" ")
    .trim();
  return html`${range === "" ? undefined : html`<div class="limit">${range}</div>`}${
    pattern === undefined ? undefined : html`<div class="limit">matches <code>${pattern}</code></div>`
  }${examples?.[0] === undefined ? undefined : html`<div class="limit">for example <code>${JSON.stringify(examples[0])}</code></div>`}`;
}

/** The fields of an object, those of objects inside it under their path. Named schemas are linked, not repeated. */
export function schemaTable(schema: Schema): Html {
  const rows = rowsOf(schema, "");
  if (rows.length === 0) return html`<p class="type">${typeOf(schema)}</p>`;
  return html`<div class="wide" tabindex="0" role="group" aria-label="Fields"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function rowsOf(schema: Schema, above: string): readonly Html[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${above}${name}`;
    const row = html`<tr><th scope="row"><code>${path}</code>${required.has(name) ? undefined : html` <span class="optional">optional</span>`}</th>
<td>${typeOf(field)}</td><td>${inline(field.description ?? "")}${limitsOf(field)}</td></tr>`;
    return [row, ...rowsOf(innerOf(field), innerPath(field, path))];
  });
}

/** The object inside a field: itself, an item of an array, or the one choice that is not null. */
function innerOf(field: Schema): Schema {
  if (field.properties) return field;
  if (field.items) return innerOf(field.items);
  const choices = (field.anyOf ?? []).filter(({ type }) => type !== "null");
  return choices.length === 1 && choices[0] ? innerOf(choices[0]) : {};
}

const innerPath = (field: Schema, path: string): string =>
  field.type === "array" ? `${path}[].` : `${path}.`;

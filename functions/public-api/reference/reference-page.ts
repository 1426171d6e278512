import { createHash } from "node:crypto";
import { Html, html } from "../../html.ts";
import { type OpenApi, operationsOf } from "./open-api.ts";
import { operationSection } from "./operation-section.ts";
import { problemCatalogue } from "./problem-catalogue.ts";
import { prose } from "./prose.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";
import { schemaTable } from "./schema-table.ts";

/** What the page may load: its own style, known by its hash, and nothing else. No script runs. */
export const REFERENCE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(REFERENCE_STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The reference page of a document: one page, without scripts, that is read with a keyboard and at 360 px as well. */
export function referencePage(document: OpenApi): string {
  const { info, servers, components } = document;
  const schemes = Object.entries(components.securitySchemes);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${info.title} API ${info.version}</title><meta name="description" content="${info.summary}"><style>${new Html(REFERENCE_STYLE)}</style></head>
<body><a class="skip" href="#content">Skip to the content</a><div class="page">
<header><h1>${info.title} API <span class="quiet">${info.version}</span></h1><p>${info.summary}. <a href="openapi.json">OpenAPI 3.1 document</a></p></header>
${navigation(document)}
<main id="content">${prose(info.description)}
<dl>${servers.map(({ url, description }) => html`<dt>${description}</dt><dd><code>${url}</code></dd>`)}</dl>
<section id="security" aria-labelledby="security-title"><h2 id="security-title">Signatures</h2>
${schemes.map(([name, { description }]) => html`<h3 id="security-${name}">${name}</h3>${prose(description)}`)}</section>
${document.tags.map(({ name, description }) => html`<h2 id="${anchorOf(name)}">${name}</h2><p>${description}</p>${sectionsOf(document, name)}`)}
${problemCatalogue(document)}
${schemaSection(document)}
</main></div></body></html>
`;
  return page.text;
}

const anchorOf = (tag: string): string => `tag-${tag.toLowerCase().replaceAll(" ", "-")}`;

function sectionsOf(document: OpenApi, tag: string): readonly Html[] {
  const own = operationsOf(document).filter(({ operation }) => operation.tags.includes(tag));
  return own.map((each) => operationSection(document, each));
}

function navigation(document: OpenApi): Html {
  const groups = document.tags.map(({ name }) => {
    const own = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
    const links = own.map(
      ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
    );
    return html`<li><a href="#${anchorOf(name)}">${name}</a><ul>${links}</ul></li>`;
  });
  return html`<nav aria-label="Contents"><details><summary>Contents</summary><ul>
<li><a href="#security">Signatures</a></li>${groups}
<li><a href="#problems">Problem types</a></li><li><a href="#schemas">Schemas</a></li></ul></details></nav>`;
}

function schemaSection({ components }: OpenApi): Html {
  const entries = Object.entries(components.schemas).map(
    ([name, schema]) => html`<article id="schema-${name}" aria-labelledby="schema-${name}-title">
<h3 id="schema-${name}-title">${name}</h3>${prose(schema.description)}${schemaTable(schema)}</article>`,
  );
  return html`<section id="schemas" aria-labelledby="schemas-title"><h2 id="schemas-title">Schemas</h2>${entries}</section>`;
}

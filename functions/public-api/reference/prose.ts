import { type Html, html } from "../../html.ts";

/** The little Markdown that the document's descriptions use: paragraphs, lists, line breaks, code and bold. */
export function prose(markdown: unknown): Html {
  if (typeof markdown !== "string") return html``;
  const blocks = markdown.split("\n\n").map((block) => {
    const lines = block.split("\n");
    if (lines.every((line) => line.startsWith("- "))) {
      return html`<ul>${lines.map((line) => html`<li>${inline(line.slice(2))}</li>`)}</ul>`;
    }
    const broken = block
      .split("  \n")
      .map((line, at) => html`${at === 0 ? undefined : html`<br>`}${inline(line)}`);
    return html`<p>${broken}</p>`;
  });
  return html`${blocks}`;
}

/** One line of it, without a paragraph around. */
export function inline(line: string): Html {
  const parts = line.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  return html`${parts.map((part) => {
    if (part.startsWith("`")) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith("**") ? html`<strong>${part.slice(2, -2)}</strong>` : html`${part}`;
  })}`;
}

import { type Html, html, type Piece } from "../../html.ts";

/** How something stands: in order, to be watched, wrong, or neither. */
export type Tone = "good" | "warn" | "bad" | "plain";

/** A state in a word, told by its text and only then by its colour. */
export const badge = (tone: Tone, text: string): Html => html`<span class="badge ${tone}">${text}</span>`;

/** A sentence that has to be seen before the rest of the page. */
export function notice(tone: Tone, content: Piece): Html {
  return html`<div class="notice ${tone}" role="${tone === "bad" || tone === "warn" ? "alert" : "status"}">${content}</div>`;
}

/** One number of the page's head. */
export interface Figure {
  readonly label: string;
  readonly value: Piece;
  /** What the number means, or what it is compared with. */
  readonly note?: Piece;
  readonly tone?: Tone;
}

/** The numbers that matter, side by side. */
export function figures(all: readonly Figure[]): Html {
  return html`<dl class="figures">${all.map(
    ({ label, value, note, tone = "plain" }) =>
      html`<div class="figure ${tone}"><dt>${label}</dt><dd class="value">${value}</dd>${note !== undefined && html`<dd class="under">${note}</dd>`}</div>`,
  )}</dl>`;
}

/** Names and values of one thing. */
export function facts(pairs: readonly (readonly [name: string, value: Piece])[]): Html {
  return html`<dl class="facts">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A part of the page with its own heading, and what can be done with all of it at the right. */
export function panel(heading: string, content: Piece, aside?: Piece): Html {
  return html`<section class="panel"><div class="panel-head"><h2>${heading}</h2>${aside}</div>${content}</section>`;
}

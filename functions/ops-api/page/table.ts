import { type Html, html, type Piece } from "../../html.ts";

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** Numbers stand at the right; codes are ids, that may be cut anywhere. */
  readonly kind?: "text" | "number" | "code";
}

interface TableParts {
  /** What the table is of, for who cannot see what stands above it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** One piece a column; the first names the row. */
  readonly rows: readonly (readonly Piece[])[];
  /** What is said instead of a table without rows. */
  readonly empty: Piece;
  /** The sums, under the rows. */
  readonly foot?: readonly Piece[];
}

/**
 * A table that becomes one card a row on a phone: there each cell carries its column's name. The table roles are spoken out, because a browser forgets them where
 * CSS shows rows as blocks.
 */
export function table({ caption, columns, rows, empty, foot }: TableParts): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const head = columns.map(
    ({ head, kind = "text" }) => html`<th scope="col" role="columnheader" class="${kind}">${head}</th>`,
  );
  return html`<table role="table" class="cards"><caption class="unseen">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => rowOf(columns, row))}</tbody>${
    foot && html`<tfoot role="rowgroup">${rowOf(columns, foot)}</tfoot>`
  }</table>`;
}

function rowOf(columns: readonly Column[], row: readonly Piece[]): Html {
  return html`<tr role="row">${columns.map(({ head, kind = "text" }, at) =>
    at === 0
      ? html`<th scope="row" role="rowheader" class="${kind}">${row[at]}</th>`
      : html`<td role="cell" class="${kind}" data-head="${head}">${cellOf(row[at])}</td>`,
  )}</tr>`;
}

/** A cell's content in one box, beside the column's name on a phone; nothing where there is none, so that the card leaves the cell out. */
function cellOf(piece: Piece): Html | undefined {
  const content = html`${piece}`;
  return content.text === "" ? undefined : html`<div>${content}</div>`;
}

/** The way to the rows that follow, where there are any. */
export function pager(label: string, next: string | undefined): Html {
  return next === undefined
    ? html``
    : html`<p class="pager"><a class="button" href="${next}" rel="next">${label}</a></p>`;
}

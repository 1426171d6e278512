/** Markup that is safe to send: whatever was put into it is escaped. Only `html` makes it from data. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. */
export type Piece = Html | string | number | false | undefined | null | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Writes markup, for every page of ours: the till's, the console's, the API's reference. Every value is escaped, for text and for quoted attributes, unless it is markup
 * itself; lists are joined, and what is missing or false is empty.
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.map((part, index) => part + written(pieces[index])).join(""));
}

function written(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "string") return piece.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
  return typeof piece === "number" ? String(piece) : piece.map(written).join("");
}

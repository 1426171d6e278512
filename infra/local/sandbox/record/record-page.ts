import { type Html, html } from "../../../../functions/html.ts";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";

/** Address of the partners' pages. */
export const RECORD_PATH = "/sandbox/partners";

/** Indonesian first, English beside it. */
export const inBoth = ({ indonesia, english }: InTwoLanguages): Html =>
  html`<span lang="id">${indonesia}</span> <span class="en" lang="en">${english}</span>`;

/** A whole page. No script, no inline style: the policy that is sent with it allows neither. */
export function recordPage(title: InTwoLanguages, content: Html): string {
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.indonesia} / ${title.english}</title>
<link rel="stylesheet" href="${RECORD_PATH}/record.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.text;
}

const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;

/** A moment in WIB, to the millisecond: two requests of one second are told apart. */
export function shownMoment(at: number): Html {
  const text = new Date(at + WIB_OFFSET_MS).toISOString();
  const exact = `${text.slice(0, 23)}+07:00`;
  return html`<time datetime="${exact}">${text.slice(0, 10)} ${text.slice(11, 23)} WIB</time>`;
}

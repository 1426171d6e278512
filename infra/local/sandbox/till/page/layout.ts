import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import { localTimeText } from "../../../../../shared/receipt/local-time-text.ts";

export const TILL_PATH = "/sandbox/till";

/** One page of the till: what the cashier sees at the left, what happens behind it at the right. */
export interface PageParts {
  readonly say: Say;
  /** Of the browser's window. */
  readonly title: string;
  /** Where the page stands, for the language switch to come back to. */
  readonly path: string;
  readonly businessTime: string;
  readonly till: Html;
  readonly behind: Html;
}

/** The whole document. No script and no style stands in it: both are files, so that the content security policy can refuse everything else. */
export function layout({ say, title, path, businessTime, till, behind }: PageParts): string {
  const page = html`<!doctype html>
<html lang="${say.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${say("Kasir Kanal", "Kanal till")}</title>
<link rel="icon" href="${TILL_PATH}/assets/till.svg" type="image/svg+xml">
<link rel="stylesheet" href="${TILL_PATH}/assets/till.css">
<script type="module" src="${TILL_PATH}/assets/till.js"></script>
</head>
<body>
<a class="skip" href="#till">${say("Langsung ke kasir", "Skip to the till")}</a>
<header class="top">
  <a class="brand" href="${TILL_PATH}"><img src="${TILL_PATH}/assets/till.svg" alt="" width="32" height="32">${say("Kasir Kanal", "Kanal till")}</a>
  <p class="top-note">${say("Kotak pasir: uang dan pekerja rekaan", "Sandbox: invented money and workers")}
    <span class="clock">${localTimeText(businessTime)}</span></p>
  ${languageSwitch(say, path)}
</header>
<div class="columns">
<main id="till" class="till">${till}</main>
<aside class="behind" aria-labelledby="behind-title">
<h2 id="behind-title">${say("Di balik layar", "Behind the screen")}</h2>
${behind}
</aside>
</div>
</body>
</html>
`;
  return page.text;
}

function languageSwitch(say: Say, path: string): Html {
  const choice = (language: "id" | "en", name: string) => html`
    <button class="language" name="language" value="${language}" lang="${language}"${
      say.language === language && html` aria-current="true"`
    }>${name}</button>`;
  return html`<form class="languages" method="post" action="${TILL_PATH}/language" aria-label="Bahasa / Language">
    <input type="hidden" name="back" value="${path}">${choice("id", "Indonesia")}${choice("en", "English")}
  </form>`;
}

export type StepNumber = 1 | 2 | 3;

/** The three steps of a visit, the heading of the screen, and the focus on it: the next Tab goes to what there is to do. */
export function stepHead(say: Say, current: StepNumber, heading: string, isFocused = true): Html {
  const names = [say("Nomor", "Number"), say("Pastikan", "Confirm"), say("Struk", "Slip")];
  return html`<ol class="steps" aria-label="${say("Langkah", "Steps")}">${names.map(
    (name, index) =>
      html`<li class="step${index + 1 < current && " done"}"${
        index + 1 === current && html` aria-current="step"`
      }><span class="dot">${index + 1}</span> ${name}</li>`,
  )}</ol>
<h1 tabindex="-1"${isFocused && html` autofocus`}>${heading}</h1>`;
}

import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import type { TillReceipt } from "../../../../cli/till-port.ts";

/** Width of a till's paper in millimetres: 32 or 42 characters. */
export type PaperWidth = "58" | "80";

/** The slip as the printer prints it, and the choice of paper. */
export function papers(say: Say, slip: TillReceipt["slip"], width: PaperWidth, path: string): Html {
  const text = width === "58" ? slip.columns32 : slip.columns42;
  const choice = (other: PaperWidth) =>
    html`<a class="width" href="${path}?paper=${other}"${other === width && html` aria-current="true"`}>${other} mm</a>`;
  return html`<section class="print" aria-label="${say("Struk", "Slip")}">
<p class="papers soft">${say("Kertas", "Paper")}: ${choice("58")} ${choice("80")}
<button class="press" type="button" data-print hidden>${say("Cetak", "Print")}</button></p>
<div class="paper mm${width}"><pre lang="id">${text}</pre></div>
</section>`;
}

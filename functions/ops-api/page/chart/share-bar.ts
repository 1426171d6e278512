import { type Html, html } from "../../../html.ts";
import { colourOf } from "./figure.ts";

/** A part of a whole as a bar in a table's cell, beside its number; `share` is 0..1. The number says it all, so the bar is silent. */
export function shareBar(share: number, colour = 0): Html {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="f${colourOf(colour)}" width="${width}" height="8"/></svg>`;
}

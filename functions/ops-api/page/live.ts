import { type Html, html } from "../../html.ts";

/** How often a live piece is asked for. A replay of a thousand takes minutes; a person who watches wants to see it move. */
const EVERY_MS = 1_500;

/**
 * A piece of a page that keeps itself up to date: while `isRunning`, the script fetches it again from `from`, an address that answers with the same piece as a fragment.
 * Without script the page is loaded again as a whole (`isLive` of the room's answer).
 */
export function live(from: string, isRunning: boolean, content: Html): Html {
  return html`<div class="live" aria-live="polite"${isRunning && html` data-live="${from}" data-every="${EVERY_MS}"`}>${content}</div>`;
}

import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import type { CoreMode } from "../../core-switch.ts";
import type { JourneyView, Station } from "../journey-view.ts";
import type { Story } from "../visit.ts";
import type { WireRow } from "../wire-row.ts";
import { storyCard } from "./stories.ts";

export interface BehindParts {
  readonly story: Story | undefined;
  readonly journey: JourneyView;
  readonly rows: readonly WireRow[];
  readonly coreMode: CoreMode;
  /** Where the page's own buttons go. */
  readonly action: string;
}

/** What happens behind the screen: the accident and why it does no harm, the payment's way, and every call with its answer. */
export function behindPanel(say: Say, parts: BehindParts): Html {
  const { story, journey, rows, coreMode, action } = parts;
  return html`${coreMode !== "up" && coreNote(say, coreMode, action)}
${story && storyCard(say, story, journey.bookings)}
${journeyCard(say, journey, action)}
<section class="card wire"><h3>${say("Di kabel", "On the wire")}</h3>
${
  rows.length === 0 &&
  html`<p class="empty">${say(
    "Di sini muncul setiap panggilan bertanda tangan dari mitra ke Kanal beserta jawabannya. NIK disamarkan; kunci mitra tidak pernah sampai ke peramban ini.",
    "Every signed call from the partner to Kanal shows here, with its answer. NIKs are masked; the partner's keys never reach this browser.",
  )}</p>`
}
<ol data-wire>${rows.map(wireItem)}</ol>
<template data-wire-row>${wireItem(BLANK)}</template>
</section>`;
}

const BLANK: WireRow = {
  ...{ number: 0, caller: "", request: "", fields: "", code: "", text: "", took: "", tone: "yes" },
};

/** The names in `data-slot` are those of the row's fields: the script fills a copy of the template by them. */
function wireItem(row: WireRow): Html {
  return html`<li class="exchange ${row.tone}" data-number="${row.number}">
<p><b class="caller" data-slot="caller">${row.caller}</b> <code data-slot="request">${row.request}</code></p>
<p><code class="sent" data-slot="fields">${row.fields}</code></p>
<p><b class="code" data-slot="code">${row.code}</b> <span data-slot="text">${row.text}</span> <small class="took" data-slot="took">${row.took}</small></p>
</li>`;
}

function coreNote(say: Say, mode: CoreMode, action: string): Html {
  return html`<section class="card core"><p><b>${say("Sistem inti", "Core system")}: <code>${mode}</code></b></p>
<form method="post" action="${action}"><button name="act" value="core-up">${say("Nyalakan sistem inti", "Bring the core back up")}</button></form></section>`;
}

/** The script asks again at `data-journey` until nothing more will happen; without it the page can be loaded again. */
function journeyCard(say: Say, { stations, message, isOver }: JourneyView, path: string): Html {
  return html`<section class="card" data-journey="${path}/journey" data-over="${String(isOver)}">
<h3>${say("Perjalanan uang", "The money's way")}</h3>
<ol>${stations.map(stationItem)}</ol>
<template data-station>${stationItem(NO_STATION)}</template>
<p class="message" role="status" data-message>${message}</p>
<noscript><p><a href="${path}">${say("Muat ulang", "Load again")}</a></p></noscript>
</section>`;
}

const NO_STATION: Station = { name: "", label: "", note: "", at: "", after: "" };

function stationItem({ name, label, note, at, after }: Station): Html {
  return html`<li class="station" data-name="${name}" data-reached="${String(at !== "")}">
<b data-slot="label">${label}</b> <time data-slot="at">${at}</time> <small class="after" data-slot="after">${after}</small>
<small class="remark" data-slot="note">${note}</small></li>`;
}

import type { InTwoLanguages } from "../../../shared/calendar/month-name.ts";
import { type Html, html } from "../../html.ts";
import type { Say } from "../../say.ts";
import type { OpsPerson } from "../access/person.ts";
import { ICON_PATH, SCRIPT_PATH, STYLE_PATH } from "./assets.ts";
import { DONE } from "./done.ts";
import { FORM_TOKEN_FIELD } from "./form.ts";
import { notice } from "./mark.ts";

/** An entry of the navigation; `path` stands below `/ops`. */
export interface NavEntry {
  readonly name: InTwoLanguages;
  readonly path: string;
}

/** What stands around a page's own content. */
export interface Frame {
  readonly say: Say;
  readonly title: string;
  /** The address asked for, below `/ops`, for the navigation and the language switch. */
  readonly path: string;
  /** Undefined before the sign-in: then there is no navigation and nobody to sign out. */
  readonly inside?: {
    readonly person: OpsPerson;
    readonly formToken: string;
    readonly nav: readonly NavEntry[];
    /** Word of `?did=`. */
    readonly did?: string | undefined;
  };
  /** Business time, as the console's clock shows it. */
  readonly businessTime: string;
  readonly isSandbox: boolean;
  /** Loads the whole page again where no script keeps its live piece up to date. */
  readonly isLive?: boolean;
}

/** How often a live page is loaded again without script, in seconds. */
const RELOAD_SECONDS = 4;

/** The whole document. No script and no style stands in it: both are files, so that the content security policy can refuse everything else. */
export function layout(frame: Frame, content: Html): string {
  const { say, title, inside, isLive = false } = frame;
  const page = html`<!doctype html>
<html lang="${say.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Kanal ops</title>
<link rel="icon" href="${ICON_PATH}" type="image/svg+xml">
<link rel="stylesheet" href="${STYLE_PATH}">
<script src="${SCRIPT_PATH}" defer></script>
${isLive && html`<noscript><meta http-equiv="refresh" content="${RELOAD_SECONDS}"></noscript>`}
</head>
<body class="${inside ? "inside" : "outside"}">
<a class="skip" href="#content">${say("Langsung ke isi", "Skip to the content")}</a>
<header class="top"><a class="brand" href="/ops"><img src="${ICON_PATH}" alt="" width="26" height="26">Kanal <b>ops</b></a>
<p class="clock">${frame.businessTime}${frame.isSandbox && html` <span class="badge warn">${say("kotak pasir", "sandbox")}</span>`}</p>
${languageSwitch(frame)}${inside && personPart(say, inside)}</header>
${inside && navigation(say, frame.path, inside.nav)}
<main id="content" tabindex="-1">${inside && doneNotice(say, inside.did)}<h1>${title}</h1>
${content}</main>
</body>
</html>
`;
  return page.text;
}

function doneNotice(say: Say, did: string | undefined): Html | undefined {
  const told = did !== undefined && Object.hasOwn(DONE, did) ? DONE[did] : undefined;
  return told && notice("good", say.of(told));
}

function navigation(say: Say, path: string, nav: readonly NavEntry[]): Html {
  const isHere = (entry: NavEntry) =>
    entry.path === "" ? path === "" : path === entry.path || path.startsWith(`${entry.path}/`);
  return html`<nav aria-label="${say("Ruang", "Rooms")}"><ul>${nav.map(
    (entry) =>
      html`<li><a href="/ops${entry.path}"${isHere(entry) && html` aria-current="page"`}>${say.of(entry.name)}</a></li>`,
  )}</ul></nav>`;
}

function personPart(say: Say, { person, formToken }: NonNullable<Frame["inside"]>): Html {
  return html`<form class="person" method="post" action="/ops/logout"><input type="hidden" name="${FORM_TOKEN_FIELD}" value="${formToken}">
<span><b>${person.name}</b> <small>${person.roles.join(", ")}</small></span><button class="plain small">${say("Keluar", "Sign out")}</button></form>`;
}

function languageSwitch({ say, path }: Frame): Html {
  const choice = (language: "id" | "en", short: string, name: string) => html`
<button name="language" value="${language}" lang="${language}" aria-label="${name}"${
    say.language === language && html` aria-current="true"`
  }>${short}</button>`;
  return html`<form class="languages" method="post" action="/ops/language" aria-label="Bahasa / Language">
<input type="hidden" name="back" value="${path}">${choice("id", "ID", "ID: Bahasa Indonesia")}${choice("en", "EN", "EN: English")}</form>`;
}

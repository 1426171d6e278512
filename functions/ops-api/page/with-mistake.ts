import { type Html, html } from "../../html.ts";
import type { RoomAnswer } from "../room.ts";
import { notice } from "./mark.ts";

/** A page as it stands; where an act on it was not carried out, under a line that says why, and as 422. */
export function pageWithMistake(title: string, page: Html, mistake: string | undefined): RoomAnswer {
  return mistake === undefined
    ? { kind: "page", title, content: page }
    : { kind: "page", title, content: html`${notice("bad", mistake)}${page}`, status: 422 };
}

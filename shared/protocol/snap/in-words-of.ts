import { formatInstant } from "../../calendar/calendar.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { SnapAnswer } from "./answer.ts";

/** The longest responseMessage of the standard (snap-bi.md 4). */
const MESSAGE_CHARACTERS_MAX = 150;

/**
 * The same answer in a bank's own words: the message that it compares, and X-TIMESTAMP in the form that it reads (snap-bi.md 8.21). Code, flag and data stay. In a
 * wording, `[reason]` stands for our reason in English, and `{field}` or `[field]` for the field at fault.
 */
export function inWordsOf(
  snap: Pick<SnapProfile, "messages" | "timestampForm">,
  answer: SnapAnswer,
): SnapAnswer {
  const { code, reason, field = "", at } = answer.said;
  const headers = { ...answer.headers, "x-timestamp": formatInstant(at, snap.timestampForm) };
  const wording = snap.messages[code];
  // An answer that says nothing at all stays silent.
  if (wording === undefined || answer.body.responseMessage === undefined) return { ...answer, headers };
  const responseMessage = wording
    .replace("[reason]", () => `[${reason}]`)
    .replace("{field}", () => `{${field}}`)
    .replace("[field]", () => `[${field}]`)
    .slice(0, MESSAGE_CHARACTERS_MAX);
  return { ...answer, headers, body: { ...answer.body, responseMessage } };
}

import type { IncomingMessage } from "node:http";
import type { Language } from "../../../../functions/say.ts";

const COOKIE = "kanal-till-language";
const YEAR_SECONDS = 31_536_000;

/** The language chosen last in this browser; Indonesian until somebody chooses. */
export function languageOf({ headers }: Pick<IncomingMessage, "headers">): Language {
  const chosen = (headers.cookie ?? "").split(/; */).find((pair) => pair.startsWith(`${COOKIE}=`));
  return chosen === `${COOKIE}=en` ? "en" : "id";
}

/** The cookie that remembers the choice; it says nothing of who chose. */
export function languageCookie(language: Language): string {
  return `${COOKIE}=${language}; Path=/sandbox/till; Max-Age=${YEAR_SECONDS}; SameSite=Strict; HttpOnly`;
}

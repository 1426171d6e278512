import type { IncomingMessage } from "node:http";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";

export type Language = "id" | "en";

/** Puts a text into the page's language; Indonesian comes first, as everywhere that a cashier reads. */
export interface Say {
  (indonesia: string, english: string): string;
  readonly language: Language;
  readonly of: (text: InTwoLanguages) => string;
}

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

export function sayIn(language: Language): Say {
  const say = (indonesia: string, english: string) => (language === "id" ? indonesia : english);
  return Object.assign(say, {
    language,
    of: ({ indonesia, english }: InTwoLanguages) => say(indonesia, english),
  });
}

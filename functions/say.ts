import type { InTwoLanguages } from "../shared/calendar/month-name.ts";

export type Language = "id" | "en";

/** Puts a text into the page's language; Indonesian comes first, as everywhere that a person here reads. */
export interface Say {
  (indonesia: string, english: string): string;
  readonly language: Language;
  readonly of: (text: InTwoLanguages) => string;
}

/** The words of one language, for the pages of the till and of the console. */
export function sayIn(language: Language): Say {
  const say = (indonesia: string, english: string) => (language === "id" ? indonesia : english);
  return Object.assign(say, {
    language,
    of: ({ indonesia, english }: InTwoLanguages) => say(indonesia, english),
  });
}

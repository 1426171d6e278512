/** What zod knows of a value that does not fit. */
interface Unfit {
  readonly input?: unknown;
}

const SHOWN_CHARACTERS_MAX = 60;

/** Says what a setting is and what it should be, in the form that every finding about a stage has. */
export function unlike(found: unknown, wanted: string): string {
  return found === undefined
    ? `is missing; it should be ${wanted}`
    : `is ${shown(found)}; it should be ${wanted}`;
}

/** The error of a schema, for zod: what the setting should be. */
export const wanted = (what: string) => ({ error: ({ input }: Unfit) => unlike(input, what) });

/** The error of a schema for what may be a key in clear by mistake: whoever reads the build's log must not read it too. */
export const secretWanted = (what: string) => ({
  error: ({ input }: Unfit) =>
    input === undefined ? unlike(input, what) : `is something else, not shown here; it should be ${what}`,
});

function shown(found: unknown): string {
  const text = JSON.stringify(found) ?? String(found);
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}...` : text;
}

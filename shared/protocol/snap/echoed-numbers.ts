/** The number fields of a request, which its own answer repeats character by character, padding included (snap-bi.md 8.2). */
export interface EchoedNumbers {
  readonly partnerServiceId?: string;
  readonly customerNo?: string;
  readonly virtualAccountNo?: string;
}

const LENGTHS = { partnerServiceId: 8, customerNo: 20, virtualAccountNo: 28 } as const;

/**
 * Takes the number fields out of whatever body was sent, as far as they fit. They live as long as the request: nothing stores or logs
 * them (design 5.1).
 */
export function echoedNumbers(request: unknown): EchoedNumbers {
  const fields = fieldsOf(request);
  const echoed: Record<string, string> = {};
  for (const [name, longest] of Object.entries(LENGTHS)) {
    const text = wireTextOf(fields[name]);
    if (text !== undefined && text.length <= longest) echoed[name] = text;
  }
  return echoed;
}

/** The members of a JSON object; of anything else (PHP writes an empty object as `[]`) none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** A field that partners send as text or as a number (snap-bi.md 8.17). */
export function wireTextOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : undefined;
}

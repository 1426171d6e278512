/** A fault as a failure's reason: its stable code, or its kind. Never its message, which may quote what it stumbled over. */
export function faultCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? String(error.code) : error.name;
}

/** One condition of a pattern, on a line that was parsed. */
type Condition = (line: unknown) => boolean;

/**
 * CloudWatch's filter patterns for JSON, as far as ours go: `{ a && b }` with conditions on a field's text (`*` stands for anything), its number, or its absence. What is not understood is thrown, never taken for true.
 */
export function matches(pattern: string, line: unknown): boolean {
  const inner = /^\{ (.+) \}$/.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`not a pattern: ${pattern}`);
  return inner.split(" && ").every((condition) => conditionOf(condition)(line));
}

function conditionOf(text: string): Condition {
  const absent = /^(\$[\w.[\]]+) NOT EXISTS$/.exec(text);
  if (absent) return (line) => valueAt(absent[1] ?? "", line) === undefined;
  const equal = /^(\$[\w.[\]]+) = "([^"]*)"$/.exec(text);
  if (equal) {
    const [, selector = "", wanted = ""] = equal;
    const form = new RegExp(`^${wanted.split("*").map(escaped).join(".*")}$`, "s");
    return (line) => {
      const value = valueAt(selector, line);
      return typeof value === "string" && form.test(value);
    };
  }
  const atLeast = /^(\$[\w.[\]]+) >= (\d+)$/.exec(text);
  if (atLeast) {
    return (line) => {
      const value = valueAt(atLeast[1] ?? "", line);
      return typeof value === "number" && value >= Number(atLeast[2]);
    };
  }
  throw new Error(`not a condition: ${text}`);
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");

/** What stands at `$.conflict[0]`. */
export function valueAt(selector: string, line: unknown): unknown {
  return selector
    .slice(1)
    .split(/[.[\]]/)
    .filter((step) => step !== "")
    .reduce<unknown>(
      (value, step) =>
        value !== null && typeof value === "object" ? (value as Record<string, unknown>)[step] : undefined,
      line,
    );
}

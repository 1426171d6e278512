import type { Check } from "../../../../cli/conformance/result.ts";

/** Something that held. */
export const held = (label: string, expected: string, got: string): Check => ({
  label,
  expected,
  got,
  passed: true,
});

/** Something that did not hold. */
export const broken = (label: string, expected: string, got: string): Check => ({
  label,
  expected,
  got,
  passed: false,
});

/** A check over things that must all be right: the wrong ones are named, at most three. */
export function noneWrong<T>(
  { label, expected, none }: { readonly label: string; readonly expected: string; readonly none: string },
  wrong: readonly T[],
  name: (one: T) => string,
): Check {
  if (wrong.length === 0) return held(label, expected, none);
  const more = wrong.length > 3 ? ` and ${wrong.length - 3} more` : "";
  return broken(label, expected, wrong.slice(0, 3).map(name).join("; ") + more);
}

/**
 * Reads a function's settings, all of them at once, when its module loads. @throws Error naming every setting that is missing: a function that
 * lacks one must stop at init, not at the first payment.
 */
export function readSettings<const Names extends readonly string[]>(
  names: Names,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Record<Names[number], string> {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new Error(`Missing setting: ${missing.join(", ")}. Set it in the function's environment.`);
  }
  return Object.fromEntries(names.map((name) => [name, env[name] ?? ""])) as Record<Names[number], string>;
}

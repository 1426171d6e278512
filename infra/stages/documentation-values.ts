/** What stands in documentation and nowhere else: hosts of RFC 2606, addresses of RFC 5737, AWS's own example account, and what says of itself that it is one. */
const OF_DOCUMENTATION =
  /\.example\b|\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d|\b111122223333\b|\bexample-/;

/** Paths of the settings that still have a value from documentation; a stage is not ready to be deployed while there is one. */
export function documentationValues(settings: unknown, path = ""): readonly string[] {
  if (typeof settings === "string") return OF_DOCUMENTATION.test(settings) ? [path] : [];
  if (settings === null || typeof settings !== "object") return [];
  return Object.entries(settings).flatMap(([key, value]) => {
    const step = Array.isArray(settings) ? `[${key}]` : path ? `.${key}` : key;
    return documentationValues(value, `${path}${step}`);
  });
}

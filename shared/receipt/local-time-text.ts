const ZONES: Readonly<Record<string, string>> = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };

/** An RFC 3339 time on its own clock, with the zone by name: `20-11-2026 10:00:01 WIB`. */
export function localTimeText(time: string): string {
  const [, year, month, day, clock, offset = ""] =
    /^(\d{4})-(\d{2})-(\d{2})T([\d:]{8})(?:\.\d+)?(.*)$/.exec(time) ?? [];
  return `${day}-${month}-${year} ${clock} ${ZONES[offset] ?? `UTC${offset.replace("Z", "")}`}`;
}

import { type Instant, parseInstant } from "../../../../../shared/calendar/calendar.ts";
import type { NearMissName } from "../near-miss.ts";
import type { Spelling } from "../signing-text.ts";

const SECOND_MS = 1_000;
/** Two readings of the clock within one request lie this close to each other. */
const NEIGHBOUR_SECONDS = [-3, -2, -1, 1, 2, 3];
const NEIGHBOUR_MS = 60;

/** Other forms of the time in X-TIMESTAMP; the string has to hold the header's very text (snap-bi.md 2.3, 2.5). */
export function timeSpellings(timestamp: string): readonly Spelling[] {
  const at = parseInstant(timestamp);
  if (at === undefined) return [];
  const spelling = (name: NearMissName, values: readonly string[]): Spelling => ({
    ...{ part: "timestamp", name, values: values.filter((each) => each !== timestamp) },
  });
  return [
    spelling("time-other-form", [
      timestamp.replace(/(?:Z|[+-]\d\d:\d\d)$/, ""),
      timestamp.replace(/\.\d+/, ""),
      timestamp.replace(/(:\d\d)(?=Z|[+-])/, "$1.000"),
      timestamp.replace("T", " "),
      timestamp.replace(/([+-]\d\d):(\d\d)$/, "$1$2"),
      String(Math.floor(at / SECOND_MS)),
      String(at),
      "",
    ]),
    spelling("time-as-utc", inUtc(at)),
    spelling("time-as-local", [
      ...[7, 8, 9].flatMap((hours) => atOffset(at, hours)),
      // The clock's digits with a Z behind: local time called UTC.
      ...[7, 8, 9].flatMap((hours) => atOffset(at, hours).map((text) => text.replace(/\+.*$/, "Z"))),
    ]),
    {
      ...spelling("time-read-twice", neighbours(timestamp)),
      pairs: false,
    },
  ];
}

function inUtc(at: Instant): readonly string[] {
  const text = new Date(at).toISOString();
  const seconds = text.slice(0, 19);
  return [text, `${seconds}Z`, `${seconds}+00:00`, `${seconds}-00:00`, `${text.slice(0, 23)}+00:00`];
}

function atOffset(at: Instant, hours: number): readonly string[] {
  const text = new Date(at + hours * 3_600 * SECOND_MS).toISOString();
  return [`${text.slice(0, 19)}+0${hours}:00`, `${text.slice(0, 23)}+0${hours}:00`];
}

/** The same form a moment earlier and later. */
function neighbours(timestamp: string): readonly string[] {
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(timestamp)?.[0] ?? "";
  const shown = parseInstant(`${timestamp.slice(0, -offset.length)}Z`);
  const digits = /\.(\d+)/.exec(timestamp)?.[1]?.length ?? 0;
  if (offset === "" || shown === undefined || (digits !== 0 && digits !== 3)) return [];
  const shifts =
    digits === 0
      ? NEIGHBOUR_SECONDS.map((seconds) => seconds * SECOND_MS)
      : Array.from({ length: 2 * NEIGHBOUR_MS }, (_, index) => index - NEIGHBOUR_MS);
  const end = digits === 0 ? 19 : 23;
  return shifts.map((shift) => `${new Date(shown + shift).toISOString().slice(0, end)}${offset}`);
}

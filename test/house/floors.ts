/** The ideas of shared/, top to bottom. Imports go down; on one floor they may go sideways, as long as no circle comes of it. */
export const FLOORS: readonly (readonly string[])[] = [
  ["health"],
  [
    "activation",
    "timeline",
    "settlement",
    "replay",
    "correction",
    "sponsor",
    "agency",
    "statement",
    "report",
    "data-subject",
  ],
  ["protocol"],
  ["payment"],
  [
    "coverage",
    "member",
    "registration",
    "billing-code",
    "feed",
    "partner",
    "limit",
    "failure",
    "attempt",
    "receipt",
    "core",
  ],
  ["contribution"],
  ["calendar", "money", "signature", "event", "ledger", "audit", "seal"],
];

/** The idea a file of shared/ belongs to: its folder; each protocol is one of its own. Undefined outside shared/ or right in it. */
export function ideaOf(path: string): string | undefined {
  const [tree, folder, below, ...rest] = path.split("/");
  if (tree !== "shared" || folder === undefined || below === undefined) return undefined;
  return folder === "protocol" && rest.length > 0 ? `protocol/${below}` : folder;
}

/** Number of an idea's floor, counted from the top; undefined if it has none. */
export function floorOf(idea: string): number | undefined {
  const folder = idea.split("/")[0] ?? idea;
  const floor = FLOORS.findIndex((ideas) => ideas.includes(folder));
  return floor < 0 ? undefined : floor;
}

/**
 * What changed between two pages of rights, line by line below the holder that it concerns: `+ PartnerApiRole may ...`. Empty when the same rights stand in both, in whatever order.
 */
export function rightsChanges(before: string, after: string): readonly string[] {
  const [old, now] = [rightsIn(before), rightsIn(after)];
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`);
  const added = [...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...added].sort((a, b) => a.slice(2).localeCompare(b.slice(2)));
}

/** Each line of a page with its holder in front. */
function rightsIn(page: string): ReadonlySet<string> {
  let holder = "";
  const found = new Set<string>();
  for (const line of page.split("\n")) {
    const heading = /^### (\S+)$/.exec(line)?.[1];
    if (heading) holder = heading;
    const right = /^- (.*)$/.exec(line)?.[1];
    if (right) found.add(`${holder} ${right}`);
  }
  return found;
}

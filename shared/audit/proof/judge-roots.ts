import { addDays, type BusinessDate } from "../../calendar/calendar.ts";
import { rootHash } from "../root.ts";
import type { LastSeal } from "../seal-state.ts";
import type { AuditRoot, Opened } from "../signed-document.ts";
import type { Finding } from "./finding.ts";

/** The roots that lie in the vault, by day. */
export type FoundRoots = ReadonlyMap<BusinessDate, Opened<AuditRoot>>;

/**
 * Follows the roots from the first to the last day that anybody tells of: each has to lie there, be signed by us and be the one that the next is
 * linked to. A root that is missing is named by the one that follows it, or by the ledger's note of the last.
 */
export function judgeRoots(roots: FoundRoots, last: LastSeal | undefined): readonly Finding[] {
  const days = [...roots.keys()].sort();
  const first = days[0];
  const end = [...days, ...(last ? [last.day] : [])].sort().at(-1);
  if (first === undefined || end === undefined) {
    return last ? [{ kind: "root-missing", day: last.day }] : [];
  }
  const findings: Finding[] = [...before(first, roots)];
  for (let day = first; day <= end; day = addDays(day, 1)) {
    const opened = roots.get(day);
    if (!opened) findings.push({ kind: "root-missing", day });
    else if (opened.kind !== "genuine" || opened.document.day !== day)
      findings.push({ kind: "root-forged", day });
    else if (isUnlinked(day, opened.bytes, roots, last)) findings.push({ kind: "root-unlinked", day });
  }
  return findings;
}

/** The first root of all says that there was none before it; another one says which. */
function before(first: BusinessDate, roots: FoundRoots): readonly Finding[] {
  const opened = roots.get(first);
  const previous = opened?.kind === "genuine" ? opened.document.previousDay : null;
  return previous === null ? [] : [{ kind: "root-missing", day: previous }];
}

/** Whether the next root, or the ledger's note where this is the last, was linked to another root than this one. */
function isUnlinked(
  day: BusinessDate,
  bytes: Uint8Array,
  roots: FoundRoots,
  last: LastSeal | undefined,
): boolean {
  const next = roots.get(addDays(day, 1));
  if (next?.kind === "genuine") {
    const { previousDay, previousRootHash } = next.document;
    return previousDay !== day || previousRootHash !== rootHash(bytes);
  }
  return last?.day === day && last.rootHash !== rootHash(bytes);
}

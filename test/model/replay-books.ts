import { InvariantBroken } from "./invariants.ts";
import type { readItems } from "./ledger-view.ts";

type Items = Awaited<ReturnType<typeof readItems>>;

/** Invariant 7, of replays: at every moment, wherever a runner ended, the count, the outcomes and the attempts that are stored are the same; and who is done has tried each failure that was listed. */
export function checkReplays(items: Items): void {
  for (const replay of items) {
    if (replay.SK !== "REPLAY") continue;
    const parts = items.filter(({ PK }) => PK === replay.PK);
    const attempts = parts.filter(({ SK }) => SK.startsWith("ATTEMPT#")).length;
    const chunks = parts.filter(({ SK }) => SK.startsWith("CHUNK#"));
    const listed = chunks.flatMap(({ failureIds }) => failureIds as readonly string[]);
    const outcomes = Object.values(replay.outcomes as Record<string, number>);
    const sum = outcomes.reduce((all, count) => all + count, 0);
    const holds = (condition: boolean, what: string) => {
      if (!condition) throw new InvariantBroken("7", `${what}: ${JSON.stringify(replay)}`);
    };
    holds(replay.done === attempts && sum === attempts, `${attempts} attempts are counted otherwise`);
    holds(
      replay.total === listed.length && new Set(listed).size === listed.length,
      `${listed.length} are listed`,
    );
    holds(replay.state !== "done" || attempts === listed.length, "a replay is done that left some out");
  }
}

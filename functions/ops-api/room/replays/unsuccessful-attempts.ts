import type { Ledger, LedgerCursor } from "../../../../shared/ledger/ledger.ts";
import { readAttempts } from "../../../../shared/replay/read-replay.ts";
import { type Replay, type ReplayAttempt, ReplayOutcome } from "../../../../shared/replay/replay.ts";
import { isOver } from "./outcome-words.ts";

const PAGE = 200;
/** A replay of 100,000 is not read to its end for a page: five seconds of reading at most. */
const PAGES_MAX = 100;

/** The attempts after which the failure still stands, up to `limit`; nothing is read where there is none. @throws LedgerFault */
export async function unsuccessfulAttempts(
  ledger: Pick<Ledger, "readPage">,
  { replayId, outcomes }: Pick<Replay, "replayId" | "outcomes">,
  limit: number,
): Promise<readonly ReplayAttempt[]> {
  const wanted = ReplayOutcome.options
    .filter((outcome) => !isOver(outcome))
    .reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
  const found: ReplayAttempt[] = [];
  let after: LedgerCursor | undefined;
  for (let page = 0; page < PAGES_MAX && found.length < Math.min(limit, wanted); page++) {
    const { attempts, next } = await readAttempts(ledger, replayId, { limit: PAGE, after });
    found.push(...attempts.filter(({ outcome }) => !isOver(outcome)));
    if (!next) break;
    after = next;
  }
  return found.slice(0, limit);
}

import type { SandboxFile } from "../../../local/sandbox/sandbox-file.ts";
import { h2hClient } from "../../h2h-client.ts";
import { snapClient } from "../../snap-client.ts";
import { type CarefulClient, carefulClient, type Manners } from "./careful-client.ts";
import { h2hCounter } from "./h2h-counter.ts";
import type { SessionProgress } from "./session-api.ts";
import { snapCounter } from "./snap-counter.ts";

export const PLAYED =
  "Played by the kit's own client (--play): it shows what passes, and says nothing of yours.";

/** What the kit asks for, with a little over. */
const IN_EARNEST: Manners = { patienceMs: 6_000, growth: 2, attemptsMax: 6, answerWithinMs: 25_000 };

/** Waits for a session that runs faster than life. */
export const mannersFor = (timeScale: number): Manners => ({
  ...IN_EARNEST,
  patienceMs: IN_EARNEST.patienceMs * timeScale,
  answerWithinMs: IN_EARNEST.answerWithinMs * timeScale,
});

/** The kit's own client in a partner's place, with the partner's credentials from `sandbox.json`. */
export function clientOf(
  sandbox: SandboxFile,
  baseUrl: string,
  { partnerId, timeScale }: Pick<SessionProgress, "partnerId" | "timeScale">,
): CarefulClient | undefined {
  const partner = sandbox.partners.find((one) => one.partnerId === partnerId);
  if (!partner) return undefined;
  const counter =
    partner.protocol === "snap"
      ? snapCounter(snapClient(baseUrl, partner))
      : h2hCounter(h2hClient(baseUrl, partner));
  return carefulClient(counter, mannersFor(timeScale));
}

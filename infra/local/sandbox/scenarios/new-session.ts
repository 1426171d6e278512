import { randomUUID } from "node:crypto";
import type { PartnerDirectory } from "../../../../shared/partner/partner.ts";
import { scenariosFor } from "./catalogue/catalogue.ts";
import { newMarker } from "./mark.ts";
import { paceOf } from "./pace.ts";
import type { Session } from "./session.ts";

/** What a session is asked for. */
export interface Wish {
  readonly partnerId: string;
  readonly timeScale: number;
  /** Only these scenarios; all when undefined. */
  readonly scenarios: readonly string[] | undefined;
  readonly repeatKeepsExternalId: boolean;
  /** Ends a session of this partner that is still running. */
  readonly replace: boolean;
}

/** Why there is no session. */
export type NoSession =
  | "partner-unknown"
  | "partner-busy"
  | "scenario-unknown"
  | "pays-without-inquiry"
  | "no-worker";

/** Makes a session that has not begun. */
export function newSession(directory: PartnerDirectory, wish: Wish, now: number): Session | NoSession {
  const profile = directory.byId(wish.partnerId)?.profile;
  if (!profile) return "partner-unknown";
  // What has been paid is only reported there: there is no bill whose payment could be watched.
  if (profile.snap?.paysWithoutInquiry) return "pays-without-inquiry";
  const protocol = profile.snap ? "snap" : "h2h";
  const all = scenariosFor(protocol, profile.snap?.signature === "symmetric-with-token");
  const { scenarios: wanted } = wish;
  const scenarios = wanted ? all.filter(({ id }) => wanted.includes(id)) : all;
  if (scenarios.length === 0 || (wanted && scenarios.length < wanted.length)) return "scenario-unknown";
  return {
    id: randomUUID(),
    partnerId: wish.partnerId,
    protocol,
    pace: paceOf(wish.timeScale),
    repeatKeepsExternalId: wish.repeatKeepsExternalId,
    mark: newMarker(),
    startedAt: now,
    scenarios,
    isWhole: all.every((one) => !one.mandatory || scenarios.includes(one)),
    ...{ runs: [], calls: [], state: "running", endedAt: undefined },
  };
}

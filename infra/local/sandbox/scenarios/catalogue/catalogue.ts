import type { Protocol, Scenario } from "../scenario.ts";
import { FORGERIES } from "./forgery.ts";
import { ORDINARY } from "./ordinary.ts";
import { OUTAGES } from "./outage.ts";
import { REFUSALS } from "./refusal.ts";
import { REVERSALS } from "./reversal.ts";
import { SILENCES } from "./silence.ts";
import { TOKENS } from "./token.ts";
import { WHOLE_SESSION } from "./whole-session.ts";

/** Changes with every change of what a certificate means. */
export const KIT_VERSION = "1.0.0";

/** All scenarios in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  ...ORDINARY,
  ...TOKENS,
  ...SILENCES,
  ...OUTAGES,
  ...REFUSALS,
  ...FORGERIES,
  ...REVERSALS,
  ...WHOLE_SESSION,
];

/** The scenarios for a partner. */
export function scenariosFor(protocol: Protocol, usesTokens: boolean): readonly Scenario[] {
  return SCENARIOS.filter(
    ({ protocols, needsToken }) => protocols.includes(protocol) && (usesTokens || !needsToken),
  );
}

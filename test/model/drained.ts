import type { Gateway } from "./gateway.ts";
import { ModelBroken } from "./judge.ts";
import type { View } from "./view.ts";

/** What has to be published of a payment in a state. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  active: ["ContributionAccepted.v1", "CoverageActivated.v1"],
  credited: ["ContributionCredited.v1"],
  reversed: ["ContributionReversed.v1", "CoverageRevoked.v1"],
};

/** Invariant 5 once everything has arrived: what was accepted is in force exactly once, what went back is out, and the core and the bus know. */
export function checkDrained(view: View, gateway: Gateway): void {
  const insist = (condition: boolean, what: string) => {
    if (!condition) throw new ModelBroken(`invariant 5, drained: ${what}`);
  };
  const published = new Set(gateway.events.map(({ type, payment }) => `${type} ${payment}`));
  for (const [key, { state, revoked }] of Object.entries(view.payments)) {
    const told = gateway.core.highest.get(key);
    insist(state !== "accepted", `${key} is still not in force`);
    insist(state !== "reversed" || revoked, `${key} is not revoked`);
    insist(state !== "active" || told === 1, `the core was told ${told} of ${key}, which is active`);
    insist(state !== "reversed" || told === 2, `the core was told ${told} of ${key}, which is reversed`);
    for (const event of EVENTS[state] ?? [])
      insist(published.has(`${event} ${key}`), `no ${event} for ${key}`);
  }
  for (const [change, count] of gateway.changes) insist(count === 1, `${change} happened ${count} times`);
  for (const failure of Object.keys(view.failures)) {
    insist(!/^(slice-owned|core-refused)/.test(failure), `${failure} is still open`);
  }
}

import type { SignatureInput } from "../../../../../shared/signature/signature-input.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";

interface CoverageMiss extends NearMiss {
  readonly fits: (names: readonly string[], parameters: ReadonlyMap<string, unknown>) => boolean;
}

const COVERAGE_MISSES: readonly CoverageMiss[] = [
  {
    ...nearMiss("component-target-uri"),
    fits: (names) => names.some((name) => /^@(target-uri|request-target|scheme)$/.test(name)),
  },
  {
    ...nearMiss("component-old-digest"),
    fits: (names) => names.includes("digest"),
  },
  {
    ...nearMiss("component-capitals"),
    fits: (names) => names.some((name) => name !== name.toLowerCase()),
  },
  {
    ...nearMiss("component-old-name"),
    fits: (names) => names.some((name) => name.startsWith("(")),
  },
  {
    ...nearMiss("component-not-sent"),
    fits: () => false,
  },
  {
    ...nearMiss("created-missing"),
    fits: (_, parameters) => !parameters.has("created"),
  },
];

/** Why something that has to be covered is not, or cannot be found. `field` is the component that the gateway named. */
export function coverageMisses({ covered }: SignatureInput, field: string | undefined): readonly NearMiss[] {
  const names = covered.items.map(({ bare }) => String(bare.value));
  const isNamed = names.some((name) => field !== undefined && `"${name}"` === field);
  return COVERAGE_MISSES.filter(
    ({ name, fits }) => fits(names, covered.parameters) || (name === "component-not-sent" && isNamed),
  ).map(({ name }) => ({ name, ...(field !== undefined && { detail: field }) }));
}

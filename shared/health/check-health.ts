import type { HealthCheck, HealthFinding, HealthStatus } from "./health-check.ts";
import type { HealthLimit } from "./health-limits.ts";

/** Ends an attempt that takes too long. @throws when it does */
export type Within = <T>(work: Promise<T>) => Promise<T>;

/** Measures everything at once, each within its own time, and judges it. Nothing that fails keeps the rest from being told. */
export function checkHealth<Sight>(
  checks: readonly HealthCheck<Sight>[],
  sight: Sight,
  within: Within,
): Promise<readonly HealthFinding[]> {
  return Promise.all(
    checks.map(async ({ name, unit, limit, runbook, measure }) => {
      const told = { name, unit, ...limit, runbook };
      try {
        const measured = await within(measure(sight));
        return { ...told, status: judge(measured, limit), measured };
      } catch (error) {
        return { ...told, status: "bad" as const, measured: null, fault: codeOf(error) };
      }
    }),
  );
}

/** How a number stands against its limits. */
export function judge(measured: number, { warnAbove, badAbove }: HealthLimit): HealthStatus {
  if (measured > badAbove) return "bad";
  return measured > warnAbove ? "warn" : "ok";
}

/** The worst of all. */
export function worst(findings: readonly Pick<HealthFinding, "status">[]): HealthStatus {
  const has = (status: HealthStatus) => findings.some((finding) => finding.status === status);
  return has("bad") ? "bad" : has("warn") ? "warn" : "ok";
}

/** The code of a fault or its name; never its message, which may quote data. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? String(error.code) : error.name;
}

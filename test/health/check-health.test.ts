import { expect, it } from "vitest";
import { checkHealth, judge, worst } from "../../shared/health/check-health.ts";
import type { HealthCheck } from "../../shared/health/health-check.ts";

const LIMIT = { warnAbove: 10, badAbove: 20 };
const check = (name: string, measure: () => Promise<number>): HealthCheck<undefined> => ({
  ...{ name, unit: "seconds", limit: LIMIT, runbook: `page-of-${name}`, measure },
});
const fault = Object.assign(new Error("9999991503850001 does not answer"), { code: "GONE" });

it.each([
  [0, "ok"],
  [10, "ok"],
  [11, "warn"],
  [20, "warn"],
  [21, "bad"],
] as const)("%i is %s where one warns above ten and is wrong above twenty", (measured, status) => {
  expect(judge(measured, LIMIT)).toBe(status);
});

it("tells of each what was measured, its limits and its page; what fails is bad by its code alone and keeps nothing else from being told", async () => {
  const checks = [
    check("calm", async () => 3),
    check("broken", () => Promise.reject(fault)),
    check("near", async () => 15),
  ];
  const findings = await checkHealth(checks, undefined, (work) => work);
  const told = { unit: "seconds", ...LIMIT };
  expect(findings).toEqual([
    { ...told, name: "calm", status: "ok", measured: 3, runbook: "page-of-calm" },
    { ...told, name: "broken", status: "bad", measured: null, fault: "GONE", runbook: "page-of-broken" },
    { ...told, name: "near", status: "warn", measured: 15, runbook: "page-of-near" },
  ]);
});

it("runs all at once, each within its own time", async () => {
  let begun = 0;
  const never = () => {
    begun += 1;
    return new Promise<number>(() => undefined);
  };
  const late = Object.assign(new Error("late"), { code: "DEADLINE_PASSED" });
  const within = <T>(work: Promise<T>) => Promise.race([work, Promise.reject(late)]);
  const findings = await checkHealth([check("one", never), check("other", never)], undefined, within);
  expect(begun).toBe(2);
  expect(findings.map(({ status, fault: code }) => [status, code])).toEqual([
    ["bad", "DEADLINE_PASSED"],
    ["bad", "DEADLINE_PASSED"],
  ]);
});

it("the whole is as good as its worst part", () => {
  expect(worst([])).toBe("ok");
  expect(worst([{ status: "ok" }, { status: "warn" }])).toBe("warn");
  expect(worst([{ status: "warn" }, { status: "bad" }, { status: "ok" }])).toBe("bad");
});

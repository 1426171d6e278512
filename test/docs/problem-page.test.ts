import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { allProblems } from "../../infra/docs/openapi/h2h-problems.ts";
import { PROBLEM_ADVICE } from "../../infra/docs/problem-advice.ts";
import { problemPage } from "../../infra/docs/problem-page.ts";

it("docs/partners/problems.md is what the tables say; run `npm run docs` after changing one", () => {
  const page = readFileSync(new URL("../../docs/partners/problems.md", import.meta.url), "utf8");
  expect(page).toBe(problemPage());
});

it("every problem has advice for the engineer, and no advice is left of a problem that is gone", () => {
  const names = allProblems().map(({ problem }) => problem);
  expect(Object.keys(PROBLEM_ADVICE).sort()).toEqual([...names].sort());
});

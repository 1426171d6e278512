import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { outcomePage } from "../../infra/docs/outcome-page.ts";

it("docs/partners/outcomes.md is what the tables say; run `npm run docs` after changing one", () => {
  const page = readFileSync(new URL("../../docs/partners/outcomes.md", import.meta.url), "utf8");
  expect(page).toBe(outcomePage());
});

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { settlementPage } from "../../infra/docs/settlement-page.ts";

it("docs/partners/settlement.md is what the forms say; run `npm run docs` after changing one", () => {
  const page = readFileSync(new URL("../../docs/partners/settlement.md", import.meta.url), "utf8");
  expect(page).toBe(settlementPage());
});

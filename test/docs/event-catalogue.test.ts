import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventCataloguePage } from "../../infra/docs/event-catalogue.ts";

it("docs/events.md is what the schemas say; run `npm run docs` after changing one", () => {
  const page = readFileSync(new URL("../../docs/events.md", import.meta.url), "utf8");
  expect(page).toBe(eventCataloguePage());
});

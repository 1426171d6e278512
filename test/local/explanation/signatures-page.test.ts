import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NEAR_MISSES, SIGNATURES_PAGE } from "../../../infra/local/sandbox/explanation/near-miss.ts";

const page = readFileSync(new URL(`../../../${SIGNATURES_PAGE}`, import.meta.url), "utf8");

it("the partners' page has every near miss under its anchor, in both languages, and no other", () => {
  const rows = page.split("\n").filter((line) => line.startsWith('| <a id="'));
  const expected = Object.entries(NEAR_MISSES).map(([name, [english, indonesia]]) => {
    const [what, apa] = [english, indonesia].map((text) => text.replaceAll("|", "\\|"));
    return `| <a id="${name}"></a>\`${name}\` | ${what} | ${apa} |`;
  });
  expect(rows).toEqual(expected);
});

it("the page's examples are answers as the sandbox gives them", () => {
  const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = ""]) => JSON.parse(text));
  const explanations = blocks.map((block) => block.explanation ?? block.additionalInfo.explanation);
  expect(explanations.map(({ verdict }) => verdict)).toEqual(["signature-wrong", "signature-stale"]);
  const misses = explanations.flatMap(({ nearMisses }) => nearMisses);
  for (const { name, english, indonesia } of misses) {
    expect([english, indonesia]).toEqual(NEAR_MISSES[name as keyof typeof NEAR_MISSES]);
  }
});

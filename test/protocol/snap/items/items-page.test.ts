import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ITEMS } from "./items.ts";

const TEST_FOLDER = new URL("../../../", import.meta.url).pathname;

/** A title that names an item: `snap-bi 8.11: ...`, whatever stands in front of it. */
const TITLE = /(["`])((?:(?!\1)[^\\\n]|\\.)*snap-bi 8\.(\d+)\b(?:(?!\1)[^\\\n]|\\.)*)\1/g;

interface Title {
  readonly item: number;
  readonly file: string;
  readonly text: string;
}

function titles(): readonly Title[] {
  const files = readdirSync(TEST_FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.endsWith("items-page.test.ts"))
    .sort();
  return files.flatMap((file) =>
    [...readFileSync(join(TEST_FOLDER, file), "utf8").matchAll(TITLE)].map(([, , text = "", item]) => ({
      item: Number(item),
      file: `test/${file}`,
      text,
    })),
  );
}

const cell = (text: string) => text.replaceAll("|", "\\|");

function row(number: number, { requirement, later }: (typeof ITEMS)[number], all: readonly Title[]): string {
  const own = all.filter(({ item }) => item === number);
  const tests = own.map(({ file, text }) => `\`${file}\`: ${cell(text)}`).join("<br>");
  const state = own.length === 0 ? "no test" : later === undefined ? "shown" : `shown in part: ${later}`;
  return `| ${number} | ${cell(requirement)} | ${tests} | ${state} |`;
}

function page(): string {
  const all = titles();
  return `# The 32 items of a biller's SNAP

Made from the titles of the tests; \`npx vitest run test/protocol/snap/items -u\` writes it anew, and a test fails when it is old. To see the results:
\`npx vitest run -t "snap-bi 8."\`.

| Item | Requirement | Tests | State |
|---|---|---|---|
${ITEMS.map((item, index) => row(index + 1, item, all)).join("\n")}
`;
}

it("every item of the 32 has a test that bears its number", () => {
  const tested = new Set(titles().map(({ item }) => item));
  expect(ITEMS.map((_, index) => index + 1).filter((item) => !tested.has(item))).toEqual([]);
  expect([...tested].filter((item) => item < 1 || item > ITEMS.length)).toEqual([]);
});

it("docs/partners/snap-items.md lists them", async () => {
  await expect(page()).toMatchFileSnapshot("../../../../docs/partners/snap-items.md");
});

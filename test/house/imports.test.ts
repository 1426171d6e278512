import { describe, expect, test } from "vitest";
import { checkHouse } from "./check-house.ts";
import { readSources } from "./sources.ts";

/** The findings about a house of these files. */
function findings(files: Readonly<Record<string, string>>): readonly string[] {
  return checkHouse(new Map(Object.entries(files)));
}

/** Code that imports a file or package. */
const using = (...specifiers: readonly string[]) =>
  specifiers.map((specifier) => `import { x } from "${specifier}";\n`).join("");

const lines = (count: number) => "// one line\n".repeat(count);

test("the house keeps its rules", async () => {
  const sources = await readSources();
  expect(sources.size).toBeGreaterThan(50);
  expect(checkHouse(sources)).toEqual([]);
});

test("a small house that keeps the rules has no findings", () => {
  expect(
    findings({
      "shared/money/rupiah.ts":
        "/** Never asks Date.now() or new Date(). */\nexport const day = new Date(0);\n",
      "shared/coverage/claim.ts": using("../money/rupiah.ts", "../member/member.ts", "node:crypto"),
      "shared/member/member.ts": using("../contribution/tariff.ts", "zod/mini"),
      "shared/contribution/tariff.ts": using("../money/rupiah.ts"),
      "shared/protocol/h2h/bill.ts": using("../snap/bill.ts", "../../payment/quote.ts"),
      "shared/protocol/snap/bill.ts": "",
      "shared/payment/quote.ts": using("../coverage/claim.ts"),
      "functions/teller/handler.ts": using("../../shared/payment/quote.ts", "../machine.ts", "hono"),
      "functions/machine.ts": "export const now = () => Date.now();\n",
      "infra/local/kanal.ts": using("../../functions/teller/handler.ts"),
    }),
  ).toEqual([]);
});

describe("imports", () => {
  test("a circle of files is reported as the way round", () => {
    const files = {
      "shared/coverage/claim.ts": using("./slice.ts"),
      "shared/coverage/slice.ts": using("./run.ts"),
      "shared/coverage/run.ts": 'import type {\n  Claim,\n} from "./claim.ts";\n',
    };
    expect(findings(files)).toEqual([
      "files import each other in a circle: shared/coverage/claim.ts -> shared/coverage/slice.ts -> shared/coverage/run.ts -> shared/coverage/claim.ts",
    ]);
  });

  test("a circle of folders is reported even where no two files make one", () => {
    const files = {
      "shared/coverage/claim.ts": using("../member/member.ts"),
      "shared/member/standing.ts": using("../coverage/slice.ts"),
      "shared/member/member.ts": "",
      "shared/coverage/slice.ts": "",
    };
    expect(findings(files)).toEqual([
      "folders of shared/ import each other in a circle: coverage -> member -> coverage",
    ]);
  });

  test("an edge that goes up a floor is reported, a re-exported type too", () => {
    const files = {
      "shared/coverage/claim.ts": 'export type { Quote } from "../payment/quote.ts";\n',
      "shared/payment/quote.ts": "",
    };
    expect(findings(files)).toEqual([
      "shared/coverage/claim.ts imports shared/payment/quote.ts: coverage stands below payment and may not know it",
    ]);
  });

  test("an edge that goes up is one finding, however many circles it closes", () => {
    const files = {
      "shared/money/rupiah.ts": using("../payment/quote.ts"),
      "shared/payment/quote.ts": using("../coverage/claim.ts", "../money/rupiah.ts"),
      "shared/coverage/claim.ts": using("../money/rupiah.ts"),
    };
    expect(findings(files)).toEqual([
      "shared/money/rupiah.ts imports shared/payment/quote.ts: money stands below payment and may not know it",
    ]);
  });

  test.each([
    ["shared/money/rupiah.ts", "../../infra/settings.ts", "shared knows nothing of what runs it"],
    ["shared/money/rupiah.ts", "../../functions/settings.ts", "shared knows nothing of what runs it"],
    ["shared/money/rupiah.ts", "../../test/money/samples.ts", "shared knows nothing of what runs it"],
    ["functions/a/handler.ts", "../../infra/settings.ts", "a function is deployed without infra and test"],
    ["functions/a/handler.ts", "../b/reply.ts", "functions do not import each other"],
    ["infra/gateway-stack.ts", "./local/topology.ts", "what is deployed holds nothing of the local gateway"],
    ["infra/constructs/a.ts", "../local/b.ts", "what is deployed holds nothing of the local gateway"],
    ["infra/local/kanal.ts", "../../test/engine/keyring.ts", "nothing that runs leans on a test"],
  ])("%s may not import %s", (path, specifier, because) => {
    expect(findings({ [path]: using(specifier) })).toEqual([expect.stringMatching(`: ${because}$`)]);
    const late = `export const load = () => import("${specifier}");\n`;
    expect(findings({ [path]: late })).toEqual([expect.stringMatching(`: ${because}$`)]);
  });

  test("a folder of shared/ without a floor, and a file without a folder, are reported", () => {
    expect(findings({ "shared/weather/rain.ts": "", "shared/rain.ts": "" })).toEqual([
      "shared/weather/rain.ts: weather has no floor in test/house/floors.ts",
      "shared/rain.ts lies in shared/ itself: give it the folder of its idea",
    ]);
  });
});

describe("rules", () => {
  test.each([
    ["Date.now", "export const today = () => Date.now();\n"],
    ["new Date()", "export const today = () => new Date();\n"],
    ["performance.now", "export const took = () => performance.now();\n"],
    ["Math.random", "export const dice = () => Math.random();\n"],
    ["randomUUID", 'import { randomUUID } from "node:crypto";\nexport const id = randomUUID();\n'],
    ["randomBytes", 'import { randomBytes } from "node:crypto";\nexport const id = randomBytes(8);\n'],
    ["process.env", "export const table = process.env.TABLE;\n"],
  ])("%s in a rule is reported", (what, source) => {
    expect(findings({ "shared/payment/decide-payment.ts": source })).toEqual([
      expect.stringMatching(`^shared/payment/decide-payment\\.ts uses ${what.replace(/[.()]/g, "\\$&")}: `),
    ]);
  });

  test("a handler takes its clock from the one file that has it", () => {
    expect(findings({ "functions/teller/handler.ts": "const now = Date.now();\n" })).toEqual([
      "functions/teller/handler.ts uses Date.now: take a Clock as argument",
    ]);
  });

  test.each([
    ["@aws-sdk/client-dynamodb", "AWS"],
    ["@smithy/core", "AWS"],
    ["aws-lambda", "AWS"],
    ["hono/tiny", "Hono"],
  ])("%s in a rule is reported, in the ledger only what is not AWS", (name, what) => {
    const path = "shared/coverage/coverage-store.ts";
    expect(findings({ [path]: `import type { X } from "${name}";\n` })).toEqual([
      expect.stringMatching(`^${path} imports ${name}: no ${what} in a rule; `),
    ]);
    expect(findings({ "shared/ledger/client.ts": using(name) })).toHaveLength(what === "AWS" ? 0 : 1);
  });
});

describe("shape", () => {
  test("a file of 301 lines is reported, one of 300 is not", () => {
    expect(findings({ "infra/local/long.ts": lines(301), "infra/local/fits.ts": lines(300) })).toEqual([
      "infra/local/long.ts has 301 lines: split it, 300 is the most",
    ]);
  });

  test.each([
    ["a declaration", "export async function take(\n", "  quote: Quote,\n): Promise<X> {\n", "}\n"],
    ["an arrow function", "", "export const take = async (quote: Quote) => {\n", "};\n"],
    ["a method", "class Till {\n", "  take(quote: Quote): Outcome {\n", "  }\n}\n"],
  ])("%s of more than 70 lines is reported", (_form, before, opening, closing) => {
    const source = (body: number) => `${before}${opening}${"  work();\n".repeat(body)}${closing}`;
    expect(findings({ "shared/payment/take.ts": source(66) })).toEqual([]);
    expect(findings({ "shared/payment/take.ts": source(70) })).toEqual([
      expect.stringMatching(
        /^shared\/payment\/take\.ts:\d has a function of 7\d lines: split it, 70 is the most$/,
      ),
    ]);
  });

  test.each([
    "shared/payment/utils.ts",
    "infra/helpers/text.ts",
    "functions/common.ts",
    "shared/money/rupiah-manager.ts",
  ])("%s is reported for its name", (path) => {
    expect(findings({ [path]: "" })).toEqual([expect.stringMatching(/: name it after what it does$/)]);
  });
});

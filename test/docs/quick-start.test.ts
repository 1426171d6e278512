import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT } from "../../infra/bundle.ts";
import { openSandbox } from "../e2e/sandbox.ts";

/** A block of commands of the quick start, and what it is said to print. */
interface Step {
  readonly commands: string;
  readonly shown: string;
}

const page = readFileSync(join(PROJECT, "docs/partners/quick-start.md"), "utf8");

/** Blocks marked `sh` are run; those marked `bash` start or judge a gateway and have tests of their own. */
const STEPS: readonly Step[] = [...page.matchAll(/```sh\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)].map(
  ([, commands = "", shown = ""]) => ({ commands, shown }),
);

/** What in an output means something; all else are ids, times and tokens. */
const TELLING =
  /"(?:responseCode|paymentFlagStatus|paymentState|state|verdict|name)":"[\w-]+"|"value":"[\d.]+"|"loseNext":\d|answer: \d+, \w+|(?:GET|POST) \/h2h\/v1\/\w+|: \d{3}, genuine|the same payment again: .*|curl: \(\d+\)|\*{12}\d{4}|-{32}/g;

const tellingOf = (text: string): readonly string[] => text.match(TELLING) ?? [];

const MARK = "----- next step -----";
let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let printed: readonly string[];

beforeAll(async () => {
  sandbox = await openSandbox();
  const script = STEPS.map(({ commands }) => commands).join(`\necho '${MARK}'\n`);
  printed = (await typed(script)).split(`${MARK}\n`);
}, 60_000);
afterAll(() => sandbox.close());

/** Types a script into bash in the project's folder; errors stand between what it prints, as on a screen. */
function typed(script: string): Promise<string> {
  const env = { ...process.env, KANAL_DATA_DIR: dirname(sandbox.sandboxFile) };
  const bash = spawn("bash", ["-c", `exec 2>&1\n${script}`], { cwd: PROJECT, env });
  let output = "";
  bash.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    bash.once("error", reject);
    bash.once("close", () => resolve(output));
  });
}

describe("docs/partners/quick-start.md", () => {
  it("has steps to try", () => {
    expect(STEPS.length).toBeGreaterThanOrEqual(11);
  });

  it.each(
    STEPS.map(
      ({ commands, shown }, index) => [commands.trim().split("\n").at(-1) ?? "", index, shown] as const,
    ),
  )("%s prints what the page shows", (_, index, shown) => {
    const real = tellingOf(printed[index] ?? "");
    const promised = tellingOf(shown);
    expect(promised.length, "the page shows something that can be compared").toBeGreaterThan(0);
    // The page cuts lines, so it shows some of what was printed, in its order.
    let from = 0;
    const missing = promised.filter((word) => {
      const at = real.indexOf(word, from);
      if (at >= 0) from = at + 1;
      return at < 0;
    });
    expect(missing, printed[index]).toEqual([]);
  });
});

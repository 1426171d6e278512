import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { recordedEngine, signal } from "../../infra/local/engine/engine-process.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { eventually } from "./eventually.ts";
import { tillDesk } from "./till-desk.ts";

const script = (path: string) => fileURLToPath(new URL(`../../infra/${path}`, import.meta.url));

let dataDir: string;
beforeAll(() => {
  dataDir = dataFolder("gateway");
});
afterAll(() => {
  const dir = openDataDir(dataDir);
  const left = recordedEngine(dir.engineRecord, dir.ledger);
  if (left) signal(left, "SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

function run(path: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [script(path), ...args], {
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: "INFO", KANAL_DATA_DIR: dataDir, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Starts the gateway as `npm start` does and waits until it says that it is ready. */
async function start(): Promise<ChildProcess & { printed: string }> {
  const child = run("local/start.ts", []);
  let printed = "";
  child.stderr?.on("data", (chunk) => {
    printed += chunk;
  });
  for await (const chunk of child.stdout ?? []) {
    printed += chunk;
    if (printed.includes("nothing is lost")) break;
  }
  return Object.assign(child, { printed });
}

const linesOf = (file: string): number =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").length : 0;

async function finished(child: ChildProcess): Promise<{ code: number; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
}

test("kill -9 while the samples are played, and again after a payment, loses nothing; a till pays; Ctrl-C ends the engine", async () => {
  const dir = openDataDir(dataDir);
  const first = run("local/start.ts", []);
  await eventually(() => linesOf(dir.functionLog) > 40, 20_000);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(recordedEngine(dir.engineRecord, dir.ledger)).toBeDefined();

  const second = await start();
  expect(second.printed).toMatch(/Kanal is ready: http:\/\/127\.0\.0\.1:\d+/);
  expect(second.printed).not.toMatch(/\d{16}/);
  const desk = tillDesk(dir.sandboxFile);
  const count = (state: string) => desk.sandbox.members.filter((member) => member.state === state).length;
  expect([count("active"), count("grace"), count("ended")]).toEqual([6, 4, 3]);
  await fetch(`${desk.sandbox.baseUrl}/sandbox/core`, { method: "PUT", body: '{"mode":"down"}' });
  const payment = await desk.pay(desk.nextWorker().nik);
  second.kill("SIGKILL");
  await once(second, "exit");

  const third = await start();
  const again = tillDesk(dir.sandboxFile);
  await expect.poll(() => again.stateOf(payment), { timeout: 5_000 }).toBe("active");
  const { nik, name } = desk.nextWorker();
  const till = await finished(
    run("cli/till.ts", ["--partner", "bni", "--nik", nik, "--months", "2", "--yes"]),
  );
  expect(till).toMatchObject({ code: 0, output: expect.stringMatching(/Cover active since 20\d\d-/) });
  expect([nik, name].filter((text) => till.output.includes(text))).toEqual([]);
  third.kill("SIGINT");
  const [code] = await once(third, "exit");
  expect(code).toBe(0);
  expect(recordedEngine(dir.engineRecord, dir.ledger)).toBeUndefined();
}, 60_000);

test.each([
  ["the gateway does not run", ["--nik", "5171991704880001"], "npm start"],
  ["the NIK has a wrong form", ["--nik", "517199170488000"], "16 digits"],
  ["the months are none", ["--nik", "5171991704880001", "--months", "13"], "1 to 12"],
  ["the partner is unknown", ["--partner", "nobody", "--nik", "5171991704880001"], "bri, bni"],
])("the till says in plain words when %s", async (_, args, words) => {
  const { code, output } = await finished(run("cli/till.ts", args));
  expect(code).toBe(1);
  expect(output).toContain(words);
  expect(output).not.toContain("    at ");
});

test.each([
  ["an argument", ["--frsh"], {}],
  ["KANAL_NOW", [], { KANAL_NOW: "tomorrow" }],
])("the start refuses %s that means nothing", async (_, args, env) => {
  const { code, output } = await finished(run("local/start.ts", args, env));
  expect(code).toBe(1);
  expect(output).not.toContain("    at ");
});

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lambda } from "../../infra/local/aws/lambda.ts";
import { lambdaFleet } from "../../infra/local/aws/lambda-fleet.ts";
import { dataFolder } from "../engine/data-folder.ts";

/** A function of these lines, called as Lambda calls it. */
function functionOf(code: string, settings: Record<string, string> = {}) {
  const folder = dataFolder("lambda");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.cjs"), code);
  const printed: string[] = [];
  const configuration = {
    ...{ name: "probe", folder, handler: "index.handler", memoryMb: 128 },
    ...{ timeoutSeconds: 10, settings },
  };
  const fleet = lambdaFleet(configuration, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" }, (line) =>
    printed.push(line),
  );
  onTestFinished(() => {
    fleet.kill();
    rmSync(folder, { recursive: true });
  });
  const within = (ms: number) => lambda("probe", ms, fleet.invoke);
  return { invoke: within(10_000), within, printed };
}

test("a function has Lambda's variables, its own and the endpoints, and nothing of ours", async () => {
  process.env.KANAL_FORGOTTEN = "in the shell";
  onTestFinished(() => void delete process.env.KANAL_FORGOTTEN);
  const { invoke, printed } = functionOf(
    `exports.handler = async ({ asked }, { functionName, getRemainingTimeInMillis }) => {
       process.stdout.write("heard\\n");
       return { asked, functionName, hasTime: getRemainingTimeInMillis() > 0, env: process.env, at: new Date(0).getHours() };
     };`,
    { KANAL_TABLE_NAME: "a-table" },
  );
  const answer = (await invoke({ asked: 1 })) as { readonly env: Record<string, string> };
  expect(answer).toMatchObject({ asked: 1, functionName: "probe", hasTime: true, at: 0 });
  const { env } = answer;
  const others = Object.keys(env).filter((name) => !/^(AWS_|LAMBDA_|_HANDLER$|LANG$|PATH$|TZ$)/.test(name));
  expect(others).toEqual(["KANAL_TABLE_NAME"]);
  expect(env).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: "probe", AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
  expect(printed).toEqual(["heard"]);
});

test("a process serves one event at a time and is used again; what it throws comes back", async () => {
  const { invoke } = functionOf(
    `let served = 0;
     exports.handler = async ({ bad, ms = 0 }) => {
       await new Promise((resolve) => setTimeout(resolve, ms));
       if (bad) throw new RangeError("not so");
       return [process.pid, ++served];
     };`,
  );
  const [one] = (await invoke({})) as [number, number];
  expect(await invoke({})).toEqual([one, 2]);
  await expect(invoke({ bad: true })).rejects.toThrow("RangeError: not so");
  const both = (await Promise.all([invoke({ ms: 100 }), invoke({ ms: 100 })])) as [number, number][];
  expect(new Set(both.map(([pid]) => pid)).size).toBe(2);
});

test("a fault at init, also one that comes later, fails the call with what the process said", async () => {
  const atOnce = functionOf(`throw new Error("Missing setting: KANAL_TABLE_NAME.");`);
  await expect(atOnce.invoke({})).rejects.toThrow("Missing setting: KANAL_TABLE_NAME.");
  const later = functionOf(
    `const started = Promise.reject(new Error("KMS did not open the data key"));
     exports.handler = async () => await started;`,
  );
  await expect(later.invoke({})).rejects.toThrow("KMS did not open the data key");
});

test("a function that takes too long is ended; the next event meets a new process", async () => {
  const { invoke, within } = functionOf(
    `exports.handler = async ({ hangs }) => { if (hangs) for (;;); return process.pid; };`,
  );
  const before = await invoke({});
  await expect(within(200)({ hangs: true })).rejects.toThrow("timed out");
  expect(await invoke({})).not.toBe(before);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/**
 * Runs a script of this folder in a process of its own until it has printed a line that starts with `ready`, then kills it as kill -9 does.
 * @returns what stood after `ready`
 */
export async function runAndKill(script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for await (const chunk of child.stdout) {
    output += chunk;
    if (/^ready.*\n/m.test(output)) break;
  }
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return /^ready ?(.*)\n/m.exec(output)?.[1] ?? "";
}

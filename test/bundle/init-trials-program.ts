/**
 * Loads one bundle under one environment after the other and tells how each start ended: a program of its own, because a start writes over `process.env`. What a start opens
 * first and then refuses comes as a rejection that nobody handles, which ends a process in Lambda.
 */
import { createRequire } from "node:module";
import type { InitTrials } from "./init-trials.ts";

const require = createRequire(import.meta.url);
const { file, environments }: InitTrials = JSON.parse(process.argv[2] ?? "");

/** A start that said nothing for so long is one. No trial is meant to start, so only a fault waits for it; KMS is asked three times, on a busy machine. */
const STARTED_MS = 10_000;

let reject = (_reason: string): void => {};
process.on("unhandledRejection", (reason) => reject(String(reason)));

async function trial(environment: Readonly<Record<string, string>>): Promise<string> {
  process.env = { ...environment };
  delete require.cache[file];
  const rejected = new Promise<string>((resolve) => {
    reject = resolve;
  });
  try {
    require(file);
  } catch (error) {
    return String(error);
  }
  let timer: NodeJS.Timeout | undefined;
  const started = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, STARTED_MS, "started");
  });
  return Promise.race([rejected, started]).finally(() => clearTimeout(timer));
}

const ends: string[] = [];
for (const environment of environments) ends.push(await trial(environment));
process.stdout.write(JSON.stringify(ends), () => process.exit(0));

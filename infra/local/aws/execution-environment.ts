import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Context } from "aws-lambda";
import { FunctionTimeout } from "./lambda.ts";
import { type FunctionConfiguration, lambdaEnvironment } from "./lambda-environment.ts";
import type { FromHost, ToHost } from "./lambda-messages.ts";

const HOST = fileURLToPath(new URL("lambda-host.ts", import.meta.url));
/** Lambda's own limit for what a function does before its first event. */
const INIT_MS_MAX = 10_000;
/** How much of stderr is kept to tell why a process ended. */
const STDERR_CHARACTERS_MAX = 4_000;

/** Whatever ends this process ends them. */
const alive = new Set<ChildProcess>();
function killAll(): void {
  for (const child of alive) child.kill("SIGKILL");
}

/** The function's process ended: at its start, which names what it misses, or in the middle of an event. */
export class FunctionEnded extends Error {
  readonly code = "FUNCTION_ENDED";
}

/** What the function's code threw, by name and message: the error itself stays in its process. */
export class FunctionFailed extends Error {
  readonly code = "FUNCTION_FAILED";
}

/** One process that runs a function; it takes one event at a time. */
export interface ExecutionEnvironment {
  /** False once its process has ended. */
  isAlive(): boolean;
  /** @throws FunctionEnded, FunctionFailed, FunctionTimeout */
  invoke(event: unknown, context: Context): Promise<unknown>;
  kill(): void;
  measured(): EnvironmentMeasures;
}

/** What a process took so far. */
export interface EnvironmentMeasures {
  /** From the start of the process to the end of its init; undefined before. */
  readonly initMs: number | undefined;
  /** Each event, from its sending to its answer. */
  readonly eventsMs: readonly number[];
  /** The most memory that it ever held, by the kernel's account; undefined where there is none, or the process is gone. */
  readonly peakBytes: number | undefined;
}

/**
 * Starts a process with the variables that Lambda gives, those of `configuration` and the endpoints of the services on this machine. It inherits nothing: a setting that the
 * template forgot is missing here as it would be there.
 */
export function startExecutionEnvironment(
  configuration: FunctionConfiguration,
  endpoints: Readonly<Record<string, string>>,
  print: (line: string) => void,
): ExecutionEnvironment {
  const env = { ...lambdaEnvironment(configuration), ...configuration.settings, ...endpoints };
  const startedAt = performance.now();
  let initMs: number | undefined;
  const eventsMs: number[] = [];
  const child = fork(HOST, [], { env, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const end = watchEnd(child, configuration.name, print);
  const ready = next(child, end, (message) => message.kind === "ready", {
    ms: INIT_MS_MAX,
    late: () => new FunctionEnded(`${configuration.name} did not start within ${INIT_MS_MAX} ms`),
  });
  // Whoever invokes hears of it; a process that nobody asked yet may fail in silence.
  ready.then(
    () => {
      initMs = performance.now() - startedAt;
    },
    () => undefined,
  );
  return {
    isAlive: () => child.connected && !child.killed,
    async invoke(event, context) {
      await ready;
      const ms = context.getRemainingTimeInMillis();
      const limit = { ms, late: () => new FunctionTimeout(`${configuration.name} timed out`) };
      const answer = next(child, end, ({ kind }) => kind !== "ready", limit);
      const { getRemainingTimeInMillis: _, done: _d, fail: _f, succeed: _s, ...facts } = context;
      const message: ToHost = { event, context: facts, deadline: Date.now() + ms };
      const sentAt = performance.now();
      child.send(message);
      const said = await answer;
      eventsMs.push(performance.now() - sentAt);
      if (said.kind === "failed") throw new FunctionFailed(`${said.name}: ${said.message}`);
      return said.kind === "answered" ? said.result : undefined;
    },
    kill: () => void child.kill("SIGKILL"),
    measured: () => ({ initMs, eventsMs, peakBytes: peakBytesOf(child.pid) }),
  };
}

/** The high-water mark of a process's resident memory, from Linux's own account. */
function peakBytesOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Hears what the process prints. @returns a promise that never fulfils and rejects when the process ends */
function watchEnd(child: ChildProcess, name: string, print: (line: string) => void): Promise<never> {
  let stderr = "";
  if (child.stdout) createInterface({ input: child.stdout }).on("line", print);
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-STDERR_CHARACTERS_MAX);
  });
  if (alive.size === 0) process.on("exit", killAll);
  alive.add(child);
  const end = new Promise<never>((_, reject) => {
    child.once("error", reject);
    // "close" and not "exit": by then everything that it printed has been read.
    child.once("close", (code) => {
      alive.delete(child);
      if (alive.size === 0) process.off("exit", killAll);
      reject(new FunctionEnded(`${name} ended with ${code ?? "a signal"}: ${stderr.trim()}`));
    });
  });
  end.catch(() => undefined);
  return end;
}

/** The next message of a kind; when it comes late, the process is killed as Lambda kills it. */
function next(
  child: ChildProcess,
  end: Promise<never>,
  wanted: (message: FromHost) => boolean,
  limit: { readonly ms: number; readonly late: () => Error },
): Promise<FromHost> {
  let timer: NodeJS.Timeout | undefined;
  let listen: ((message: FromHost) => void) | undefined;
  const heard = new Promise<FromHost>((resolve, reject) => {
    listen = (message) => {
      if (wanted(message)) resolve(message);
    };
    child.on("message", listen);
    timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(limit.late());
    }, limit.ms);
  });
  return Promise.race([heard, end]).finally(() => {
    clearTimeout(timer);
    if (listen) child.off("message", listen);
  });
}

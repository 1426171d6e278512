import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FUNCTION_MEMORY_MB } from "../../settings.ts";
import type { FromInstance, ToInstance } from "./function-instance.ts";

/** The function in a process of its own. */
export interface Instance {
  /** Calls it with one event. @throws Error when the function throws */
  invoke(event: unknown): Promise<unknown>;
  /** The most memory that its process ever held, in bytes. */
  peakBytes(): Promise<number>;
  stop(): void;
}

const SCRIPT = fileURLToPath(new URL("function-instance.ts", import.meta.url));

/**
 * As in Lambda the heap has a limit, a quarter of what the deployed function has. Without one V8 lets garbage lie as long as the machine has memory, and what would be
 * measured is the machine.
 */
const HEAP_MB_MAX = FUNCTION_MEMORY_MB["settlement-reconciliation"] / 4;

/** Starts an instance of a bundle with this process's environment. */
export async function startInstance(bundle: string): Promise<Instance> {
  const child = fork(SCRIPT, [bundle], {
    env: { POWERTOOLS_LOG_LEVEL: "SILENT", ...process.env },
    execArgv: [`--max-old-space-size=${HEAP_MB_MAX}`],
  });
  // Each wait hears the child's end, and takes its listeners away again.
  child.setMaxListeners(0);
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const next = async (): Promise<FromInstance> => {
    const heard = new AbortController();
    const { signal } = heard;
    const ended = once(child, "exit", { signal }).then((): never => {
      throw new Error("the function's process ended");
    });
    try {
      const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [FromInstance];
      return message;
    } finally {
      ended.catch(() => undefined);
      heard.abort();
    }
  };
  const ask = async (message: ToInstance): Promise<FromInstance> => {
    const answer = next();
    child.send(message);
    return answer;
  };
  await next();
  return {
    async invoke(event) {
      const answer = await ask({ kind: "event", event });
      if (answer.kind === "answer") return answer.answer;
      throw new Error(answer.kind === "failed" ? answer.why : "no answer");
    },
    async peakBytes() {
      const answer = await ask({ kind: "measure" });
      return answer.kind === "measured" ? answer.peakBytes : Number.NaN;
    },
    stop() {
      process.off("exit", kill);
      child.disconnect();
    },
  };
}

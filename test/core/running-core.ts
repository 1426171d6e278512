import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";

/** What the fake core tells of itself. */
interface CoreRecord {
  readonly effects: readonly { readonly path: string; readonly order: Readonly<Record<string, unknown>> }[];
  readonly arrivals: readonly { readonly path: string; readonly key: string; readonly mode: string }[];
  readonly badSignatures: number;
}

/** The fake core, running. */
export interface RunningCore {
  readonly url: string;
  /** `whsec_...` */
  readonly secret: string;
  behave(mode: string, delayMs?: number): Promise<void>;
  record(): Promise<CoreRecord>;
  stop(): void;
}

/** Starts `fake-core.ts` as a program of its own. The caller stops it. */
export async function startFakeCore(): Promise<RunningCore> {
  const secret = randomBytes(32).toString("base64");
  const program = fileURLToPath(new URL("fake-core.ts", import.meta.url));
  const child = spawn(process.execPath, [program, secret], { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout
      .setEncoding("utf8")
      .on("data", (text: string) => resolve(text.replace(/^ready (\S+)\n$/, "$1")));
    child.once("exit", () => reject(new Error("the fake core ended")));
  });
  return {
    url,
    secret: `whsec_${secret}`,
    async behave(mode, delayMs = 0) {
      await fetch(`${url}/control`, { method: "PUT", body: JSON.stringify({ mode, delayMs }) });
    },
    async record() {
      return (await (await fetch(`${url}/control`)).json()) as CoreRecord;
    },
    stop() {
      process.off("exit", kill);
      kill();
    },
  };
}

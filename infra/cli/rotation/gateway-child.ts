import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A gateway in a process of its own, so that the tills' work is not taken for the gateway's. */
export interface GatewayChild {
  readonly baseUrl: string;
  readonly engineUrl: string;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("serve-gateway.ts", import.meta.url));

/** Starts it over an empty data folder. @throws Error with what it printed when it does not start */
export async function gatewayChild(dataDir: string): Promise<GatewayChild> {
  const child = spawn(process.execPath, [SCRIPT, dataDir], {
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: "SILENT" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const { baseUrl, engineUrl } = await addresses(child);
  return {
    baseUrl,
    engineUrl,
    async stop() {
      process.off("exit", kill);
      // The child ends, its engine included, when nobody holds its input any more.
      child.stdin?.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function addresses(child: ChildProcess): Promise<{ baseUrl: string; engineUrl: string }> {
  let printed = "";
  for await (const chunk of child.stdout ?? []) {
    printed += chunk;
    const [, baseUrl, engineUrl] = /^ready (\S+) (\S+)$/m.exec(printed) ?? [];
    if (baseUrl && engineUrl) return { baseUrl, engineUrl };
  }
  throw new Error(`the gateway did not start: ${printed}`);
}

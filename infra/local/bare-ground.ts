import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DataDir, openDataDir } from "./data-dir.ts";
import { openDurableStore } from "./durable-store.ts";
import { startEngine } from "./engine/engine.ts";
import { type GatewayKeys, gatewayKeys } from "./gateway-keys.ts";
import { type LocalServices, startLocalServices } from "./local-services.ts";

/** What functions need around them on this machine: engine, S3, SQS, KMS and keys of their own. No table yet, and no gateway. */
export interface BareGround {
  readonly dir: DataDir;
  readonly engineUrl: string;
  readonly services: LocalServices;
  readonly keys: GatewayKeys;
  stop(): Promise<void>;
}

/** Opens it in a new folder, which goes with it; the engine never outlives this process. */
export async function openBareGround(name: string): Promise<BareGround> {
  const folder = mkdtempSync(join(tmpdir(), `kanal-${name}-`));
  const dir = openDataDir(folder);
  const store = openDurableStore(dir.store);
  const engine = await startEngine(dir, () => undefined);
  const kill = () => engine.kill();
  process.once("exit", kill);
  const services = await startLocalServices(dir, store);
  return {
    ...{ dir, services, engineUrl: engine.url },
    keys: await gatewayKeys(dir.gatewayKeys, services.kms),
    async stop() {
      process.off("exit", kill);
      await services.endpoint.stop();
      await engine.stop();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

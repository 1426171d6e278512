import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bundleFunctions } from "../../infra/bundle.ts";
import type { WireCall } from "../../infra/cli/capacity/measure/recording-wire.ts";
import type { FunctionConfiguration } from "../../infra/local/aws/lambda-environment.ts";
import type { LocalFunctions } from "../../infra/local/functions.ts";
import type { FunctionName } from "../../infra/settings.ts";
import { addDays, businessDateOf, instant, startOf } from "../../shared/calendar/calendar.ts";
import { type RunningCore, startFakeCore } from "../core/running-core.ts";
import { type OpenSandbox, openSandbox } from "../e2e/sandbox.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { deployedFunctions, endpointsOf, type Observed } from "./deployed-functions.ts";
import { functionWires } from "./function-wires.ts";
import { locally, localStage } from "./local-cloud.ts";
import { synthesizedStack } from "./synthesized-stack.ts";
import { functionsOf } from "./template-functions.ts";

/** The local gateway over the deployed bundles, in the environment that the template gives them, with a core that is a program of its own. */
export interface DeployedWorld extends Observed {
  readonly sandbox: OpenSandbox;
  readonly core: RunningCore;
  /** As the template describes them. */
  readonly configurations: ReadonlyMap<FunctionName, FunctionConfiguration>;
  readonly functions: LocalFunctions;
  /** What each function asked of the services so far; nothing where no wire stands in between. */
  calls(): ReadonlyMap<FunctionName, readonly WireCall[]>;
  /** What the template says of rights and everything else. */
  readonly template: unknown;
  /** Where the services are. */
  readonly endpoints: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A quote ends with its business day, and the deployed functions have no clock but the machine's. */
const JOURNEY_MS = 60_000;

/** Begins after Jakarta's midnight what would otherwise meet it. */
async function pastMidnight(): Promise<void> {
  const now = Date.now();
  const midnight = startOf(addDays(businessDateOf(instant(now)), 1));
  if (midnight - now < JOURNEY_MS) await pause(midnight - now);
}

/** @param isRecorded whether a wire stands between each function and the services; it would take time of its own */
export async function openDeployedWorld(isRecorded: boolean): Promise<DeployedWorld> {
  const folder = dataFolder("deployed");
  const core = await startFakeCore();
  const bundles = join(folder, "dist");
  await bundleFunctions(bundles);
  await pastMidnight();
  let made: Omit<DeployedWorld, "sandbox" | "core" | "close"> | undefined;
  let stopWires: (() => void) | undefined;
  const sandbox = await openSandbox({
    // The deployed functions have the machine's clock.
    businessNow: undefined,
    requestLines: true,
    // A message that failed comes back at once: 33 receives are a moment here.
    waitMs: () => 1,
    async functions(ground) {
      const stack = synthesizedStack(localStage(ground, core), bundles, folder);
      const configurations = functionsOf(stack, locally(ground));
      const endpoints = endpointsOf(ground.addresses);
      const wires = isRecorded ? await functionWires([...configurations.keys()], ground) : undefined;
      const running = deployedFunctions(
        configurations,
        ground,
        (name) => wires?.endpoints(name) ?? endpoints,
      );
      stopWires = wires?.stop;
      const calls = () => wires?.calls() ?? new Map();
      made = { configurations, endpoints, calls, template: stack.template, ...running };
      return running;
    },
  });
  if (!made) throw new Error("the gateway started without the deployed functions");
  return {
    ...made,
    sandbox,
    core,
    async close() {
      await sandbox.close();
      stopWires?.();
      core.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

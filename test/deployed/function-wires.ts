import {
  type RecordingWire,
  recordingWire,
  type WireCall,
} from "../../infra/cli/capacity/measure/recording-wire.ts";
import type { FunctionGround } from "../../infra/local/functions.ts";
import type { FunctionName } from "../../infra/settings.ts";
import { endpointsOf } from "./deployed-functions.ts";

/** What stands between each function and the services of this machine, so that everybody's calls are known apart. */
export interface FunctionWires {
  endpoints(name: FunctionName): Readonly<Record<string, string>>;
  /** All calls so far. */
  calls(): ReadonlyMap<FunctionName, readonly WireCall[]>;
  stop(): void;
}

interface Pair {
  readonly ledger: RecordingWire;
  readonly cloud: RecordingWire;
  readonly calls: WireCall[];
}

export async function functionWires(
  names: readonly FunctionName[],
  { addresses }: Pick<FunctionGround, "addresses">,
): Promise<FunctionWires> {
  const pairs = new Map<FunctionName, Pair>();
  for (const name of names) {
    const [ledger, cloud] = [
      await recordingWire(addresses.engineUrl),
      await recordingWire(addresses.endpointUrl),
    ];
    pairs.set(name, { ledger, cloud, calls: [] });
  }
  return {
    endpoints(name) {
      const pair = pairs.get(name);
      if (!pair) throw new RangeError(`no wire for ${name}`);
      return endpointsOf({ engineUrl: pair.ledger.url, endpointUrl: pair.cloud.url });
    },
    calls() {
      for (const { ledger, cloud, calls } of pairs.values()) calls.push(...ledger.take(), ...cloud.take());
      return new Map([...pairs].map(([name, { calls }]) => [name, calls]));
    },
    stop() {
      for (const { ledger, cloud } of pairs.values()) for (const wire of [ledger, cloud]) wire.stop();
    },
  };
}

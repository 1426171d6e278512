import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyResult } from "aws-lambda";
import { type HttpGateway, startHttpGateway } from "./aws/gateway-http.ts";
import type { Deliveries } from "./deliveries.ts";
import type { DoorWatcher } from "./exchange.ts";
import { functionFor, isOpsPath, type LocalFunctions } from "./functions.ts";

/** Answers requests below a path of the sandbox. @returns false when the request is for somebody else */
export type SandboxRoom = (
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => Promise<boolean>;

/** What the front serves once the start is through. */
export interface Live {
  readonly functions: LocalFunctions;
  readonly rooms: readonly SandboxRoom[];
  /** Stand at every door. */
  readonly watchers: readonly DoorWatcher[];
  /** Stand where partners and the public come in, and never see what ops do: a form of theirs may hold a NIK. */
  readonly partnerWatchers: readonly DoorWatcher[];
}

const notYet = async (): Promise<APIGatewayProxyResult> => ({
  statusCode: 503,
  body: '{"message":"Kanal is starting"}',
});

/** The gateway's own port: the APIs by path, and the sandbox's rooms. It answers 503 until `live` gives something. @throws PortTaken */
export function startFront(port: number, live: () => Live | undefined): Promise<HttpGateway> {
  return startHttpGateway({
    port,
    route: (path) => {
      const serving = live();
      return serving ? functionFor(serving.functions, path) : notYet;
    },
    async special(request, body, response) {
      const rooms = live()?.rooms ?? [];
      for (const room of rooms) if (await room(request, body, response)) return true;
      return false;
    },
    watchers(path) {
      const { watchers = [], partnerWatchers = [] } = live() ?? {};
      return isOpsPath(path) ? watchers : [...watchers, ...partnerWatchers];
    },
  });
}

/** What a request wrote is in the stream when it is answered: it is carried on at once. */
export function wakesRelay({ relay }: Deliveries): DoorWatcher {
  return {
    async after() {
      relay.wake();
      return undefined;
    },
  };
}

/** Serves the partner API alone, on a port of its own, while `work` runs. */
export async function onStage(
  functions: LocalFunctions,
  deliveries: Deliveries,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const stage = await startHttpGateway({
    port: 0,
    route: () => functions.partnerApi,
    watchers: () => [wakesRelay(deliveries)],
  });
  try {
    await work(`http://127.0.0.1:${stage.port}`);
  } finally {
    await stage.stop(0);
  }
}

import type { APIGatewayProxyResult } from "aws-lambda";
import { type HttpGateway, startHttpGateway } from "./aws/gateway-http.ts";
import type { Deliveries } from "./deliveries.ts";
import { functionFor, type LocalFunctions } from "./functions.ts";
import { type Sandbox, sandboxRequest } from "./sandbox/sandbox.ts";

/** What the front serves once the start is through. */
export interface Live {
  readonly functions: LocalFunctions;
  readonly sandbox: Sandbox;
  readonly deliveries: Deliveries;
}

const notYet = async (): Promise<APIGatewayProxyResult> => ({
  statusCode: 503,
  body: '{"message":"Kanal is starting"}',
});

/** The gateway's own port: the APIs by path, and the sandbox's switches. It answers 503 until `live` gives something. @throws PortTaken */
export function startFront(port: number, live: () => Live | undefined): Promise<HttpGateway> {
  return startHttpGateway({
    port,
    route: (path) => {
      const serving = live();
      return serving ? functionFor(serving.functions, path) : notYet;
    },
    special: (request, body, response) => {
      const serving = live();
      return serving !== undefined && sandboxRequest(serving.sandbox, request, body, response);
    },
    onServed(event, result) {
      const serving = live();
      // What the request wrote is in the stream by now: carry it on at once.
      serving?.deliveries.relay.wake();
      return !serving?.sandbox.answers.loses(event, result);
    },
  });
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
    special: () => false,
    onServed() {
      deliveries.relay.wake();
      return true;
    },
  });
  try {
    await work(`http://127.0.0.1:${stage.port}`);
  } finally {
    await stage.stop(0);
  }
}

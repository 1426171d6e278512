import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** One call to DynamoDB as it crossed the wire. */
export interface WireCall {
  readonly operation: string;
  /** Reads of the partner registry are counted apart (design: at most one in ten seconds and instance). */
  readonly registry: boolean;
  /** Notes of a key's last use are counted apart too: beside the request, at most one in fifteen minutes, key and instance. */
  readonly keyUse: boolean;
}

/** A man in the middle between production code and the engine that writes down every call. */
export async function countingProxy(engineUrl: string) {
  const { hostname, port } = new URL(engineUrl);
  let calls: WireCall[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const [registry, keyUse] = ['"PARTNERS"', '"KEY-USE#'].map((text) => body.includes(text));
      calls.push({ operation, registry: registry === true, keyUse: keyUse === true });
      const onward = request(
        { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on("error", () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take(): WireCall[] {
      const taken = calls;
      calls = [];
      return taken;
    },
    stop(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

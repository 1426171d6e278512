import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An event as the bus hands it to a queue. */
export interface BusMessage {
  readonly type: string;
  readonly payment: string;
  readonly body: string;
}

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/**
 * PutEvents of EventBridge behind a real endpoint, for the relay's own client. It can take a part of the entries and reject the rest, or lose an answer.
 */
export async function startEventBus() {
  const messages: BusMessage[] = [];
  let trouble: "none" | "rejects-last" | "loses-answer" = "none";
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { Entries } = JSON.parse(Buffer.concat(chunks).toString()) as { Entries: Entry[] };
      const taken = trouble === "rejects-last" ? Entries.slice(0, -1) : Entries;
      for (const entry of taken) messages.push(messageOf(entry));
      const results = Entries.map((_, index) =>
        index < taken.length ? { EventId: `E${index}` } : { ErrorCode: "ThrottlingException" },
      );
      // Not a 5xx: the client would try again by itself, after a wait.
      outgoing.writeHead(trouble === "loses-answer" ? 400 : 200, {
        "content-type": "application/x-amz-json-1.1",
      });
      outgoing.end(JSON.stringify({ FailedEntryCount: Entries.length - taken.length, Entries: results }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The events taken since the last look. */
    take: () => messages.splice(0),
    trouble(next: typeof trouble): void {
      trouble = next;
    },
    stop(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type EventBus = Awaited<ReturnType<typeof startEventBus>>;

function messageOf({ Source, DetailType, Detail }: Entry): BusMessage {
  const detail = JSON.parse(Detail);
  const envelope = { version: "0", id: detail.id, "detail-type": DetailType, source: Source, detail };
  return { type: DetailType, payment: String(detail.data.paymentKey ?? ""), body: JSON.stringify(envelope) };
}

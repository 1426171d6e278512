import { type CarefulClient, serveCustomer } from "./careful-client.ts";
import type { SessionApi, SessionProgress, SessionTask } from "./session-api.ts";

/** How often a session is looked at, in milliseconds. */
const LOOK_MS = 500;

/** Waits for the end of a session, and tells of every new task: another scenario, or another worker in the same. @returns how it ended */
export async function followSession(
  api: Pick<SessionApi, "progress">,
  opened: SessionProgress,
  told: (progress: SessionProgress) => void,
  look: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS)),
): Promise<SessionProgress> {
  let task: string | undefined;
  for (let progress = opened; ; progress = await api.progress(opened.sessionId)) {
    const asked = `${progress.now?.number} ${progress.now?.task.nik}`;
    if (asked !== task || progress.state !== "running") told(progress);
    task = asked;
    if (progress.state !== "running") return progress;
    await look();
  }
}

/** Does what a scenario asks of the person at the client. */
export async function doTask(client: CarefulClient, { action, nik, months }: SessionTask): Promise<void> {
  switch (action) {
    case "pay":
      await serveCustomer(client, nik, months);
      return;
    case "pay-two":
      await serveCustomer(client, nik, months);
      await serveCustomer(client, nik, months);
      return;
    case "pay-twice-at-once": {
      const bill = await client.inquire(nik, months);
      if (bill.kind === "yes") await Promise.all([client.pay(bill.value), client.pay(bill.value)]);
      return;
    }
    case "pay-and-reverse": {
      const bill = await serveCustomer(client, nik, months);
      if (bill) await client.reverse(bill);
      return;
    }
    case "inquire":
      await client.inquire(nik, months);
      return;
    case "nothing":
      return;
  }
}

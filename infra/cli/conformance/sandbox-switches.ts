import { fieldsOf, type Wire } from "./raw-call.ts";

/** The switches of a local sandbox: what a case around an accident needs and no production gateway has. */
export interface SandboxSwitches {
  /** Business time, epoch milliseconds. */
  businessNow(): Promise<number>;
  /** Moves business time forward, for everybody and for good. */
  moveClock(toMs: number): Promise<void>;
  setCore(mode: "up" | "down"): Promise<void>;
  /** Drops the next answers that say "booked". */
  loseAnswers(count: number): Promise<void>;
}

/** The switches of the gateway, or undefined when it is no sandbox. */
export async function findSwitches(wire: Wire): Promise<SandboxSwitches | undefined> {
  const state = await get(wire);
  if (fieldsOf(fieldsOf(state).clock).now === undefined) return undefined;
  return {
    async businessNow() {
      return Date.parse(String(fieldsOf(fieldsOf(await get(wire)).clock).now));
    },
    moveClock: (toMs) => put(wire, "/sandbox/clock", { now: new Date(toMs).toISOString() }),
    setCore: (mode) => put(wire, "/sandbox/core", { mode }),
    loseAnswers: (loseNext) => put(wire, "/sandbox/answers", { loseNext }),
  };
}

async function get(wire: Wire): Promise<unknown> {
  const reply = await wire.send({ method: "GET", target: "/sandbox", headers: [], body: new Uint8Array() });
  return reply.status === 200 ? reply.body : undefined;
}

async function put(wire: Wire, target: string, content: object): Promise<void> {
  const body = Buffer.from(JSON.stringify(content));
  const reply = await wire.send({ method: "PUT", target, headers: [], body });
  if (reply.status !== 200) throw new Error(`PUT ${target}: ${reply.status} ${reply.text}`);
}

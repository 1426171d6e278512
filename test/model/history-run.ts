import type { Action, CoreMood, Deed, History, OpsDeed, PartnerDeed } from "./action.ts";
import type { Bench } from "./bench.ts";
import { requestOfOps } from "./correction-desk.ts";
import { checkDrained } from "./drained.ts";
import type { BusMessage } from "./event-bus.ts";
import type { Reply } from "./front.ts";
import { type Gateway, openGateway, type Plant } from "./gateway.ts";
import { ModelBroken, openJudge } from "./judge.ts";
import type { Request } from "./model-state.ts";
import { relay } from "./relay.ts";
import type { Tally } from "./tally.ts";
import { tillMemory } from "./till-memory.ts";
import { waitUntil } from "./wait.ts";

type Manner = Pick<Action, "fault" | "race" | "unanswered">;

const CALMLY: Manner = { unanswered: "walk-away" };
const DRAIN_ROUNDS = 4;

/** Who is registered when a history begins. The porter turns 65 in December 2026. */
const REGISTERED = [
  { member: "fisher", birthDay: "1985-03-15" },
  { member: "porter", birthDay: "1961-12-15" },
];

/** Plays one history on the gateway and on the model side by side. @throws ModelBroken, InvariantBroken at the first step where they part */
export async function runHistory(
  bench: Bench,
  { startsAt, actions }: History,
  tally: Tally,
  plant: Plant = {},
): Promise<void> {
  const gateway = await openGateway(bench, Date.parse(startsAt), plant);
  try {
    const player = newPlayer(bench, gateway, tally);
    await player.register();
    for (const action of actions) await player.play(action);
    await player.drain();
    tally.history();
  } finally {
    await gateway.drop();
  }
}

function newPlayer(bench: Bench, gateway: Gateway, tally: Tally) {
  const judge = openJudge(bench, gateway);
  const till = tillMemory();

  async function attempt(request: Request, manner: Manner, message?: BusMessage): Promise<Reply> {
    if (manner.race) return race(request, manner.race, message);
    const reply = await gateway.perform(request, manner.fault, message);
    if (reply.kind === "answered") {
      await judge.answered(request, reply, manner.fault);
      return reply;
    }
    if (reply.kind === "nothing") gateway.restart();
    await judge.silent(request, reply);
    return manner.unanswered === "retry" ? attempt(till.again(request), CALMLY, message) : reply;
  }

  /** What is asked of the gateway; undefined where there is nothing to decide. */
  function requestOf(deed: PartnerDeed | OpsDeed): Request | undefined {
    const isOps = deed.kind === "propose" || deed.kind === "decide";
    return isOps ? requestOfOps(deed, judge.state(), till.proposalId()) : till.requestOf(deed, judge.state());
  }

  /** Lets another request pass in the midst of this one. */
  async function race(
    request: Request,
    { at, deed }: NonNullable<Action["race"]>,
    message?: BusMessage,
  ): Promise<Reply> {
    const other = requestOf(deed);
    if (!other) return attempt(request, CALMLY, message);
    till.note(request);
    till.note(other);
    let passing: Promise<Reply> | undefined;
    const run = async () => {
      passing = gateway.rival(other);
      await passing;
    };
    bench.main.wire.interrupt({ at, run });
    const reply = await gateway.perform(request, undefined, message);
    bench.main.wire.interrupt(undefined);
    // A request that reads two things at once may die of the one call while the other request passes before the other.
    const second = await (passing ?? gateway.rival(other));
    if (reply.kind === "nothing") gateway.restart();
    await judge.raced([request, other], [reply, second]);
    till.quoted(other, second);
    tally.note("two requests at once");
    return reply;
  }

  async function ask(request: Request, manner: Manner): Promise<void> {
    const before = judge.state();
    tally.cell(before, request, till.isOther(request));
    till.note(request);
    const reply = await attempt(request, manner);
    tally.answer(before, request, reply);
    till.quoted(request, reply);
  }

  async function deliver(
    pick: number,
    keep: boolean,
    manner: Manner,
    mood: CoreMood = "willing",
  ): Promise<void> {
    const [message] = gateway.queue.splice(pick % Math.max(gateway.queue.length, 1), 1);
    if (!message) return;
    const kind = message.type === "ContributionAccepted.v1" ? "activate" : "revoke";
    gateway.core.be(mood);
    const request = { kind, payment: message.payment, refused: mood === "refuses" } as const;
    const reply = await attempt(
      request,
      mood === "away" ? { ...manner, unanswered: "walk-away" } : manner,
      message,
    );
    gateway.core.be("willing");
    if (reply.kind === "unsure" && reply.fault === "PaymentFault") {
      tally.note("an activation came before its month was free");
    }
    if (keep || reply.kind !== "answered") gateway.queue.push(message);
  }

  async function relayNow(deed: Pick<Extract<Deed, { kind: "relay" }>, "trouble" | "again">): Promise<void> {
    await relay(bench, gateway, deed);
    await judge.look();
  }

  async function askForReplay(by: "ids" | "filter", manner: Manner): Promise<void> {
    const failures = by === "filter" ? "all" : Object.keys(judge.state().failures);
    await attempt({ kind: "replay", failures }, manner);
  }

  async function runSlice(
    { pick, keep, looks, core }: Omit<Extract<Deed, { kind: "slice" }>, "kind">,
    manner: Manner,
  ): Promise<void> {
    const [message] = gateway.slices.splice(pick % Math.max(gateway.slices.length, 1), 1);
    if (!message) return;
    gateway.core.be(core);
    const request = { kind: "slice", looks, refused: core === "refuses", away: core === "away" } as const;
    const reply = await attempt(request, manner, message);
    gateway.core.be("willing");
    if (reply.kind === "answered" && reply.word === "over") tally.note("a replay came to its end");
    // Handed on, or come back because nobody answered for it.
    if (keep || reply.kind !== "answered" || reply.word === "goes-on") gateway.slices.push(message);
  }

  async function play(action: Action): Promise<void> {
    const { deed } = action;
    tally.command(deed.kind);
    switch (deed.kind) {
      case "relay":
        return relayNow(deed);
      case "deliver":
        return deliver(deed.pick, deed.keep, action, deed.core);
      case "replay":
        return askForReplay(deed.by, action);
      case "slice":
        return runSlice(deed, action);
      case "wait":
        gateway.moveTo(waitUntil(gateway.now(), deed));
        return judge.moveTo(gateway.now());
      default: {
        const request = requestOf(deed);
        return request && ask(request, action);
      }
    }
  }

  /** Faults off: everything on its way arrives, in bounded rounds, and what was accepted is in force exactly once. */
  async function drain(): Promise<void> {
    bench.main.wire.seek([]);
    for (let round = 0; round < DRAIN_ROUNDS; round++) {
      await relayNow({ trouble: "none", again: false });
      if (gateway.queue.length === 0) break;
      for (let left = gateway.queue.length; left > 0; left--) await deliver(0, false, CALMLY);
    }
    await replayFailures();
    await relayNow({ trouble: "none", again: false });
    if (gateway.slices.length > 0) throw new ModelBroken("invariant 7: a replay has no end");
    if (gateway.queue.length > 0) throw new ModelBroken("invariant 5: messages keep coming");
    checkDrained(await judge.look(), gateway);
  }

  /** What ops do with failures whose reason has gone: one replay of them all, after those that are on their way. */
  async function replayFailures(): Promise<void> {
    const refused = Object.keys(judge.state().failures).filter((failure) =>
      failure.startsWith("core-refused:"),
    );
    if (refused.length > 0) {
      tally.note("payments stood as failures because the core had refused them");
      await askForReplay("ids", CALMLY);
      await relayNow({ trouble: "none", again: false });
    }
    const calmly = { pick: 0, keep: false, looks: 99, core: "willing" } as const;
    for (let left = gateway.slices.length; left > 0; left--) await runSlice(calmly, CALMLY);
  }

  async function register(): Promise<void> {
    for (const { member, birthDay } of REGISTERED) {
      const told = { version: 1, standing: "registered", segment: "BPU", birthDay } as const;
      await attempt({ kind: "describe", member, told }, CALMLY);
    }
  }
  return { register, play, drain };
}

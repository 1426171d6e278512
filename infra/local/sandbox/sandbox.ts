import * as z from "zod/mini";
import { formatInstant, parseInstant } from "../../../shared/calendar/calendar.ts";
import type { SandboxRoom } from "../front.ts";
import type { BusinessClock } from "./business-clock.ts";
import { CoreMode, type CoreSwitch } from "./core-switch.ts";
import type { LostAnswers } from "./lost-answers.ts";

/** What the sandbox's routes can move. */
export interface Sandbox {
  readonly clock: BusinessClock;
  readonly core: CoreSwitch;
  readonly answers: LostAnswers;
}

type Outcome = { readonly status: number; readonly body: object };

const ClockBody = z.strictObject({ now: z.string() });
const CoreBody = z.strictObject({ mode: CoreMode });
const AnswersBody = z.strictObject({ loseNext: z.int().check(z.minimum(0), z.maximum(1_000)) });

/**
 * Serves `/sandbox` and its switches: `PUT /sandbox/clock`, `/sandbox/core`, `/sandbox/answers`, and the state by GET (design section 8). It is part of
 * the local start only, and the last room: what no other room took is refused here.
 */
export function switchRoom(sandbox: Sandbox): SandboxRoom {
  return async (request, body, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path !== "/sandbox" && !path.startsWith("/sandbox/")) return false;
    const { status, body: answer } = outcomeOf(sandbox, request.method ?? "GET", path, body);
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(answer));
    return true;
  };
}

function outcomeOf(sandbox: Sandbox, method: string, path: string, body: Buffer): Outcome {
  if (path === "/sandbox") return method === "GET" ? state(sandbox) : problem(405, "Only GET");
  const change = Object.hasOwn(CHANGES, path) ? CHANGES[path] : undefined;
  if (!change)
    return problem(404, "No such switch: /sandbox/clock, /sandbox/core and /sandbox/answers exist");
  if (method !== "PUT") return problem(405, "Only PUT");
  try {
    return change(sandbox, JSON.parse(body.toString("utf8"))) ?? state(sandbox);
  } catch (error) {
    if (error instanceof SyntaxError) return problem(400, "The body is not JSON");
    if (error instanceof z.core.$ZodError) return problem(400, BODIES[path] ?? "The body does not fit");
    throw error;
  }
}

const BODIES: Readonly<Record<string, string>> = {
  "/sandbox/clock": 'Send {"now": "2026-12-31T23:59:30+07:00"}',
  "/sandbox/core": 'Send {"mode": "up" | "down" | "slow" | "reject"}',
  "/sandbox/answers": 'Send {"loseNext": 1}',
};

const CHANGES: Readonly<Record<string, (sandbox: Sandbox, body: unknown) => Outcome | undefined>> = {
  "/sandbox/clock"({ clock }, body) {
    const to = parseInstant(z.parse(ClockBody, body).now);
    if (to === undefined) return problem(400, "`now` is not an RFC 3339 time with an offset");
    if (clock.moveForward(to)) return undefined;
    return problem(409, `Business time only runs forward; it is ${formatInstant(clock.businessNow())}`);
  },
  "/sandbox/core"({ core }, body) {
    core.mode = z.parse(CoreBody, body).mode;
    return undefined;
  },
  "/sandbox/answers"({ answers }, body) {
    answers.loseNext = z.parse(AnswersBody, body).loseNext;
    return undefined;
  },
};

function state({ clock, core, answers }: Sandbox): Outcome {
  return {
    status: 200,
    body: {
      clock: {
        now: formatInstant(clock.businessNow(), "milliseconds"),
        machineNow: formatInstant(clock.machineNow(), "milliseconds"),
      },
      core: { mode: core.mode },
      answers: { loseNext: answers.loseNext },
    },
  };
}

const problem = (status: number, message: string): Outcome => ({ status, body: { message } });

import type { APIGatewayProxyEvent, Context, SQSRecord } from "aws-lambda";
import type { RequestLine } from "../../functions/request-log.ts";
import { carryOut } from "../../shared/activation/carry-out.ts";
import { businessDate, type Instant, instant } from "../../shared/calendar/calendar.ts";
import type { Core } from "../../shared/core/core.ts";
import { FailureCause, failureIdOf } from "../../shared/failure/failure.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { ReplaySelection } from "../../shared/replay/replay.ts";
import { requestReplay } from "../../shared/replay/request-replay.ts";
import { runReplay } from "../../shared/replay/run-replay.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { performOps } from "./correction-desk.ts";
import { snapCall, tokenCall } from "./desk.ts";
import type { BusMessage } from "./event-bus.ts";
import type { FaultyWire, PlannedFault } from "./faulty-wire.ts";
import { reversalCall, reversalWord } from "./h2h-reversal.ts";
import type { ModelMember, Request } from "./model-state.ts";
import { personOf, snapBody } from "./snap-bodies.ts";

for (const name of [
  "TABLE_NAME",
  "KEY_NIK_HASH",
  "KEY_DATA",
  "KEY_TOKEN",
  "KEY_ANSWER",
  "ACTIVATION_QUEUE_URL",
])
  process.env[`KANAL_${name}`] ??= "test";
process.env.KANAL_ENVIRONMENT ??= "sandbox";
const { createHandler } = await import("../../functions/partner-api/handler.ts");
const { sliceOfMessage } = await import("../../functions/replay-runner/slice-of-message.ts");
const { errandOfMessage } = await import("../../functions/coverage-activation/errand-of-message.ts");

/** What came back from a request. `nothing`: the process ended on the way. `unsure`: a 5xx, which says nothing about what was booked. */
export type Reply =
  | {
      readonly kind: "answered";
      readonly word: string;
      readonly rupiah?: number;
      readonly code: string;
      readonly body: string;
    }
  | { readonly kind: "nothing" }
  | { readonly kind: "unsure"; readonly fault: string };

/** The machine's clock stands still: tokens and registry never age within a history. */
const MACHINE_NOW = instant(Date.parse("2026-11-20T10:00:00+07:00"));
const TIMESTAMP = "2026-11-20T10:00:00+07:00";
const CONTEXT = { getRemainingTimeInMillis: () => 60_000 } as Context;
const tokens = new Map<string, string>();
let ids = 0;

interface Surroundings {
  readonly wire: FaultyWire;
  readonly ledger: Ledger;
  readonly core: Core;
  readonly keys: Keyring;
  readonly businessNow: () => Instant;
}

/** The deployed handlers in one process after the other, called as the world calls them: the partners' function by proxy events, the consumer by messages. */
export function openFront({ wire, ledger, core, keys, businessNow }: Surroundings) {
  const clock = { businessNow, machineNow: () => MACHINE_NOW };
  const deps = { ledger, clock, keys, ids: { next: () => `MODEL${String(++ids).padStart(21, "0")}` } };
  const lines: RequestLine[] = [];
  // Left out: a write at a moment of its own would move the places at which faults wait.
  const uses = { note: () => undefined, takeFailures: () => ({}) };
  const newProcess = () => createHandler({ ...deps, uses, log: (line) => lines.push(line) });
  let handler = newProcess();

  async function tokenOf(partner: string): Promise<string> {
    const known = tokens.get(`${partner}${keys.tokenKey.keyId}`);
    if (known) return known;
    wire.begin("token");
    const { body } = await handler(tokenCall(partner, TIMESTAMP), CONTEXT);
    const token = String(JSON.parse(body).accessToken);
    tokens.set(`${partner}${keys.tokenKey.keyId}`, token);
    return token;
  }

  /** Calls the partners' function; what is said after its process ended, nobody hears. */
  async function call(actor: string, event: APIGatewayProxyEvent, fault?: PlannedFault) {
    wire.begin(actor, fault);
    lines.length = 0;
    const { statusCode: status, headers = {}, body } = await handler(event, CONTEXT);
    if (wire.hasCrashed()) return { kind: "nothing" } as const;
    const [line] = lines;
    if (line?.fault) return { kind: "unsure", fault: line.fault.name } as const;
    return { kind: "answered", status, headers, body, outcome: line?.outcome } as const;
  }

  async function overSnap(
    request: Extract<Request, { kind: "inquire" | "pay" | "status" }>,
    fault?: PlannedFault,
  ): Promise<Reply> {
    const token = await tokenOf(request.partner);
    const number = "number" in request ? request.number : `S${++ids}`;
    const { partner } = request;
    const event = snapCall(
      request.kind,
      { partner, number, body: snapBody(request) },
      { token, timestamp: TIMESTAMP },
    );
    const answer = await call(request.kind, event, fault);
    if (answer.kind !== "answered") return answer;
    const { responseCode, virtualAccountData: data } = JSON.parse(answer.body);
    const amount = amountIn(request.kind, responseCode, data);
    return {
      kind: "answered",
      word: answer.outcome ?? responseCode,
      ...(amount !== undefined && { rupiah: Number(amount) }),
      code: responseCode,
      body: answer.body,
    };
  }

  /** Runs something that is not behind HTTP. */
  async function inside(
    actor: string,
    fault: PlannedFault | undefined,
    run: () => Promise<string>,
  ): Promise<Reply> {
    wire.begin(actor, fault);
    try {
      const word = await run();
      if (!wire.hasCrashed()) return { kind: "answered", word, code: "", body: "" };
    } catch (error) {
      if (!wire.hasCrashed())
        return { kind: "unsure", fault: error instanceof Error ? error.name : "unknown" };
    }
    return { kind: "nothing" };
  }

  async function reverse(
    request: Extract<Request, { kind: "reverse" }>,
    fault?: PlannedFault,
  ): Promise<Reply> {
    const answer = await call(request.kind, reversalCall(request, MACHINE_NOW), fault);
    if (answer.kind !== "answered") return answer;
    const word = reversalWord(answer.status, answer.headers, JSON.parse(answer.body));
    return { kind: "answered", word, code: String(answer.status), body: answer.body };
  }

  async function errand(body: string): Promise<string> {
    const attributes = { ApproximateFirstReceiveTimestamp: String(MACHINE_NOW) };
    const outcome = await carryOut(
      { ledger, clock, core, silenceMs: Number.MAX_SAFE_INTEGER },
      errandOfMessage({ body, attributes } as unknown as SQSRecord),
    );
    return outcome.kind;
  }

  function perform(request: Request, fault?: PlannedFault, message?: BusMessage): Promise<Reply> {
    switch (request.kind) {
      case "inquire":
      case "pay":
      case "status":
        return overSnap(request, fault);
      case "reverse":
        return reverse(request, fault);
      case "describe":
        return inside("describe", fault, () =>
          putMember(ledger, keys, memberAs(keys, request.member, request.told)),
        );
      case "propose":
      case "decide":
        return inside(request.kind, fault, () => performOps(deps, request));
      case "activate":
      case "revoke":
        return inside(request.kind, fault, () => errand(message?.body ?? ""));
      case "replay":
        return inside("replay", fault, () => askForReplay(deps, request.failures));
      case "slice": {
        let looks = 0;
        const runner = {
          ledger,
          clock,
          core,
          silenceMs: Number.MAX_SAFE_INTEGER,
          publishAll: async () => false,
        };
        const { replayId } = sliceOfMessage(message?.body ?? "");
        return inside("slice", fault, () => runReplay(runner, replayId, () => ++looks <= request.looks));
      }
    }
  }

  return {
    perform,
    /** The process ends; the next one knows nothing. */
    restart(): void {
      handler = newProcess();
    },
  };
}

/** What ops pick is named by cause and payment here; the deployed page knows the ids. */
async function askForReplay(
  deps: Parameters<typeof requestReplay>[0],
  failures: Extract<Request, { kind: "replay" }>["failures"],
): Promise<string> {
  const idOf = (failure: string) => {
    const at = failure.indexOf(":");
    const cause = FailureCause.parse(failure.slice(0, at));
    return failureIdOf(cause, { kind: "payment", id: failure.slice(at + 1) });
  };
  const selection: ReplaySelection =
    failures === "all"
      ? { kind: "filter", openedBefore: deps.clock.businessNow() }
      : { kind: "ids", failureIds: failures.map(idOf) };
  const { kind } = await requestReplay(
    deps,
    { subject: "ani", origin: "model" },
    selection,
    "The core is willing.",
  );
  return kind;
}

/** The amount that an answer names; a refused inquiry names none, whatever stands in its fields. */
function amountIn(
  kind: string,
  code: string,
  data: Record<string, { value?: string }> | undefined,
): string | undefined {
  if (kind !== "inquire") return data?.paidAmount?.value;
  return code.startsWith("200") ? data?.totalAmount?.value : undefined;
}

function memberAs(keys: Keyring, member: string, told: ModelMember) {
  const { nik, name } = personOf(member);
  return {
    memberKey: memberKeyOf(keys.nikHashKey, nik as Nik),
    version: told.version,
    segment: told.segment,
    standing: told.standing,
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    identity: {
      nik: nik as Nik,
      kpj: "12345678901",
      name,
      birthDate: businessDate(told.birthDay),
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  } as const;
}

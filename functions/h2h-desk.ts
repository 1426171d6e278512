import { type BusinessDate, businessDateOf } from "../shared/calendar/calendar.ts";
import type { Clock } from "../shared/calendar/clock.ts";
import { type Capability, hasCapability } from "../shared/partner/channel-terms.ts";
import type { KeyUses } from "../shared/partner/key-use.ts";
import type { PartnerDirectory } from "../shared/partner/partner.ts";
import type { H2hAnswer } from "../shared/protocol/h2h/answer.ts";
import { authenticate, type H2hCaller } from "../shared/protocol/h2h/authenticate.ts";
import type { H2hCall } from "../shared/protocol/h2h/call.ts";
import { answerFailure } from "../shared/protocol/h2h/failure.ts";
import { numbersIn } from "../shared/protocol/h2h/ids-apart.ts";
import type { H2hService } from "../shared/protocol/h2h/service.ts";
import type { Keyring } from "../shared/seal/keyring.ts";
import type { RequestLine } from "./request-log.ts";

/** What every desk needs to answer at all. */
export interface H2hDeskDeps {
  readonly clock: Clock;
  readonly keys: Pick<Keyring, "answerKey">;
}

/** One request with all it may use. `line` collects what the log will say. */
export interface H2hWork<Deps extends H2hDeskDeps> {
  readonly call: H2hCall;
  readonly deps: Deps;
  readonly directory: () => Promise<PartnerDirectory>;
  readonly uses: Pick<KeyUses, "note">;
  readonly line: Partial<RequestLine>;
}

/** The services of a function: what each asks of the partner's place, and how it is served (read, one function of the core, answer). */
export type H2hDesk<Deps extends H2hDeskDeps> = Readonly<
  Partial<
    Record<
      H2hService,
      {
        /** Money asks for no capability at the door: the core refuses what is new, and answers what it holds of a place that has lost its right. */
        readonly needs: Capability | "money";
        readonly serve: (work: H2hWork<Deps>, caller: H2hCaller) => Promise<H2hAnswer>;
      }
    >
  >
>;

/** Authenticates a request, asks whether the partner may, and serves it. */
export async function serveH2h<Deps extends H2hDeskDeps>(
  desk: H2hDesk<Deps>,
  service: H2hService,
  work: H2hWork<Deps>,
): Promise<H2hAnswer> {
  const { call, deps, line } = work;
  const sight = { directory: await work.directory(), machineNow: deps.clock.machineNow() };
  const authentication = authenticate(service, call, sight);
  const partner = authentication.kind === "failed" ? authentication.partner : authentication.caller.partner;
  if (partner) line.partnerId = partner.profile.partnerId;
  if (authentication.kind === "failed") return answerFailure(authentication.failure);
  const { caller } = authentication;
  line.keyId = caller.credentialId;
  line.channel = caller.terms.channel;
  work.uses.note(caller.partner.profile.partnerId, caller.credentialId);
  const served = desk[service];
  if (!served) return answerFailure({ kind: "route-unknown" });
  if (!mayAsk(caller, served.needs, businessDateOf(deps.clock.businessNow()))) {
    return answerFailure({ kind: "capability-missing" });
  }
  return served.serve(work, caller);
}

function mayAsk({ terms, h2h }: H2hCaller, needs: Capability | "money", today: BusinessDate): boolean {
  return needs === "money" ? !h2h.membersOnly : hasCapability(terms, needs, today);
}

/** Writes the request's id and outcome into its log line; an id in which somebody's number could stand is left out. */
export function noted(
  line: Partial<RequestLine>,
  id: string | undefined,
  outcome: { readonly kind: string; readonly replayed?: boolean },
  answer: H2hAnswer,
): H2hAnswer {
  if (id !== undefined && numbersIn(id).length === 0) line.externalId = id;
  const word = outcome.replayed ? "replayed" : outcome.kind;
  line.outcome = answer.name === "ok" ? word : answer.name;
  return answer;
}

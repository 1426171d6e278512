import { businessDateOf } from "../../shared/calendar/calendar.ts";
import { lookUpMember } from "../../shared/coverage/look-up-member.ts";
import { hasCapability } from "../../shared/partner/channel-terms.ts";
import type { PartnerDirectory } from "../../shared/partner/partner.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import { giveQuote } from "../../shared/payment/give-quote.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import type { H2hAnswer } from "../../shared/protocol/h2h/answer.ts";
import { authenticate, type H2hCaller } from "../../shared/protocol/h2h/authenticate.ts";
import type { H2hCall } from "../../shared/protocol/h2h/call.ts";
import { answerFailure, malformed } from "../../shared/protocol/h2h/failure.ts";
import { numbersIn } from "../../shared/protocol/h2h/ids-apart.ts";
import { answerInquiry, readInquiry } from "../../shared/protocol/h2h/inquiry.ts";
import { answerLookup, readLookup } from "../../shared/protocol/h2h/lookup.ts";
import { answerPayment, readPayment } from "../../shared/protocol/h2h/payment.ts";
import { answerReversal, readReversal } from "../../shared/protocol/h2h/reversal.ts";
import type { H2hService } from "../../shared/protocol/h2h/service.ts";
import { answerStatus, readStatus } from "../../shared/protocol/h2h/status.ts";
import { idWithOwnNumber } from "./own-number.ts";
import type { RequestLine } from "./request-log.ts";

/** One request with all it may use. `line` collects what the log will say. */
export interface H2hWork {
  readonly call: H2hCall;
  readonly deps: PaymentDeps;
  readonly directory: () => Promise<PartnerDirectory>;
  readonly line: Partial<RequestLine>;
}

/** Authenticates a request, asks whether the partner may, and serves it. */
export async function serveH2h(service: H2hService, work: H2hWork): Promise<H2hAnswer> {
  const { call, deps, line } = work;
  const sight = { directory: await work.directory(), machineNow: deps.clock.machineNow() };
  const authentication = authenticate(service, call, sight);
  const partner = authentication.kind === "failed" ? authentication.partner : authentication.caller.partner;
  if (partner) line.partnerId = partner.profile.partnerId;
  if (authentication.kind === "failed") return answerFailure(authentication.failure);
  const { caller } = authentication;
  const needed = service === "lookup" ? "member-lookup" : "payments";
  const today = businessDateOf(deps.clock.businessNow());
  if (!hasCapability(caller.terms, needed, today)) return answerFailure({ kind: "capability-missing" });
  return SERVE[service](work, caller);
}

/** The five services: read, one function of the core, answer. */
const SERVE: Readonly<Record<H2hService, (work: H2hWork, caller: H2hCaller) => Promise<H2hAnswer>>> = {
  async inquiry({ call, deps, line }, caller) {
    const reading = readInquiry(caller, call, deps.ids.next());
    if (reading.kind === "failed") return reading.answer;
    const outcome = await giveQuote(deps, reading.command);
    return noted(line, reading.command.inquiryId, outcome, answerInquiry(outcome));
  },

  async payment({ call, deps, line }, caller) {
    const reading = readPayment(caller, call);
    if (reading.kind === "failed") return reading.answer;
    const { command, ids } = reading;
    const exposed = await idWithOwnNumber(deps, command, ids);
    if (exposed !== undefined) return answerFailure(malformed(exposed));
    const outcome = await takePayment(deps, command);
    if (outcome.kind === "conflict") line.conflict = outcome.fields;
    return noted(line, command.reference, outcome, answerPayment(outcome));
  },

  async status({ call, deps, line }, caller) {
    const reading = readStatus(caller, call);
    if (reading.kind === "failed") return reading.answer;
    const outcome = await tellStatus(deps, reading.query);
    return noted(line, reading.query.reference, outcome, answerStatus(outcome));
  },

  async reversal({ call, deps, line }, caller) {
    const reading = readReversal(caller, call);
    if (reading.kind === "failed") return reading.answer;
    const outcome = await reversePayment(deps, reading.command);
    return noted(line, reading.command.reference, outcome, answerReversal(outcome));
  },

  async lookup({ call, deps, line }, { partner }) {
    const reading = readLookup(call);
    if (reading.kind === "failed") return reading.answer;
    const isSuspended = partner.profile.standing === "suspended";
    const outcome = isSuspended
      ? ({ kind: "partner-suspended" } as const)
      : await lookUpMember(deps, reading.nik);
    return noted(line, undefined, outcome, answerLookup(outcome));
  },
};

/** Writes the request's id and outcome into its log line; an id in which somebody's number could stand is left out. */
function noted(
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

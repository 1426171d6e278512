import type { Partner, PartnerDirectory } from "../../shared/partner/partner.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import { giveQuote } from "../../shared/payment/give-quote.ts";
import type { InquiryOutcome, PaymentOutcome, StatusOutcome } from "../../shared/payment/outcome.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import type { SnapAnswer } from "../../shared/protocol/snap/answer.ts";
import { authenticateTransaction, type SnapCaller } from "../../shared/protocol/snap/authenticate.ts";
import type { SnapCall } from "../../shared/protocol/snap/call.ts";
import { answerFailure } from "../../shared/protocol/snap/failure.ts";
import { answerInquiry, readInquiry } from "../../shared/protocol/snap/inquiry.ts";
import { answerPayment, readPayment } from "../../shared/protocol/snap/payment.ts";
import type { SnapService, SnapTransaction } from "../../shared/protocol/snap/service.ts";
import { answerStatus, readStatus } from "../../shared/protocol/snap/status.ts";
import { answerTokenCall } from "../../shared/protocol/snap/token-call.ts";
import type { TokenVerifier } from "../../shared/protocol/snap/token-verifier.ts";
import type { RequestLine } from "./request-log.ts";

/** One request with all it may use. `line` collects what the log will say. */
export interface SnapWork {
  readonly call: SnapCall;
  readonly deps: PaymentDeps;
  readonly directory: () => Promise<PartnerDirectory>;
  readonly verifyToken: TokenVerifier;
  readonly line: Partial<RequestLine>;
}

/** The four services: authenticate, read, one function of the payment core, answer. */
export const SNAP_SERVICE_OF: Readonly<Record<SnapService, (work: SnapWork) => Promise<SnapAnswer>>> = {
  async token(work) {
    const { answer, partner } = await answerTokenCall(work.call, await sightOf(work));
    named(work.line, partner);
    return answer;
  },

  inquiry: (work) =>
    authenticated("inquiry", work, async (caller) => {
      const reading = readInquiry(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      work.line.externalId = caller.externalId;
      const outcome = await giveQuote(work.deps, reading.command);
      work.line.outcome = outcomeName(outcome);
      return answerInquiry(caller, reading, outcome, machineNow(work));
    }),

  payment: (work) =>
    authenticated("payment", work, async (caller) => {
      const reading = readPayment(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      work.line.externalId = caller.externalId;
      const outcome = await takePayment(work.deps, reading.command);
      work.line.outcome = outcomeName(outcome);
      if (outcome.kind === "conflict") work.line.conflict = outcome.fields;
      return answerPayment(caller, reading, outcome, machineNow(work));
    }),

  status: (work) =>
    authenticated("status", work, async (caller) => {
      const reading = readStatus(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      work.line.externalId = caller.externalId;
      const outcome = await tellStatus(work.deps, reading.query);
      work.line.outcome = outcomeName(outcome);
      return answerStatus(caller, reading, outcome, machineNow(work));
    }),
};

const machineNow = ({ deps }: SnapWork) => deps.clock.machineNow();

async function sightOf(work: SnapWork) {
  const directory = await work.directory();
  const { verifyToken, deps } = work;
  return { directory, verifyToken, tokenKey: deps.keys.tokenKey, machineNow: machineNow(work) };
}

async function authenticated(
  service: SnapTransaction,
  work: SnapWork,
  serve: (caller: SnapCaller) => Promise<SnapAnswer>,
): Promise<SnapAnswer> {
  const authentication = await authenticateTransaction(service, work.call, await sightOf(work));
  if (authentication.kind === "failed") {
    named(work.line, authentication.partner);
    return answerFailure(service, authentication.failure, machineNow(work));
  }
  const { caller } = authentication;
  named(work.line, caller.partner);
  return serve(caller);
}

function named(line: Partial<RequestLine>, partner: Partner | undefined): void {
  if (partner) line.partnerId = partner.profile.partnerId;
}

/** The word for an outcome in the log: its reason where it has one, else its kind. */
function outcomeName(outcome: InquiryOutcome | PaymentOutcome | StatusOutcome): string {
  switch (outcome.kind) {
    case "accepted":
      return outcome.replayed ? "replayed" : "accepted";
    case "refused":
      return "reason" in outcome ? outcome.reason : outcome.payment.reason;
    case "unauthorised":
      return outcome.because;
    case "found":
      return outcome.payment.state;
    case "quoted":
      return outcome.repeated ? "quote-repeated" : "quoted";
    default:
      return outcome.kind;
  }
}

import type { BillingCode } from "../../shared/billing-code/billing-code.ts";
import { countStrayCode } from "../../shared/limit/count-stray-code.ts";
import { lookupLimitsOf } from "../../shared/limit/lookup-limits.ts";
import { giveQuote } from "../../shared/payment/give-quote.ts";
import { listPayments } from "../../shared/payment/list-payments.ts";
import type { InquiryOutcome, PaymentOutcome, StatusOutcome } from "../../shared/payment/outcome.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import type { SnapAnswer } from "../../shared/protocol/snap/answer.ts";
import type { SnapCaller } from "../../shared/protocol/snap/authenticate.ts";
import {
  answerCodeRefusal,
  answerInquiry,
  inquiryCommand,
  readInquiry,
} from "../../shared/protocol/snap/inquiry.ts";
import { answerPayment, paymentCommand, readPayment } from "../../shared/protocol/snap/payment.ts";
import type { SnapService } from "../../shared/protocol/snap/service.ts";
import {
  answerStatus,
  answerStatusList,
  readStatus,
  type StatusReading,
} from "../../shared/protocol/snap/status.ts";
import type { Deadline } from "../deadline.ts";
import { answerToken, letIn, machineNow, type SnapWork } from "./snap-door.ts";
import { workerOf } from "./snap-worker.ts";

type Serve = (work: SnapWork, deadline: Deadline) => Promise<SnapAnswer>;

/** The four services: authenticate, read, one function of the payment core, answer. */
export const SNAP_SERVICE_OF: Readonly<Record<SnapService, Serve>> = {
  token: answerToken,

  inquiry: (work, deadline) =>
    letIn("inquiry", { work, deadline }, async (caller) => {
      const reading = readInquiry(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      const worker = await workerOf(work.deps, reading.number);
      if (worker.kind === "nobody") {
        work.line.outcome = worker.because;
        await countStray(work, caller, worker.code);
        return answerCodeRefusal(caller, reading, worker.because, machineNow(work));
      }
      const asked = inquiryCommand(caller, reading, worker, machineNow(work));
      if (asked.kind === "failed") return asked.answer;
      work.line.externalId = caller.externalId;
      const outcome = await giveQuote(work.deps, asked.command);
      work.line.outcome = outcomeName(outcome);
      return answerInquiry(caller, reading, outcome, machineNow(work));
    }),

  payment: (work, deadline) =>
    letIn("payment", { work, deadline }, async (caller) => {
      const reading = readPayment(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      const worker = await workerOf(work.deps, reading.number);
      const known = worker.kind === "customer" ? worker : undefined;
      const reported = paymentCommand(caller, reading, known, machineNow(work));
      if (reported.kind === "failed") return reported.answer;
      const { externalId } = reported.command;
      if (externalId) work.line.externalId = externalId.id;
      const outcome = await takePayment(work.deps, reported.command);
      work.line.outcome = outcomeName(outcome);
      if (outcome.kind === "conflict") work.line.conflict = outcome.fields;
      return answerPayment(caller, reading, outcome, machineNow(work));
    }),

  status: (work, deadline) =>
    letIn("status", { work, deadline }, async (caller) => {
      const reading = readStatus(caller, work.call.body, machineNow(work));
      if (reading.kind === "failed") return reading.answer;
      work.line.externalId = caller.externalId;
      return reading.reference === undefined
        ? statusOfNumber(work, caller, reading)
        : statusOfReference(work, caller, reading, reading.reference);
    }),
};

/** A bank names no till, so nothing is limited here; the alarm is what hears of codes that are tried one after the other. */
async function countStray({ deps }: SnapWork, { partner, terms }: SnapCaller, code: BillingCode) {
  const { partnerId } = partner.profile;
  const limits = lookupLimitsOf(terms);
  await countStrayCode(deps, { partnerId, limits, place: undefined, code, now: deps.clock.businessNow() });
}

async function statusOfReference(
  work: SnapWork,
  caller: SnapCaller,
  reading: StatusReading,
  reference: string,
): Promise<SnapAnswer> {
  const worker = await workerOf(work.deps, reading.number);
  const nik = worker.kind === "customer" ? worker.nik : undefined;
  const outcome = await tellStatus(work.deps, { partner: caller.partner.profile, reference, nik });
  work.line.outcome = outcomeName(outcome);
  return answerStatus(caller, reading, outcome, machineNow(work));
}

/** A code that has ended names nobody any more, and so none of his payments. */
async function statusOfNumber(
  work: SnapWork,
  caller: SnapCaller,
  reading: StatusReading,
): Promise<SnapAnswer> {
  const worker = await workerOf(work.deps, reading.number);
  const { partnerId } = caller.partner.profile;
  const payments =
    worker.kind === "customer" ? await listPayments(work.deps, { partnerId, nik: worker.nik }) : [];
  work.line.outcome = payments.length === 0 ? "unknown" : "listed";
  return answerStatusList(caller, reading, payments, machineNow(work));
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

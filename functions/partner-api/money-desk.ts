import type { PaymentDeps } from "../../shared/payment/deps.ts";
import { giveQuote } from "../../shared/payment/give-quote.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { answerFailure, malformed } from "../../shared/protocol/h2h/failure.ts";
import { answerInquiry, inquiryCommand, readInquiry } from "../../shared/protocol/h2h/inquiry.ts";
import { answerPayment, readPayment } from "../../shared/protocol/h2h/payment.ts";
import { answerReversal, readReversal } from "../../shared/protocol/h2h/reversal.ts";
import { answerStatus, readStatus } from "../../shared/protocol/h2h/status.ts";
import { placeOf } from "../../shared/protocol/h2h/terminal.ts";
import { customerOf } from "../customer-of.ts";
import { type H2hDesk, type H2hDeskDeps, noted } from "../h2h-desk.ts";
import { idWithOwnNumber } from "./own-number.ts";

/** The four services that move money; who a worker is and how he registers is another function's business. */
export const MONEY_DESK: H2hDesk<PaymentDeps & H2hDeskDeps> = {
  inquiry: {
    needs: "money",
    async serve({ call, deps, line }, caller) {
      const reading = readInquiry(call);
      if (reading.kind === "failed") return reading.answer;
      const { months, terminal } = reading.request;
      const customer = await customerOf(deps, reading.number, { caller, place: placeOf(terminal) }, months);
      if (customer.kind === "failed") return answerFailure(customer.failure);
      if (customer.kind === "too-many-requests") {
        const refused = { ...customer, kind: "refused", reason: customer.kind } as const;
        return noted(line, undefined, refused, answerInquiry(refused));
      }
      const asked = inquiryCommand(caller, reading, { nik: customer.nik, inquiryId: deps.ids.next() });
      if (asked.kind === "failed") return answerFailure(asked.failure);
      const outcome = await giveQuote(deps, asked.command);
      return noted(line, asked.command.inquiryId, outcome, answerInquiry(outcome));
    },
  },

  payment: {
    needs: "money",
    async serve({ call, deps, line }, caller) {
      const reading = readPayment(caller, call);
      if (reading.kind === "failed") return reading.answer;
      const { command, ids } = reading;
      const exposed = await idWithOwnNumber(deps, command, ids);
      if (exposed !== undefined) return answerFailure(malformed(exposed));
      const outcome = await takePayment(deps, command);
      if (outcome.kind === "conflict") line.conflict = outcome.fields;
      return noted(line, command.reference, outcome, answerPayment(outcome));
    },
  },

  status: {
    needs: "money",
    async serve({ call, deps, line }, caller) {
      const reading = readStatus(caller, call);
      if (reading.kind === "failed") return reading.answer;
      const outcome = await tellStatus(deps, reading.query);
      return noted(line, reading.query.reference, outcome, answerStatus(outcome));
    },
  },

  reversal: {
    needs: "money",
    async serve({ call, deps, line }, caller) {
      const reading = readReversal(caller, call);
      if (reading.kind === "failed") return reading.answer;
      const outcome = await reversePayment(deps, reading.command);
      return noted(line, reading.command.reference, outcome, answerReversal(outcome));
    },
  },
};

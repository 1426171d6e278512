import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { H2hClient, H2hReply } from "../../h2h-client.ts";
import { NoAnswer } from "../../snap-client.ts";
import { type Counter, type Told, unknown } from "./counter.ts";

const Quoted = z.object({ inquiryId: z.string(), totalAmount: z.number() });
const State = z.object({ state: z.string() });
const Problem = z.object({ type: z.string() });

const BOOKED = ["accepted", "active", "credited"];

/** A shop's counter: what H2H's answers mean for the money. An answer that is not signed by the gateway for this very request means nothing. */
export function h2hCounter(shop: H2hClient): Counter {
  const answered = async (call: () => Promise<H2hReply>): Promise<H2hReply | undefined> => {
    try {
      return await call();
    } catch (error) {
      // The client throws it for a signature that does not hold, too.
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  };
  return {
    async inquire({ nik, months }) {
      const reply = await answered(() => shop.inquiry({ nik, months }));
      const read = z.safeParse(Quoted, genuine(reply)?.body);
      if (!read.success) return refusalOf(reply);
      const { inquiryId, totalAmount: rupiah } = read.data;
      const reference = `TILL-${randomBytes(8).toString("hex").toUpperCase()}`;
      return { kind: "yes", value: { reference, inquiryId, nik, months, rupiah } };
    },
    async pay({ reference: paymentReference, inquiryId, rupiah: amount }, how) {
      const reply = await answered(() => shop.payment({ paymentReference, inquiryId, amount, ...how }));
      return BOOKED.includes(stateOf(reply)) ? { kind: "yes", value: "booked" } : refusalOf(reply);
    },
    async status({ reference }) {
      const reply = await answered(() => shop.status(reference));
      const state = stateOf(reply);
      if (BOOKED.includes(state)) return { kind: "yes", value: "booked" };
      if (problemOf(reply) === "payment-not-seen") return { kind: "yes", value: "not-seen" };
      return state === "" ? refusalOf(reply) : { kind: "no", code: state };
    },
    async reverse({ reference }, reversedAt) {
      const why = { reason: "CUSTOMER_CHANGED_MIND", reversedAt };
      const reply = await answered(() => shop.reversal(reference, why));
      return stateOf(reply) === "reversed" ? { kind: "yes", value: "reversed" } : refusalOf(reply);
    },
  };
}

/** The client has checked the signature of every answer that has one. */
const genuine = (reply: H2hReply | undefined): H2hReply | undefined =>
  reply?.headers.has("signature") ? reply : undefined;

function stateOf(reply: H2hReply | undefined): string {
  const read = z.safeParse(State, genuine(reply)?.body);
  return read.success ? read.data.state : "";
}

function problemOf(reply: H2hReply | undefined): string {
  const read = z.safeParse(Problem, genuine(reply)?.body);
  return read.success ? (read.data.type.split("/").at(-1) ?? "") : "";
}

/** Only a signed 4xx refuses. */
function refusalOf(reply: H2hReply | undefined): Told<never> {
  const problem = problemOf(reply);
  const isRefusal = problem !== "" && reply !== undefined && reply.status < 500 && reply.status !== 429;
  return isRefusal ? { kind: "no", code: problem } : unknown(reply?.headers);
}

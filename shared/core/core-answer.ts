import * as z from "zod/mini";
import type { ActivationOrder, CoreAnswer, RevocationOrder } from "./core.ts";
import { jsonOf } from "./json-of.ts";

/** The business reasons that a core may give. Any other word of its own is kept as `unlisted`: a reason is shown to people and must not carry data. */
const REASONS = new Set([
  "member-unknown",
  "member-deceased",
  "membership-closed",
  "programme-not-open",
  "month-already-covered",
  "order-superseded",
]);

const Confirmed = z.object({ result: z.literal("confirmed"), paymentKey: z.string(), sequence: z.number() });
const Refused = z.object({ result: z.literal("refused"), code: z.string() });

/**
 * Reads what the core answered to an order. 2xx with a body that confirms this very order is a confirmation, 409 with a code is a refusal. Everything else
 * says nothing: an error page behind a 200 must not put anybody in force.
 * @returns undefined when it is no answer
 */
export function coreAnswer(
  order: ActivationOrder | RevocationOrder,
  status: number,
  body: string,
): CoreAnswer | undefined {
  const said = jsonOf(body);
  if (status >= 200 && status < 300) {
    const { success, data } = z.safeParse(Confirmed, said);
    const isOurs = success && data.paymentKey === order.paymentKey && data.sequence === order.sequence;
    return isOurs ? { kind: "confirmed" } : undefined;
  }
  if (status !== 409) return undefined;
  const { success, data } = z.safeParse(Refused, said);
  if (!success) return undefined;
  return { kind: "refused", reason: REASONS.has(data.code) ? data.code : "unlisted" };
}

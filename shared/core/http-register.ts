import * as z from "zod/mini";
import { CoreUnavailable } from "./core.ts";
import { jsonOf } from "./json-of.ts";
import { type OrderWireSettings, orderWire } from "./order-wire.ts";
import type { MembershipRegister, RegistrationAnswer } from "./register.ts";

const Registered = z.object({
  result: z.literal("registered"),
  registrationId: z.string(),
  sealed: z.string(),
});
const Refused = z.object({ result: z.literal("refused"), code: z.string() });

/** What the core may say of a form. Any other word of its own is kept as `unlisted`: it could quote the form. */
const REASONS = new Set(["duplicate", "data-differs", "age-limit", "member-deceased", "not-eligible"]);

/** The core's register over HTTP: `POST /registrations`, answered like an order. @throws RangeError as orderWire does */
export function httpRegister(settings: OrderWireSettings): MembershipRegister {
  const wire = orderWire(settings);
  return {
    async register(order) {
      const { registrationId: orderId } = order;
      const { status, text } = await wire({ path: "/registrations", orderId, body: JSON.stringify(order) });
      const answer = answerOf(orderId, status, text);
      if (!answer)
        throw new CoreUnavailable(`the core's answer (${status}) says nothing about the registration`);
      return answer;
    },
  };
}

function answerOf(registrationId: string, status: number, text: string): RegistrationAnswer | undefined {
  const said = jsonOf(text);
  if (status >= 200 && status < 300) {
    const { success, data } = z.safeParse(Registered, said);
    const isOurs = success && data.registrationId === registrationId;
    return isOurs ? { kind: "registered", sealedMember: data.sealed } : undefined;
  }
  if (status !== 409) return undefined;
  const { success, data } = z.safeParse(Refused, said);
  if (!success) return undefined;
  return { kind: "refused", reason: REASONS.has(data.code) ? data.code : "unlisted" };
}

import {
  type ActivationOrder,
  type Core,
  type CoreAnswer,
  CoreUnavailable,
  type RevocationOrder,
} from "./core.ts";
import { coreAnswer } from "./core-answer.ts";
import { orderMessage } from "./order-message.ts";
import { type OrderWireSettings, orderWire } from "./order-wire.ts";

/**
 * The core membership system over HTTP. An order may have taken effect although no answer came: the core keeps (payment, sequence) and answers the same
 * again.
 * @throws RangeError for a URL that would send orders in clear, or a malformed secret
 */
export function httpCore(settings: OrderWireSettings): Core {
  const wire = orderWire(settings);
  async function send(order: ActivationOrder | RevocationOrder): Promise<CoreAnswer> {
    const { status, text } = await wire(orderMessage(order));
    const answer = coreAnswer(order, status, text);
    if (!answer) throw new CoreUnavailable(`the core's answer (${status}) says nothing about the order`);
    return answer;
  }
  return { activate: send, revoke: send };
}

import type { Pace } from "./pace.ts";
import type { SeenCall, Service } from "./seen-call.ts";

/** What can be done to one exchange. Before the gateway sees the request, or to its answer afterwards. */
export type Accident =
  /** The connection is cut before the gateway sees the request. */
  | { readonly when: "before"; readonly kind: "lose-request" }
  /** Somebody on the way answers in the gateway's place. */
  | {
      readonly when: "before";
      readonly kind: "answer-at-door";
      readonly status: 401 | 429 | 503;
      readonly retryAfter: boolean;
    }
  /** Another partner's till pays the same months a moment earlier. */
  | { readonly when: "before"; readonly kind: "pay-elsewhere" }
  /** The quote that this exchange gave becomes three days old. */
  | { readonly when: "after"; readonly kind: "age-quote" }
  /** The connection is cut instead of the answer. */
  | { readonly when: "after"; readonly kind: "lose-answer" }
  /** The answer waits until the client hangs up, or for the pace's `holdSeconds`. */
  | { readonly when: "after"; readonly kind: "hold-answer" }
  /** The gateway has booked, and the answer is a fault. */
  | { readonly when: "after"; readonly kind: "answer-instead"; readonly status: 500 | 504 }
  /** The answer is not what the gateway said. */
  | { readonly when: "after"; readonly kind: "forge"; readonly how: Forgery };

/** `signature`: its bytes are others. `body`: its content is another. `unsigned`: the signature is gone. `unreadable`: a page in HTML, with 200. */
export type Forgery = "signature" | "body" | "unsigned" | "unreadable";

/** What a scenario knows when a message comes in. */
export interface Scene {
  readonly service: Service;
  /** The scenario's exchanges before this one. */
  readonly calls: readonly SeenCall[];
  readonly pace: Pace;
  readonly now: number;
}

/** Says what happens to a message. */
export type AccidentPlan = (scene: Scene) => Accident | undefined;

/** The accident happens to the first `times` messages of a service. Where it happens to the answer, only a good one counts. */
export function toFirst(service: Service, accident: Accident, times = 1): AccidentPlan {
  return (scene) => {
    if (scene.service !== service) return undefined;
    return scene.calls.filter(({ isAccident }) => isAccident).length < times ? accident : undefined;
  };
}

/** The accident happens to the first `times` messages about the payment, the first of them the payment itself: what follows it up meets it too. */
export function toPaymentAndFollowUps(accident: Accident, times: number): AccidentPlan {
  return ({ service, calls }) => {
    const met = calls.filter(({ isAccident }) => isAccident).length;
    const isAbout = service === "payment" || (service === "status" && met > 0);
    return isAbout && met < times ? accident : undefined;
  };
}

/** From the first payment on, nothing about payments comes through for the pace's `outageSeconds`. */
export const outage: AccidentPlan = ({ service, calls, pace, now }) => {
  const began = calls.find(({ isAccident }) => isAccident)?.arrivedAt;
  const isAbout = service === "payment" || service === "status" || service === "reversal";
  if (!isAbout || (began === undefined && service !== "payment")) return undefined;
  const isOver = began !== undefined && now - began >= pace.outageSeconds * 1000 * pace.timeScale;
  return isOver ? undefined : { when: "before", kind: "answer-at-door", status: 503, retryAfter: false };
};

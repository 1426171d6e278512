import * as z from "zod/mini";
import { type Core, CoreUnavailable } from "../../../shared/core/core.ts";
import type { MembershipRegister } from "../../../shared/core/register.ts";

/** `up` answers; `down` gives no answer; `slow` answers after three seconds; `reject` refuses every order. */
export const CoreMode = z.enum(["up", "down", "slow", "reject"]);
export type CoreMode = z.infer<typeof CoreMode>;

const SLOW_MS = 3_000;

/** The core membership system with a switch for its failures. A new start finds it up. */
export interface CoreSwitch extends Core {
  mode: CoreMode;
  /** Puts a register behind the same switch. */
  over(register: MembershipRegister): MembershipRegister;
}

interface Refusal {
  readonly kind: "refused";
  readonly reason: string;
}

async function answered<T>(mode: CoreMode, ask: () => Promise<T>): Promise<T | Refusal> {
  if (mode === "down") throw new CoreUnavailable("the sandbox's core is down");
  if (mode === "reject") return { kind: "refused", reason: "refused by the sandbox" };
  if (mode === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  return ask();
}

export function coreSwitch(core: Core): CoreSwitch {
  return {
    mode: "up",
    async activate(order) {
      return answered(this.mode, () => core.activate(order));
    },
    async revoke(order) {
      return answered(this.mode, () => core.revoke(order));
    },
    over(register) {
      return { register: (order) => answered(this.mode, () => register.register(order)) };
    },
  };
}

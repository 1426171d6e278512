import { NoAnswer } from "../../../cli/snap-client.ts";
import { loseAnswer, paySecondTill, payWhileCoreIsDown, raiseCore, reverse, tapTwice } from "./accidents.ts";
import { askStatus, inquire, pay, startPayment } from "./cashier-acts.ts";
import type { Counter } from "./counter.ts";
import type { AskedBill, Visit } from "./visit.ts";

/** What the cashier pressed, with the fields around the button. */
export type Pressed = URLSearchParams;

/**
 * Does what the cashier pressed. What does not fit the step on the screen any more, as a second tap or a page that was left open, changes nothing: the
 * page that follows shows where the visit stands.
 */
export async function act(counter: Counter, visit: Visit, pressed: Pressed): Promise<void> {
  const doing = visit.turn.then(() => actOn(counter, visit, pressed));
  visit.turn = doing.catch(() => undefined);
  await doing;
}

async function actOn(counter: Counter, visit: Visit, pressed: Pressed): Promise<void> {
  const { step } = visit;
  const name = pressed.get("act") ?? "";
  if (name === "core-up") return raiseCore(counter, visit);
  try {
    switch (step.kind) {
      case "asking":
      case "refused":
      case "unreachable":
        return await ask(counter, visit, pressed);
      case "quoted":
        return await withBill(counter, visit, pressed);
      case "unanswered":
        if (name === "advice") return await pay(counter, visit, step, true);
        if (name === "status") await askStatus(counter, visit);
        return;
      case "paid":
        if (name === "reverse") return await reverse(counter, visit, step);
        if (name === "status") await askStatus(counter, visit);
        return;
      case "reversed":
        if (name === "status") await askStatus(counter, visit);
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    // A payment without an answer has its own step by now; a question without one changed nothing.
    if (visit.step.kind === "asking" || visit.step.kind === "quoted") visit.step = { kind: "unreachable" };
  }
}

/** The acts of the first screen; a refusal goes back to it with what was typed. */
async function ask(counter: Counter, visit: Visit, pressed: Pressed): Promise<void> {
  const name = pressed.get("act");
  if (name !== "inquire" && name !== "fill" && name !== "back") return;
  visit.step = { kind: "asking", mistakes: [] };
  if (name === "back") return;
  visit.asked = askedBill(pressed);
  if (name === "inquire") return inquire(counter, visit);
  const sample = counter.file().members[Number(pressed.get("sample"))];
  if (sample) visit.asked = { ...visit.asked, nik: sample.nik };
}

async function withBill(counter: Counter, visit: Visit, pressed: Pressed): Promise<void> {
  const { step } = visit;
  if (step.kind !== "quoted") return;
  const { bill } = step;
  switch (pressed.get("act")) {
    case "back":
      visit.step = { kind: "asking", mistakes: [] };
      return;
    case "more-months":
      visit.asked = { ...visit.asked, months: pressed.get("months") ?? "" };
      return inquire(counter, visit);
    case "pay":
      return pay(counter, visit, startPayment(counter, visit, bill), false);
    case "lose-answer":
      return loseAnswer(counter, visit, bill);
    case "tap-twice":
      return tapTwice(counter, visit, bill);
    case "second-till":
      return paySecondTill(counter, visit, bill);
    case "core-down":
      return payWhileCoreIsDown(counter, visit, bill);
  }
}

/** More characters than any field needs are cut: the page shows again what was typed. */
const TYPED_MAX = 80;

/** What was typed into the first screen. */
export function askedBill(pressed: Pressed): AskedBill {
  const typed = (name: string) => (pressed.get(name) ?? "").trim().slice(0, TYPED_MAX);
  return { partnerId: typed("partner"), nik: typed("nik"), months: typed("months") };
}

import type { Html } from "../../../../functions/html.ts";
import type { Say } from "../../../../functions/say.ts";
import { businessDateOf, formatInstant } from "../../../../shared/calendar/calendar.ts";
import type { SandboxFile } from "../sandbox-file.ts";
import { otherPartner } from "./accidents.ts";
import type { Counter } from "./counter.ts";
import type { JourneyState } from "./journey.ts";
import { type JourneyView, journeyAhead, journeyView } from "./journey-view.ts";
import { askingPage } from "./page/asking.ts";
import { behindPanel } from "./page/behind.ts";
import { layout, TILL_PATH } from "./page/layout.ts";
import {
  paidPage,
  refusedPage,
  reversedPage,
  sealText,
  unansweredPage,
  unreachablePage,
} from "./page/outcome.ts";
import type { PaperWidth } from "./page/papers.ts";
import { quotedPage } from "./page/quoted.ts";
import { tillOf } from "./till-of.ts";
import type { AskedBill, Visit } from "./visit.ts";
import { wireRow } from "./wire-row.ts";

/** Where a visit is found. */
export const visitPath = ({ id }: Pick<Visit, "id">): string => `${TILL_PATH}/visits/${id}`;

/** What stands in the first screen before anybody typed: three months, so that the end of a discount shows. */
const untouched = ({ partners }: SandboxFile): AskedBill => ({
  partnerId: partners[0]?.partnerId ?? "",
  nik: "",
  months: "3",
});

/** The empty till. */
export function startPage(counter: Counter, say: Say): string {
  const action = `${TILL_PATH}/visits`;
  const file = counter.file();
  return layout({
    say,
    title: say("Bayar iuran", "Pay a contribution"),
    path: TILL_PATH,
    businessTime: formatInstant(counter.now()),
    till: askingPage(say, { asked: untouched(file), mistakes: [], file, action }),
    behind: behindPanel(say, {
      ...{ story: undefined, journey: journeyAhead(say), rows: [], action },
      coreMode: counter.sandbox.core.mode,
    }),
  });
}

/** The page of a visit, wherever it stands. */
export async function visitPage(
  counter: Counter,
  visit: Visit,
  say: Say,
  width: PaperWidth,
): Promise<string> {
  const path = visitPath(visit);
  const state = await visit.journey?.look();
  return layout({
    ...{ say, path },
    title: titleOf(visit, say),
    businessTime: formatInstant(counter.now()),
    till: screenOf(counter, visit, say, width),
    behind: behindPanel(say, {
      story: visit.story,
      journey: state ? wayOf(visit, state, say) : journeyAhead(say),
      rows: visit.wire.entries.map((entry) => wireRow(entry, say)),
      coreMode: counter.sandbox.core.mode,
      action: path,
    }),
  });
}

function titleOf({ step }: Visit, say: Say): string {
  switch (step.kind) {
    case "asking":
      return say("Bayar iuran", "Pay a contribution");
    case "quoted":
      return say("Pastikan nama", "Confirm the name");
    case "unanswered":
    case "unreachable":
      return say("Belum ada jawaban", "No answer yet");
    case "refused":
      return say("Ditolak", "Refused");
    case "paid":
      return say("Struk", "Slip");
    case "reversed":
      return say("Dibatalkan", "Reversed");
  }
}

function screenOf(counter: Counter, visit: Visit, say: Say, width: PaperWidth): Html {
  const { step, asked } = visit;
  const action = visitPath(visit);
  const file = counter.file();
  switch (step.kind) {
    case "asking":
      return askingPage(say, { ...{ asked, file, action }, mistakes: step.mistakes });
    case "quoted":
      return quotedPage(say, {
        ...{ bill: step.bill, action, today: businessDateOf(counter.now()) },
        otherPartner: otherPartner(file, asked.partnerId),
      });
    case "unanswered":
      return unansweredPage(say, action);
    case "refused":
      return refusedPage(say, step, action);
    case "unreachable":
      return unreachablePage(say, action);
    case "paid": {
      const canReverse = tillOf(file, asked.partnerId, visit)?.reverse !== undefined;
      return paidPage(say, step, { action, width, canReverse });
    }
    case "reversed":
      return reversedPage(say, action);
  }
}

/** What has changed on a page that is open, for its script: the payment's way, the calls so far, and what the till knows of cover. */
export function liveView(visit: Visit, state: JourneyState, say: Say) {
  const { step } = visit;
  const isOn = step.kind === "paid" && step.receipt.isActive;
  return {
    ...wayOf(visit, state, say),
    rows: visit.wire.entries.map((entry) => wireRow(entry, say)),
    ...(step.kind === "paid" && { seal: { isOn, text: sealText(say, isOn) } }),
  };
}

/** The payment's way. It is not over for the page before the till itself has been told of cover. */
function wayOf({ step }: Visit, state: JourneyState, say: Say): JourneyView {
  const view = journeyView(state, say);
  const isUntold = state.activatedAt !== undefined && step.kind === "paid" && !step.receipt.isActive;
  return { ...view, isOver: view.isOver && !isUntold };
}

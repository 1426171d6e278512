import {
  BREACH_NOTICE,
  BREACH_STEPS,
  type Breach,
  type BreachClock,
  type BreachStep,
  breachClock,
} from "../../../../shared/data-subject/breach/breach.ts";
import type { PersonsConcerned } from "../../../../shared/data-subject/breach/persons-concerned.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { form, textField } from "../../page/form.ts";
import { badge, type Figure, facts, figures, panel } from "../../page/mark.ts";
import { countText, durationText, moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";

export const breachPath = ({ breachId }: Pick<Breach, "breachId">): string =>
  `/breaches/${encodeURIComponent(breachId)}`;

export const kindName = (say: Say, { kind }: Pick<Breach, "kind">): string =>
  kind === "drill" ? say("Latihan", "Drill") : say("Kejadian", "Incident");

/** Where the law's 72 hours stand, in a word. */
export function clockBadge(say: Say, { state }: BreachClock): Html {
  switch (state) {
    case "running":
      return badge("warn", say("waktu berjalan", "the clock runs"));
    case "overdue":
      return badge("bad", say("lewat 72 jam", "over 72 hours"));
    case "notified-in-time":
      return badge("good", say("diberitahukan tepat waktu", "told in time"));
    case "notified-late":
      return badge("bad", say("diberitahukan terlambat", "told late"));
  }
}

function clockFigure(say: Say, { leftMs, deadline, state }: BreachClock): Figure {
  const isOver = leftMs < 0;
  const label = isOver
    ? say("Lewat batas", "Past the deadline")
    : say("Sisa dari 72 jam", "Left of 72 hours");
  const tone = state === "notified-in-time" ? "good" : isOver ? "bad" : "warn";
  return {
    label,
    value: durationText(say, Math.abs(leftMs)),
    note: html`${say("batas", "deadline")} ${moment(say, deadline)}`,
    tone,
  };
}

/** A breach or a drill: the clock, the steps, what the notice has to say, and who is concerned. */
export function breachPage(visit: Visit, breach: Breach, concerned?: PersonsConcerned): Html {
  const { say, deps, person } = visit;
  const clock = breachClock(breach, deps.clock.machineNow());
  const mayAct = mayDo(person, "run-breach-drill");
  return html`${figures([
    clockFigure(say, clock),
    {
      label: say("Langkah selesai", "Steps done"),
      value: `${Object.keys(breach.ticks).length} / ${Object.keys(BREACH_STEPS).length}`,
      note: clockBadge(say, clock),
    },
    {
      label: say("Diketahui", "Discovered"),
      value: moment(say, breach.discoveredAt),
      note: `${kindName(say, breach)}, ${breach.openedBy}`,
    },
  ])}<p>${breach.summary}</p>
${panel(say("Langkah", "Steps"), html`<ol class="steps">${Object.keys(BREACH_STEPS).map((step) => stepItem(visit, breach, step as BreachStep, mayAct))}</ol>`)}
${panel(say("Pemberitahuan memuat", "The notice says"), html`<ul class="plain">${Object.values(BREACH_NOTICE).map(([indonesia, english]) => html`<li>${say(indonesia, english)}</li>`)}</ul>`, "UU 27/2022 ps. 46")}
${mayAct && panel(say("Siapa yang terkena", "Who is concerned"), html`${personsForm(visit, breach)}${concerned && concernedPart(say, concerned)}`)}`;
}

function stepItem(visit: Visit, breach: Breach, step: BreachStep, mayAct: boolean): Html {
  const { say } = visit;
  const [indonesia, english] = BREACH_STEPS[step];
  const tick = breach.ticks[step];
  if (tick) {
    return html`<li><p>${badge("good", say("selesai", "done"))} <b>${say(indonesia, english)}</b></p><p class="soft">${moment(say, tick.at)}, ${tick.by}: ${tick.note}</p></li>`;
  }
  const tickForm = form(visit, {
    action: `${breachPath(breach)}/tick`,
    hidden: { step, seenVersion: breach.version },
    fields: textField({
      name: "note",
      id: `note-${step}`,
      label: say("Apa yang dilakukan", "What was done"),
      maxLength: 500,
    }),
    submit: say("Tandai selesai", "Tick"),
    tone: "plain",
    isInline: true,
  });
  return html`<li><p>${badge("plain", say("belum", "open"))} <b>${say(indonesia, english)}</b></p>${mayAct && html`<details><summary>${say("Tandai", "Tick")}</summary>${tickForm}</details>`}</li>`;
}

const personsForm = (visit: Visit, breach: Breach): Html =>
  form(visit, {
    action: `${breachPath(breach)}/persons`,
    fields: html`${textField({ name: "since", label: visit.say("Sejak (WIB)", "Since (WIB)"), type: "datetime-local" })}${textField({ name: "actor", label: visit.say("Hanya akun", "Only this account"), isOptional: true, maxLength: 255 })}${textField({ name: "reason", label: visit.say("Alasan", "Reason"), maxLength: 500 })}`,
    submit: visit.say("Hitung dari jejak audit", "Count from the audit trail"),
    tone: "plain",
    isInline: true,
  });

/** Numbers and accounts, no persons: their keys go to who writes the notices, not onto a screen. */
function concernedPart(say: Say, { count, byActor, isCapped, since, until }: PersonsConcerned): Html {
  return html`${facts([
    [
      say("Orang yang datanya terlihat", "Persons whose data were seen"),
      html`<b>${countText(say, count)}${isCapped && "+"}</b>`,
    ],
    [say("Sejak", "Since"), moment(say, since)],
    [say("Sampai", "Until"), moment(say, until)],
  ])}${table({
    caption: say("Menurut akun", "By account"),
    columns: [
      { head: say("Akun", "Account"), kind: "code" },
      { head: say("Tindakan", "Acts") },
      { head: say("Dari", "From"), kind: "code" },
      { head: say("Pertama", "First") },
      { head: say("Terakhir", "Last") },
    ],
    rows: byActor.map(({ actor, acts, origins, firstAt, lastAt }) => [
      actor,
      Object.entries(acts)
        .map(([act, times]) => `${act} ${times}`)
        .join(", "),
      origins.join(", "),
      moment(say, firstAt),
      moment(say, lastAt),
    ]),
    empty: say("Tidak ada data yang dibuka dalam waktu itu.", "No data were shown in that time."),
  })}`;
}

import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { StandingFailure } from "../../../../shared/failure/failure.ts";
import type { FailureStory } from "../../../../shared/failure/failure-story.ts";
import type { FailureList } from "../../../../shared/failure/list-open-failures.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, facts, notice, panel } from "../../page/mark.ts";
import { countText, durationText, moment } from "../../page/moment.ts";
import { paymentLink } from "../../page/payment-link.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";
import { causeInWords } from "./cause-words.ts";
import { type ActView, failureActs } from "./failure-acts.ts";
import { failureQueryText } from "./failure-query.ts";
import { historyList } from "./history-list.ts";

export interface FailureView extends FailureStory, ActView {
  /** Others of the same cause that are open. */
  readonly siblings: FailureList;
  readonly now: Instant;
}

/** Everything about one failure: what it means, what to do, what was done. */
export function failurePage(visit: Pick<Visit, "say" | "formToken" | "person">, view: FailureView): Html {
  const { say } = visit;
  const { failure, history } = view;
  const { means, next } = causeInWords(failure.cause);
  return html`${notice(
    failure.status === "open" ? "warn" : "good",
    html`<p>${say.of(means)}</p><p><b>${failure.status === "open" ? say.of(next) : say("Sudah ditutup; tidak ada yang perlu dilakukan.", "It is closed; nothing is to be done.")}</b></p>`,
  )}
${panel(say("Fakta", "Facts"), failureFacts(say, failure, view.now))}
${failure.held && panel(say("Uang yang dipegang mitra", "Money that the partner holds"), heldFacts(say, failure.held))}
${failure.status === "open" && panel(say("Tindakan", "What to do"), failureActs(visit, view))}
<div class="pair">${panel(say("Riwayat", "History"), historyList(say, history))}
${panel(say("Sebab yang sama", "Same cause"), siblings(say, view))}</div>`;
}

/** What is known of it, as names and values; the page of a stale act shows the same. */
export function failureFacts(say: Say, failure: StandingFailure, now: Instant): Html {
  const { subject, partnerId, amountRupiah, openedAt, closedAt, assignee, reason, status } = failure;
  const isOpen = status === "open";
  const pairs: (readonly [string, Piece])[] = [
    [
      say("Keadaan", "State"),
      isOpen ? badge("warn", say("terbuka", "open")) : badge("good", say("tertutup", "closed")),
    ],
    [
      subject.kind === "payment" ? say("Pembayaran", "Payment") : say("Tentang", "About"),
      subject.kind === "payment" ? paymentLink(subject.id) : html`<code>${subject.id}</code>`,
    ],
    [say("Mitra", "Partner"), partnerId ?? "-"],
    [say("Jumlah", "Amount"), amountRupiah === null ? "-" : rupiahText(amountRupiah)],
    [say("Alasan", "Reason"), reason === "" ? "-" : html`<code>${reason}</code>`],
    [
      say("Dibuka", "Opened"),
      html`${moment(say, openedAt)} <small class="soft">${durationText(say, (closedAt ?? now) - openedAt)}</small>`,
    ],
    [say("Petugas", "Assignee"), assignee ?? say("belum ada", "nobody")],
  ];
  return facts(closedAt === null ? pairs : [...pairs, [say("Ditutup", "Closed"), moment(say, closedAt)]]);
}

function heldFacts(say: Say, held: NonNullable<StandingFailure["held"]>): Html {
  const { amountRupiah, months, dueRupiah, otherAmountsRupiah } = held;
  return facts([
    [say("Diterima mitra", "Taken by the partner"), rupiahText(amountRupiah)],
    [say("Bulan yang diminta", "Months asked for"), months ?? "-"],
    [
      say("Harga bulan itu", "Price of those months"),
      dueRupiah === null ? say("tidak dapat dihitung", "cannot be priced") : rupiahText(dueRupiah),
    ],
    [
      say("Jumlah lain yang disebut", "Other amounts named"),
      otherAmountsRupiah.length === 0 ? "-" : otherAmountsRupiah.map(rupiahText).join(", "),
    ],
  ]);
}

function siblings(say: Say, { failure, siblings: list, way, may }: FailureView): Html {
  const others = list.failures.filter(({ failureId }) => failureId !== failure.failureId);
  const { cause } = failure;
  const all = countText(say, list.total);
  return html`${table({
    caption: say("Kegagalan lain dengan sebab yang sama", "Other failures of the same cause"),
    columns: [
      { head: say("Pembayaran", "Payment"), kind: "code" },
      { head: say("Sejak", "Since") },
      { head: "Rupiah", kind: "number" },
    ],
    rows: others.map(({ failureId, subject, openedAt, amountRupiah }) => [
      html`<a href="/ops/failures/${failureId}">${subject.id}</a>`,
      moment(say, openedAt),
      amountRupiah === null ? "-" : rupiahText(amountRupiah),
    ]),
    empty: say("Hanya yang ini.", "This one only."),
  })}${
    others.length > 0 &&
    html`<p class="row"><a href="/ops/failures${failureQueryText({ cause })}">${say(`Lihat semua ${all}`, `See all ${all}`)}</a>${
      (way === "errand" || way === "publish") &&
      may.replay &&
      html`<a class="button" href="/ops/replays/new${failureQueryText({ cause })}">${say(`Jalankan ulang ${all} dengan sebab ini`, `Replay these ${all} with the same cause`)}</a>`
    }</p>`
  }`;
}

import type { Instant } from "../../../../shared/calendar/calendar.ts";
import { FailureCause } from "../../../../shared/failure/failure.ts";
import type { FailureList } from "../../../../shared/failure/list-open-failures.ts";
import type { OpenTally } from "../../../../shared/failure/tally-causes.ts";
import type { FailureRow } from "../../../../shared/failure/walk-open-failures.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { searchForm, selectField } from "../../page/form.ts";
import { badge, figures, panel } from "../../page/mark.ts";
import { countText, durationText, moment } from "../../page/moment.ts";
import { paymentLink } from "../../page/payment-link.ts";
import { pager, table } from "../../page/table.ts";
import { PICKED_FIELD } from "../replays/selection.ts";
import { causeInWords } from "./cause-words.ts";
import { type FailureQuery, failureQueryText } from "./failure-query.ts";

export interface ListView {
  readonly query: FailureQuery;
  readonly tally: OpenTally;
  readonly list: FailureList;
  readonly now: Instant;
  /** Whether the person may replay, so that nothing is offered that would be refused. */
  readonly mayReplay: boolean;
  readonly isReplayable: (cause: FailureCause) => boolean;
}

/** All that is open: how much, of which causes, and one row each, the oldest first. */
export function listPage(say: Say, view: ListView): Html {
  const { tally, query, list } = view;
  return html`${head(say, view)}
${panel(say("Menurut sebab", "By cause"), causes(say, view))}
${panel(
  query.cause ? say.of(causeInWords(query.cause).name) : say("Semua yang terbuka", "Everything open"),
  html`${filter(say, query, tally)}${rows(say, view)}${pager(
    say("Halaman berikutnya", "Next page"),
    list.next && `/ops/failures${failureQueryText({ ...query, cursor: list.next })}`,
  )}`,
  atLeast(say, list.total, list.isCapped),
)}`;
}

const atLeast = (say: Say, count: number, isCapped: boolean): string =>
  `${isCapped ? say("sedikitnya ", "at least ") : ""}${countText(say, count)}`;

function head(say: Say, { tally, now }: ListView): Html {
  const { count, amountRupiah, oldest, isCapped } = tally;
  return figures([
    {
      label: say("Terbuka", "Open"),
      value: atLeast(say, count, isCapped),
      tone: count === 0 ? "good" : "warn",
    },
    { label: say("Uang yang menunggu", "Money that waits"), value: rupiahText(amountRupiah) },
    {
      label: say("Tertua", "Oldest"),
      value: oldest === undefined ? "-" : durationText(say, now - oldest),
      ...(oldest !== undefined && { note: moment(say, oldest) }),
    },
  ]);
}

function causes(say: Say, { tally, query, mayReplay, isReplayable }: ListView): Html {
  const { partnerId } = query;
  const rows = tally.causes.map(({ cause, count, amountRupiah }) => [
    html`<a href="/ops/failures${failureQueryText({ partnerId, cause })}">${say.of(causeInWords(cause).name)}</a>`,
    countText(say, count),
    rupiahText(amountRupiah),
    isReplayable(cause)
      ? mayReplay &&
        html`<a class="button" href="/ops/replays/new${failureQueryText({ partnerId, cause })}">${say(
          `Jalankan ulang ${countText(say, count)} ini`,
          `Replay these ${countText(say, count)}`,
        )}</a>`
      : html`<span class="soft">${say.of(causeInWords(cause).next)}</span>`,
  ]);
  return table({
    caption: say("Kegagalan terbuka menurut sebab", "Open failures by cause"),
    columns: [
      { head: say("Sebab", "Cause") },
      { head: say("Jumlah", "Count"), kind: "number" },
      { head: "Rupiah", kind: "number" },
      { head: say("Tindakan", "What to do") },
    ],
    rows,
    empty: say(
      "Tidak ada yang terbuka. Semua uang ada di tempatnya.",
      "Nothing is open. All money is where it belongs.",
    ),
  });
}

function filter(say: Say, { cause, partnerId }: FailureQuery, { partnerIds }: OpenTally): Html {
  const all = ["", say("semua", "all")] as const;
  const partners = partnerId && !partnerIds.includes(partnerId) ? [...partnerIds, partnerId] : partnerIds;
  return searchForm({
    action: "/failures",
    submit: say("Saring", "Filter"),
    fields: html`${selectField({
      name: "cause",
      label: say("Sebab", "Cause"),
      value: cause ?? "",
      isOptional: true,
      options: [all, ...FailureCause.options.map((each) => [each, say.of(causeInWords(each).name)] as const)],
    })}${selectField({
      name: "partner",
      label: say("Mitra", "Partner"),
      value: partnerId ?? "",
      isOptional: true,
      options: [all, ...partners.map((each) => [each, each] as const)],
    })}`,
  });
}

function rows(say: Say, view: ListView): Html {
  const { list, mayReplay, isReplayable } = view;
  const isSelectable = mayReplay && list.failures.some(({ cause }) => isReplayable(cause));
  const content = table({
    caption: say("Kegagalan terbuka, tertua dulu", "Open failures, the oldest first"),
    columns: [
      { head: say("Sebab", "Cause") },
      { head: say("Sejak", "Since") },
      { head: say("Mitra", "Partner") },
      { head: say("Pembayaran", "Payment"), kind: "code" },
      { head: "Rupiah", kind: "number" },
      { head: say("Petugas", "Assignee") },
    ],
    rows: list.failures.map((row) => rowOf(say, row, view)),
    empty: say("Tidak ada yang cocok dengan saringan ini.", "Nothing matches this filter."),
  });
  if (!isSelectable) return content;
  return html`<form method="get" action="/ops/replays/new" class="stack"><input type="hidden" name="${PICKED_FIELD}" value="1">${content}
<p><button class="plain">${say("Jalankan ulang yang dipilih", "Replay what is selected")}</button></p></form>`;
}

function rowOf(say: Say, row: FailureRow, { mayReplay, isReplayable, now }: ListView) {
  const { failureId, cause, subject, openedAt, partnerId, amountRupiah, assignee } = row;
  const name = say.of(causeInWords(cause).name);
  const box =
    mayReplay &&
    isReplayable(cause) &&
    html`<input type="checkbox" name="failure" value="${failureId}" aria-label="${say("Pilih", "Select")} ${subject.id}"> `;
  return [
    html`<span class="pick">${box}<a href="/ops/failures/${failureId}">${name}</a></span>`,
    html`${moment(say, openedAt)} <small class="soft">${durationText(say, now - openedAt)}</small>`,
    partnerId ?? "-",
    subject.kind === "payment" ? paymentLink(subject.id) : html`<code>${subject.id}</code>`,
    amountRupiah === null ? "-" : rupiahText(amountRupiah),
    assignee ?? badge("plain", say("belum ada", "nobody")),
  ];
}

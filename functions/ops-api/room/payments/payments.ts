import { attemptsOf } from "../../../../shared/attempt/attempts-of.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import { readProfiles } from "../../../../shared/partner/partner-store.ts";
import { paymentKeyOf } from "../../../../shared/payment/payment-key.ts";
import { findPayments, type PaymentQuery } from "../../../../shared/timeline/find-payments.ts";
import { paymentTimeline } from "../../../../shared/timeline/payment-timeline.ts";
import { unmaskMember } from "../../../../shared/timeline/unmask-member.ts";
import { html } from "../../../html.ts";
import { mayDo } from "../../access/acts.ts";
import { notice } from "../../page/mark.ts";
import { paymentPath } from "../../page/payment-link.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { type PaymentView, paymentPage } from "./payment-page.ts";
import { factsTyped, recognise } from "./recognise.ts";
import { type SearchView, searchPage } from "./search-page.ts";

/** One page per payment, found by whatever is known of it. */
export const PAYMENTS: Room = {
  name: { indonesia: "Pembayaran", english: "Payments" },
  path: "/payments",
  routes: [
    { method: "GET", path: "/payments", act: "look", serve: (visit) => searchOf(visit) },
    { method: "POST", path: "/payments/search", act: "look", serve: search },
    { method: "GET", path: "/payments/:partnerId/:reference", act: "look", serve: (visit) => pageOf(visit) },
    { method: "POST", path: "/payments/:partnerId/:reference/unmask", act: "unmask", serve: unmask },
  ],
};

async function searchOf(visit: Visit, view: Partial<SearchView> = {}): Promise<RoomAnswer> {
  const { deps, say, form } = visit;
  const partners = (await readProfiles(deps.ledger)).map(({ partnerId, name }) => ({ partnerId, name }));
  return {
    kind: "page",
    title: say("Pembayaran", "Payments"),
    content: searchPage(visit, { partners, typed: form, ...view }),
    status: view.mistake === undefined ? 200 : 422,
  };
}

async function search(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, form } = visit;
  if (form.has("facts")) {
    const facts = factsTyped(form);
    if ("mistake" in facts) return searchOf(visit, { mistake: facts.mistake });
    return searchOf(visit, { found: { ...(await findPayments(deps, actor, facts)), attempted: [] } });
  }
  const partnerIds = (await readProfiles(deps.ledger)).map(({ partnerId }) => partnerId);
  const queries = recognise(form.get("number") ?? "", partnerIds);
  const found = await Promise.all(queries.map((query) => findPayments(deps, actor, query)));
  const rows = [...new Map(found.flatMap((each) => each.rows).map((row) => [row.paymentKey, row])).values()];
  const [only] = rows;
  if (only && rows.length === 1) return { kind: "see-other", to: paymentPath(only) };
  const isCapped = found.some((each) => each.isCapped);
  const attempted = rows.length > 0 ? [] : await attemptedOnly(deps.ledger, queries);
  return searchOf(visit, { found: { rows, isCapped, attempted } });
}

/** References that are no payment of ours and were asked for all the same: "the partner says we failed". */
async function attemptedOnly(ledger: Ledger, queries: readonly PaymentQuery[]) {
  const names = queries.flatMap((query) =>
    "reference" in query ? [{ partnerId: query.partnerId, reference: query.reference }] : [],
  );
  const pages = await Promise.all(names.map((name) => attemptsOf(ledger, name, { limit: 1 })));
  return names.filter((_, at) => (pages[at]?.attempts.length ?? 0) > 0);
}

async function timelineIn({ deps, params }: Visit) {
  const { partnerId = "", reference = "" } = params;
  const partner = PartnerId.safeParse(partnerId);
  return partner.success ? paymentTimeline(deps, paymentKeyOf(partner.data, reference)) : undefined;
}

async function pageOf(
  visit: Visit,
  more: { readonly unmasked?: PaymentView["unmasked"]; readonly mistake?: string } = {},
): Promise<RoomAnswer> {
  const { person } = visit;
  const timeline = await timelineIn(visit);
  if (!timeline) return { kind: "not-found" };
  const may = { unmask: mayDo(person, "unmask"), propose: mayDo(person, "propose-correction") };
  const content = paymentPage(visit, { timeline, may, unmasked: more.unmasked });
  return {
    kind: "page",
    title: timeline.reference,
    content: more.mistake === undefined ? content : html`${notice("bad", more.mistake)}${content}`,
    status: more.mistake === undefined ? 200 : 422,
  };
}

/** Answers with the page itself and not with the way to it: what was opened stands in no address and is not shown twice. */
async function unmask(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, form } = visit;
  const timeline = await timelineIn(visit);
  const payment = timeline?.payment;
  if (!payment || !("memberKey" in payment) || payment.memberKey === null) return { kind: "not-found" };
  const opened = await unmaskMember(deps, actor, payment.memberKey, form.get("reason") ?? "");
  switch (opened.kind) {
    case "unmasked":
      return pageOf(visit, { unmasked: opened });
    case "reason-missing":
      return pageOf(visit, { mistake: say("Tulis dulu untuk apa.", "Write first what it is for.") });
    case "unknown":
      return pageOf(visit, {
        mistake: say("Data peserta ini tidak ada lagi.", "This worker's data is no longer there."),
      });
  }
}

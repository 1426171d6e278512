import * as z from "zod/mini";
import { actOf } from "../../../../shared/audit/actor.ts";
import { typedText } from "../../../../shared/audit/typed-text.ts";
import { changePartner } from "../../../../shared/partner/change-partner.ts";
import { readKeyUses } from "../../../../shared/partner/key-use.ts";
import { readShownPartners, type ShownPartner } from "../../../../shared/partner/shown-partners.ts";
import { html } from "../../../html.ts";
import { facts } from "../../page/mark.ts";
import { pageWithMistake } from "../../page/with-mistake.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { isStillUsed } from "./key-table.ts";
import { partnerList, standingBadge } from "./partner-list.ts";
import { partnerPage } from "./partner-page.ts";

/** Who the partners are, and who signs with what. Keys change by command only (`npm run partner`); here one sees, and shuts a partner out. */
export const PARTNERS: Room = {
  name: { indonesia: "Mitra & kunci", english: "Partners & keys" },
  path: "/partners",
  routes: [
    { method: "GET", path: "/partners", act: "look", serve: showPartners },
    { method: "GET", path: "/partners/:partnerId", act: "look", serve: showPartner },
    {
      method: "POST",
      path: "/partners/:partnerId/standing",
      act: "change-partner-standing",
      serve: changeStanding,
    },
  ],
};

async function showPartners({ deps, say }: Visit): Promise<RoomAnswer> {
  const machineNow = deps.clock.machineNow();
  const all = await Promise.all(
    (await readShownPartners(deps.ledger)).map(async (partner) => {
      const sight = { lastUse: await readKeyUses(deps.ledger, partner.partnerId), machineNow };
      return { partner, stillUsed: partner.keys.filter((key) => isStillUsed(key, sight)).length };
    }),
  );
  return {
    kind: "page",
    title: say("Mitra & kunci", "Partners & keys"),
    content: html`<div class="panel">${partnerList(say, all, deps.clock.businessNow())}</div>`,
  };
}

async function partnerOf({ deps, params }: Visit): Promise<ShownPartner | undefined> {
  return (await readShownPartners(deps.ledger)).find(({ partnerId }) => partnerId === params.partnerId);
}

async function showPartner(visit: Visit): Promise<RoomAnswer> {
  const partner = await partnerOf(visit);
  if (!partner) return { kind: "not-found" };
  return pageOf(visit, partner);
}

/** The page of a partner; `mistake` tells why its standing was not changed. */
async function pageOf(visit: Visit, partner: ShownPartner, mistake?: string): Promise<RoomAnswer> {
  const lastUse = await readKeyUses(visit.deps.ledger, partner.partnerId);
  return pageWithMistake(partner.profile.name, partnerPage(visit, partner, lastUse), mistake);
}

const Posted = z.object({
  seen: z.coerce.number().check(z.int()),
  standing: z.enum(["active", "suspended"]),
  reason: z.string(),
});

/** Suspends a partner or takes it back, on condition that it is still what the person saw. */
async function changeStanding(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, form } = visit;
  const [partner, posted] = [await partnerOf(visit), z.safeParse(Posted, Object.fromEntries(form))];
  if (!partner || !posted.success) return { kind: "not-found" };
  const { seen, standing } = posted.data;
  const reason = typedText(posted.data.reason);
  if (reason === "") return pageOf(visit, partner, say("Tulis dulu alasannya.", "Write the reason first."));
  const { partnerId, profile } = partner;
  const act = {
    auditId: deps.ids.next(),
    at: deps.clock.machineNow(),
    action: standing === "suspended" ? "partner.suspend" : "partner.resume",
    ...{ subject: partnerId, reason },
  };
  const change = { seen, profile: { ...profile, standing }, keys: [], audit: actOf(actor, act) };
  // What was read a moment ago is written back with one word changed, so it has to be the very revision that the person saw.
  const outcome =
    partner.revision === seen ? await changePartner(deps.ledger, deps.keys, change) : { kind: "overtaken" };
  const back = `/partners/${partnerId}`;
  if (outcome.kind === "changed") {
    return { kind: "see-other", to: back, did: standing === "suspended" ? "suspended" : "resumed" };
  }
  const now = (await partnerOf(visit)) ?? partner;
  const shown = facts([
    [now.profile.name, standingBadge(say, now, deps.clock.businessNow())],
    [say("Perubahan ke-", "Change no."), now.revision],
  ]);
  return { kind: "stale", now: shown, back };
}

import * as z from "zod/mini";
import type { RegisteredPartner } from "../../../shared/partner/key-record.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { PartnerFile } from "../../../shared/partner/partner-file.ts";
import { judgeProfile, snapFaults } from "../../../shared/protocol/snap/judge-profile.ts";
import { SNAP_SERVICES, type SnapService } from "../../../shared/protocol/snap/service.ts";
import { faultList, formFaults } from "./file-faults.ts";
import { PartnerStop } from "./partner-stop.ts";
import { readJsonFile } from "./read-json-file.ts";

/** Reads the file that describes one partner. @throws PartnerStop with every field that is wrong, in plain words */
export function readProfile(file: string): PartnerProfile {
  const content = readJsonFile(file, { mayQuote: true });
  const read = z.safeParse(PartnerFile, content);
  if (!read.success) {
    const faults = formFaults(read.error, content);
    // A caller that signs no body is refused with the reason, not as a word that is not in a list (snap-bi.md 8.32).
    const unsigned = judgeProfile(content).filter(({ at }) => at === "snap.signature");
    throw new PartnerStop(faultList(file, [...faults, ...unsigned.map(({ fault }) => fault)]));
  }
  const profile = read.data;
  const faults = profileFaults(profile);
  if (faults.length > 0) throw new PartnerStop(faultList(file, faults));
  return profile;
}

/** Everything that is wrong with a profile of the right form: what no single field shows. */
export function profileFaults({
  partnerId,
  snap,
  h2h,
  closings,
  channels,
}: PartnerProfile): readonly string[] {
  const ids = channels.flatMap(({ channelIds }) => channelIds);
  return [
    ...(snap || h2h ? [] : ["snap / h2h: salah satu wajib / one of the two is needed"]),
    ...(snap && !snap.clientKey.startsWith(partnerId)
      ? [`snap.clientKey: diawali / begins with "${partnerId}"`]
      : []),
    ...(new Set(ids).size < ids.length
      ? ["channels: satu channelId dua tempat / one channelId, two places"]
      : []),
    ...channels.flatMap(({ floorRupiah, ceilingRupiah }, index) =>
      floorRupiah >= ceilingRupiah ? [`channels.${index}.floorRupiah: di atas / above ceilingRupiah`] : [],
    ),
    ...channels.flatMap(({ capabilities }, index) =>
      capabilities.flatMap(({ from, until }, at) =>
        until !== undefined && until < from
          ? [`channels.${index}.capabilities.${at}.until: sebelum / before from`]
          : [],
      ),
    ),
    ...closings.flatMap(({ from, until }, index) =>
      until < from ? [`closings.${index}.until: sebelum / before from`] : [],
    ),
    ...(snap ? snapFaults(snap).map(({ at, fault }) => `${at}: ${fault}`) : []),
  ];
}

/** The four public paths at which a bank calls us. */
export function publicPaths({
  basePath,
  paths,
}: NonNullable<PartnerProfile["snap"]>): Readonly<Record<SnapService, string>> {
  const tail = (service: SnapService) => paths?.[service] ?? `${basePath}${SNAP_SERVICES[service].tail}`;
  return { token: tail("token"), inquiry: tail("inquiry"), payment: tail("payment"), status: tail("status") };
}

/** What a profile would take from another partner: a name by which a caller is known, or a path that means another service there. */
export function collisions(
  profile: PartnerProfile,
  registry: readonly RegisteredPartner[],
): readonly string[] {
  const { snap, partnerId } = profile;
  if (!snap) return [];
  return registry.flatMap(({ partnerId: other, profile: { snap: theirs } }) => {
    if (!theirs || other === partnerId) return [];
    const taken = (field: string, isTaken: boolean) =>
      isTaken ? [`snap.${field}: sudah dipakai / belongs to ${other}`] : [];
    const here = Object.entries(snap.paths ?? {});
    const there = Object.entries(theirs.paths ?? {});
    const crossing = here.find(([service, path]) => there.some(([is, at]) => at === path && is !== service));
    return [
      ...taken("clientKey", theirs.clientKey === snap.clientKey),
      ...taken("xPartnerId", theirs.xPartnerId === snap.xPartnerId),
      ...taken(`paths.${crossing?.[0] ?? ""}`, crossing !== undefined),
    ];
  });
}

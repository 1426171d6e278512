import { findBankCredentials, type StandingCredentials } from "../../../shared/partner/bank-credentials.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { standingText } from "./bank-desk.ts";
import { judgeCertificate } from "./certificate.ts";
import { everyPartner, type PartnerDesk, partnerNamed } from "./desk.ts";
import { goLiveList, goLiveText } from "./go-live-list.ts";
import { fingerprintText } from "./hand-out.ts";
import { keysOf, keyTable, keyWarnings } from "./key-report.ts";
import { profileFaults, publicPaths } from "./read-profile.ts";
import { textColumns } from "./text-columns.ts";

export interface ShowOptions {
  readonly certificate?: string | undefined;
  /** File or address of the sandbox's public keys. */
  readonly certificateKeys?: string | undefined;
}

/** Shows one partner: what it is, its keys, and what is left to do before it takes real money. @throws PartnerStop */
export async function showPartner(
  desk: PartnerDesk,
  partnerId: string,
  options: ShowOptions,
): Promise<string> {
  const partner = partnerNamed(await everyPartner(desk), partnerId);
  const [keys, atBank] = await Promise.all([
    keysOf(desk, partner),
    findBankCredentials(desk.ledger, partnerId),
  ]);
  const now = desk.machineNow();
  const { certificate: file, certificateKeys = `${desk.baseUrl}/sandbox/conformance/jwks.json` } = options;
  const certificate =
    file === undefined ? undefined : await judgeCertificate(file, certificateKeys, partnerId);
  const list = goLiveList(keys, now, { profileFaults: profileFaults(partner.profile), certificate, atBank });
  const prints = partner.keys.flatMap(({ credential }) => {
    const print = fingerprintText(credential);
    return print === "" ? [] : [[credential.keyId, print]];
  });
  const done = list.filter((item) => item.done).length;
  return [
    `${partner.profile.name} (${partnerId}), ${partner.profile.standing}, revisi / revision ${partner.revision}`,
    textColumns(facts(partner.profile, atBank)),
    "",
    keyTable([keys], now),
    ...(prints.length > 0 ? ["", textColumns(prints)] : []),
    ...keyWarnings(keys, now),
    "",
    `Menuju produksi / Going live: ${done}/${list.length} (docs/partners/go-live.md)`,
    goLiveText(list),
  ].join("\n");
}

function facts(
  { snap, h2h, channels, closings, settlement }: PartnerProfile,
  atBank: StandingCredentials | undefined,
): readonly (readonly string[])[] {
  const { bankStatus } = settlement;
  return [
    ...(snap ? [["SNAP", `${snap.signature}, ${snap.signatureEncoding}, ${publicPaths(snap).payment}`]] : []),
    ...(h2h ? [["H2H", `+/- ${h2h.skewSeconds} s`]] : []),
    ...channels.map(({ channel, feeRupiah, floorRupiah, ceilingRupiah, capabilities }) => [
      channel,
      `fee Rp${feeRupiah}, Rp${floorRupiah}-Rp${ceilingRupiah}; ${capabilities
        .map(({ name, from, until }) => `${name} ${from}${until === undefined ? "" : `..${until}`}`)
        .join(", ")}`,
    ]),
    ...closings.map(({ kind, from, until, closesAt, opensAt }) => [
      kind,
      `${closesAt}-${opensAt} WIB, ${from}..${until}`,
    ]),
    ["settlement", `T+${settlement.afterWorkingDays}, ${settlement.fileDueAt} WIB`],
    ...(bankStatus || atBank
      ? [["SNAP 26", `${bankStatus?.url ?? "-"}; ${atBank ? standingText(atBank) : "-"}`]]
      : []),
  ];
}

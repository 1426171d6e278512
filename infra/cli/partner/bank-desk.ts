import { formatInstant } from "../../../shared/calendar/calendar.ts";
import { findBankCredentials, type StandingCredentials } from "../../../shared/partner/bank-credentials.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { registerBankCredentials } from "../../../shared/partner/register-bank-credentials.ts";
import { bankAddress } from "../../../shared/settlement/bank-address.ts";
import { everyPartner, type PartnerDesk, partnerNamed } from "./desk.ts";
import { fingerprintText } from "./hand-out.ts";
import { PartnerStop } from "./partner-stop.ts";
import { readCredentialsFile } from "./read-bank-credentials.ts";
import { textColumns } from "./text-columns.ts";

export interface BankDeskOptions {
  readonly file?: string | undefined;
  /** Puts them in the place of those that stand. */
  readonly replace?: boolean | undefined;
}

/**
 * Registers our credentials at a bank, so that settlement can ask it what became of a payment (SNAP 26). They are sealed; nothing secret is in what is said.
 * @throws PartnerStop
 */
export async function registerAtBank(
  desk: PartnerDesk,
  partnerId: string,
  { file, replace = false }: BankDeskOptions,
): Promise<string> {
  if (file === undefined) throw new PartnerStop("--file <kredensial / credentials.json>");
  const { profile } = partnerNamed(await everyPartner(desk), partnerId);
  const url = askedAt(profile);
  const { credentials, publicKey, warnings } = readCredentialsFile(file);
  const seen = await findBankCredentials(desk.ledger, partnerId);
  if (seen && !replace) {
    throw new PartnerStop(
      `Kredensial di bank ini sudah ada / Credentials at this bank stand already: ${standingText(seen)}. Ganti / Replace: --replace`,
    );
  }
  const { by, why, origin } = desk.actor;
  const audit = {
    ...{ auditId: desk.ids.next(), at: desk.machineNow(), actor: by, reason: why, origin },
    ...{ action: seen ? "partner.bank-desk.replace" : "partner.bank-desk.add", subject: partnerId },
  };
  const registration = { partnerId: profile.partnerId, credentials, seen, audit };
  if ((await registerBankCredentials(desk.ledger, desk.keys, registration)) === "overtaken") {
    throw new PartnerStop(
      "Orang lain baru saja mendaftarkan kredensial; tidak ada yang tertulis. Lihat dulu (`show`), lalu ulangi.\n" +
        "Somebody else has just registered credentials; nothing was written. Look first (`show`), then try again.",
    );
  }
  const { clientKey, xPartnerId, channelId } = credentials;
  return [
    `${partnerId}: kredensial kita di bank ${seen ? "diganti" : "terdaftar"} / our credentials at the bank ${seen ? "replaced" : "registered"}`,
    textColumns([
      ["SNAP 26", url],
      ...[
        ["X-CLIENT-KEY", clientKey],
        ["X-PARTNER-ID", xPartnerId],
        ["CHANNEL-ID", channelId],
      ],
      ["kunci publik / public key", fingerprintText(publicKey)],
    ]),
    ...warnings,
    `Hapus berkasnya; isinya rahasia / Delete the file, it holds secrets: ${file}`,
  ].join("\n");
}

/** What stands at a bank, as a person may see it. */
export const standingText = ({ clientKey, changedAt }: StandingCredentials): string =>
  `${clientKey}, ${formatInstant(changedAt)}`;

/** Where the bank is asked. @throws PartnerStop when its profile does not say it, or says it so that nobody would be asked */
function askedAt({ partnerId, snap, settlement: { bankStatus } }: PartnerProfile): string {
  if (!snap) {
    throw new PartnerStop(
      `${partnerId}: bukan mitra SNAP / not a SNAP partner; SNAP 26 ditanyakan kepada bank / is asked of a bank`,
    );
  }
  if (!bankStatus) {
    throw new PartnerStop(
      `${partnerId}: profilnya belum menyebut di mana bank ditanya / its profile does not say where the bank is asked.\n` +
        "Tambahkan / Add:\n" +
        '  "settlement": { ..., "bankStatus": { "url": "https://api.bank.example", "answerWithinMs": 5000, "questionsMax": 200 } }\n' +
        "lalu / then: add <file.json> --replace",
    );
  }
  try {
    return bankAddress(bankStatus.url);
  } catch {
    throw new PartnerStop(
      `settlement.bankStatus.url: https, tanpa sandi, kueri, atau fragmen / https, without credentials, query or fragment: ${URL.parse(bankStatus.url)?.host ?? "?"}`,
    );
  }
}

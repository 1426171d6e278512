import { instant } from "../../../../shared/calendar/calendar.ts";
import { h2hClient } from "../../../cli/h2h-client.ts";
import { h2hTill } from "../../../cli/h2h-till.ts";
import { snapClient } from "../../../cli/snap-client.ts";
import { snapTill } from "../../../cli/snap-till.ts";
import type { TillPort } from "../../../cli/till-port.ts";
import { readSandboxFile, type SandboxPartner } from "../sandbox-file.ts";

/** Serves the partner API at an address of its own, where nobody watches, while `work` runs. */
export type Backstage = (work: (url: string) => Promise<void>) => Promise<void>;

/** Lets a till of another sample partner pay a worker's next months. @returns false when there is no other, or the gateway refuses it too */
export async function payElsewhere(
  backstage: Backstage,
  sandboxFile: string,
  payment: { readonly exceptPartnerId: string; readonly nik: string; readonly months: number },
): Promise<boolean> {
  const { exceptPartnerId, nik, months } = payment;
  const others = readSandboxFile(sandboxFile)?.partners ?? [];
  const other = others.find(({ partnerId }) => partnerId !== exceptPartnerId);
  if (!other) return false;
  let isPaid = false;
  await backstage(async (url) => {
    const till = tillOf(url, other);
    const quote = await till.inquire({ nik, months });
    if (quote.kind === "no") return;
    const paidAt = instant(Date.now());
    isPaid = (await till.pay(quote.value, { paidAt, advice: false })).kind === "yes";
  });
  return isPaid;
}

const tillOf = (url: string, partner: SandboxPartner): TillPort =>
  partner.protocol === "snap"
    ? snapTill(snapClient(url, partner), partner.channel)
    : h2hTill(h2hClient(url, partner));

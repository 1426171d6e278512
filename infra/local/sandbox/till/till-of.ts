import { h2hClient } from "../../../cli/h2h-client.ts";
import { h2hTill } from "../../../cli/h2h-till.ts";
import { snapClient } from "../../../cli/snap-client.ts";
import { snapTill } from "../../../cli/snap-till.ts";
import type { TillPort } from "../../../cli/till-port.ts";
import type { SandboxFile } from "../sandbox-file.ts";
import { recordedH2h, recordedSnap } from "./recorded-clients.ts";
import type { Visit } from "./visit.ts";

/**
 * A partner's till in a visit: it signs with the partner's credentials here, on the server, so that they never reach a browser. One for each partner and
 * visit, because a till remembers what it asked.
 * @returns undefined when sandbox.json knows no such partner
 */
export function tillOf(
  { baseUrl, partners }: SandboxFile,
  partnerId: string,
  { tills, wire }: Visit,
): TillPort | undefined {
  const known = tills.get(partnerId);
  const partner = partners.find((one) => one.partnerId === partnerId);
  if (known || !partner) return known;
  const till =
    partner.protocol === "snap"
      ? snapTill(recordedSnap(snapClient(baseUrl, partner), partner, wire), partner.channel)
      : h2hTill(recordedH2h(h2hClient(baseUrl, partner), partnerId, wire));
  tills.set(partnerId, till);
  return till;
}

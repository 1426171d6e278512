import { LedgerFault } from "../ledger/fault.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Guard, LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Member } from "./member.ts";
import { memberItem, memberOf, memberProfileKey } from "./member-item.ts";
import { mergeMember } from "./merge-member.ts";

/** How often descriptions of one member may cross each other: once for each of a snapshot's lanes, and some more. */
const CROSSINGS_MAX = 20;

/**
 * Takes in a member as the core describes him. An older or repeated description changes nothing but the list of his former numbers (KPJ); "older" when not even
 * that (at-least-once delivery, domain.md 0.12). Coverage and payments are never touched.
 * @throws LedgerFault, SealFault
 */
export async function putMember(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  told: Member,
): Promise<"written" | "older"> {
  let item = await ledger.read(memberProfileKey(told.memberKey));
  for (let crossing = 0; crossing < CROSSINGS_MAX; crossing++) {
    const member = mergeMember(item && memberOf(keys, item), told);
    if (!member) return "older";
    const put = { kind: "put", item: memberItem(keys, member), guard: stillThat(item) } as const;
    const result = await ledger.write(put);
    if (result.kind === "committed") return "written";
    item = result.failed[0]?.item;
  }
  throw new LedgerFault("LEDGER_CONTENDED", "descriptions of one member kept crossing each other");
}

/** Holds while the item is the one that was read: every write seals anew, so the sealed text names it. */
function stillThat(item: LedgerItem | undefined): Guard {
  if (!item) return "absent";
  return { expression: "sealedIdentity = :sealed", values: { ":sealed": item.sealedIdentity } };
}

import type { Ledger } from "../ledger/ledger.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Member } from "./member.ts";
import { memberItem } from "./member-item.ts";

/**
 * Writes a member as the core describes him. The feed's version guards it: an older or repeated description changes nothing
 * and answers "older" (at-least-once delivery, domain.md 0.12).
 */
export async function putMember(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  member: Member,
): Promise<"written" | "older"> {
  const result = await ledger.write({
    kind: "put",
    item: memberItem(keys, member),
    guard: {
      expression: "attribute_not_exists(PK) OR #version < :version",
      names: { "#version": "version" },
      values: { ":version": member.version },
    },
  });
  return result.kind === "committed" ? "written" : "older";
}

import type { Instant } from "../../../../shared/calendar/calendar.ts";
import { verifiesAt } from "../../../../shared/partner/credential.ts";
import type { KeyLife } from "../../../../shared/partner/partner-item.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";

const DAY_MS = 86_400_000;
/** A retiring key with less than this left and still in use is going to stop somebody's tills. */
const END_NEAR_MS = 7 * DAY_MS;

interface KeySight {
  readonly lastUse: ReadonlyMap<string, Instant>;
  readonly machineNow: Instant;
}

/** Whether an old key signs something still, so that its owner has to be called before it ends. */
export function isStillUsed(key: KeyLife, { lastUse, machineNow }: KeySight): boolean {
  const usedAt = lastUse.get(key.keyId);
  if (key.state !== "retiring" || usedAt === undefined || !verifiesAt(key, machineNow)) return false;
  const endsSoon = key.until !== undefined && key.until - machineNow < END_NEAR_MS;
  return machineNow - usedAt < (endsSoon ? END_NEAR_MS : DAY_MS);
}

/** Every key that a partner ever had: its state, its end and its last use; the newest first. No material of a key is read for it. */
export function keyTable(say: Say, keys: readonly KeyLife[], sight: KeySight): Html {
  const at = (when: Instant | undefined, otherwise: string): Piece =>
    when === undefined ? otherwise : moment(say, when);
  const newestFirst = [...keys].sort((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0));
  return table({
    caption: say("Kunci", "Keys"),
    columns: [
      { head: say("Kunci", "Key"), kind: "code" },
      { head: say("Algoritma", "Algorithm") },
      { head: say("Lingkungan", "Environment") },
      { head: say("Keadaan", "State") },
      { head: say("Sampai", "Until") },
      { head: say("Dibuat", "Created") },
      { head: say("Terakhir dipakai", "Last used") },
    ],
    rows: newestFirst.map((key) => [
      key.keyId,
      key.algorithm,
      key.environment,
      stateBadge(say, key, sight),
      at(key.until, "-"),
      at(key.createdAt, "?"),
      at(sight.lastUse.get(key.keyId), say("belum pernah", "never")),
    ]),
    empty: say("Belum ada kunci.", "No key yet."),
  });
}

function stateBadge(say: Say, key: KeyLife, sight: KeySight): Html {
  const { state } = key;
  if (state === "revoked") return badge("plain", say("dicabut", "revoked"));
  if (!verifiesAt(key, sight.machineNow)) return badge("plain", say("berakhir", "ended"));
  if (state === "next") return badge("plain", say("berikutnya", "next"));
  if (state === "active") return badge("good", say("aktif", "active"));
  return html`${badge("warn", say("pensiun", "retiring"))} ${isStillUsed(key, sight) && badge("bad", say("masih dipakai", "still in use"))}`;
}

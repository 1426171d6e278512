import type { DurableStore } from "../../durable-store.ts";
import { PartnerRequest } from "./partner-request.ts";

/** The last requests of each partner. */
export interface RequestBook {
  /** Writes a request down; its attempt is counted here. */
  add(request: Omit<PartnerRequest, "attempt">): void;
  /** Newest first. */
  of(partnerId: string): readonly PartnerRequest[];
  /** Partners that have asked anything. */
  partnerIds(): readonly string[];
}

/** How many requests of each partner are kept. */
export const REQUESTS_MAX = 200;
/** Old ones are taken out after this many new ones. */
const TIDY_EVERY = 50;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS partner_requests (
  position INTEGER PRIMARY KEY AUTOINCREMENT, partner TEXT NOT NULL, service TEXT NOT NULL, reference TEXT,
  status INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS partner_requests_of ON partner_requests (partner, position);
CREATE INDEX IF NOT EXISTS partner_requests_same ON partner_requests (partner, service, reference);
`;

/** Services that say of a reference once and for all what became of it; to ask for a status again is no repeat. */
const REPEATABLE = new Set(["inquiry", "payment", "reversal"]);

/** What of an explanation goes to the disk: no string to sign, no signature base (snap-bi.md 8.29). */
const NOT_ON_DISK = new Set(["stringToSign", "signatureBase"]);

/** Opens the book in the sandbox's own store, so that a restart keeps it. */
export function openRequestBook({ db }: Pick<DurableStore, "db">): RequestBook {
  db.exec(SCHEMA);
  const insert = db.prepare(
    "INSERT INTO partner_requests (partner, service, reference, status, record) VALUES (?, ?, ?, ?, ?)",
  );
  const count = db.prepare(`SELECT count(*) AS asked, coalesce(sum(status < 300), 0) AS done
    FROM partner_requests WHERE partner = ? AND service = ? AND reference = ?`);
  const last = db.prepare(
    "SELECT position, record FROM partner_requests WHERE partner = ? ORDER BY position DESC LIMIT ?",
  );
  const tidy = db.prepare(`DELETE FROM partner_requests WHERE partner = ?1 AND position <= (
    SELECT position FROM partner_requests WHERE partner = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)`);
  const names = db.prepare("SELECT DISTINCT partner FROM partner_requests");
  const whole = new Map<number, PartnerRequest["explanation"]>();
  let added = 0;

  function add(request: Omit<PartnerRequest, "attempt">): void {
    // The store is closed first when the gateway is killed; a request in hand has nowhere to go then.
    if (!db.isOpen) return;
    const { partnerId, service, reference, explanation } = request;
    const before = reference === undefined ? undefined : count.get(partnerId, service, reference);
    const attempt = Number(before?.asked ?? 0) + 1;
    const isRepeat = request.isRepeat || (REPEATABLE.has(service) && Number(before?.done ?? 0) > 0);
    const record = JSON.stringify({ ...request, attempt, isRepeat, explanation: forDisk(explanation) });
    const { lastInsertRowid } = insert.run(partnerId, service, reference ?? null, request.status, record);
    if (explanation) remember(whole, Number(lastInsertRowid), explanation);
    if (++added % TIDY_EVERY === 0) tidy.run(partnerId, REQUESTS_MAX);
  }

  return {
    add,
    of: (partnerId) =>
      last.all(partnerId, REQUESTS_MAX).map(({ position, record }) => {
        const request = PartnerRequest.parse(JSON.parse(String(record)));
        const explanation = whole.get(Number(position)) ?? request.explanation;
        return { ...request, ...(explanation && { explanation }) };
      }),
    partnerIds: () => names.all().map(({ partner }) => String(partner)),
  };
}

function forDisk(explanation: PartnerRequest["explanation"]): object | undefined {
  if (!explanation) return undefined;
  return Object.fromEntries(Object.entries(explanation).filter(([name]) => !NOT_ON_DISK.has(name)));
}

function remember<T>(memory: Map<number, T>, position: number, value: T): void {
  memory.set(position, value);
  const [oldest] = memory.keys();
  if (memory.size > REQUESTS_MAX && oldest !== undefined) memory.delete(oldest);
}

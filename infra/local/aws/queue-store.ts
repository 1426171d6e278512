import { randomUUID } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { DurableStore } from "../durable-store.ts";

/** A message as it stands in its queue. Times are epoch milliseconds of the machine. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** How often it was received, this time included. */
  readonly receiveCount: number;
  /** The queue from which it was moved here after too many receives. */
  readonly deadLetterSource: string | undefined;
}

export interface ReceiveLimits {
  readonly batchSize: number;
  /** Receives after which a message is moved instead of handed out; none for a queue without dead letters. */
  readonly deadLetters?: { readonly queue: string; readonly maxReceiveCount: number };
}

/** Queues in the durable store. A received message is in flight until it is deleted or released; a restart releases what a dead gateway held. */
export interface QueueStore {
  send(queue: string, body: string): string;
  receive(queue: string, limits: ReceiveLimits): readonly QueueMessage[];
  delete(ids: readonly string[]): void;
  /** Makes messages visible again after a delay, or after the one that was set for them while they were in flight. */
  release(ids: readonly string[], delayMs: number): void;
  /** Sets when a message in flight comes back if it is not deleted. @returns false when it is not in flight */
  postpone(id: string, delayMs: number): boolean;
  /** When the next waiting message becomes visible, if there is one. */
  nextVisibleAt(queue: string): number | undefined;
  depth(queue: string): { readonly waiting: number; readonly inFlight: number };
  /** False once the gateway was ended abruptly. */
  isOpen(): boolean;
  /** Calls back when something was put into a queue. @returns how to end it */
  onArrival(queue: string, listener: () => void): () => void;
}

const text = (value: SQLOutputValue | undefined): string => String(value);

/** Opens the queues of a store. Nobody else works on it, so whatever is in flight belonged to a gateway that died: it is released. */
export function queueStore(store: DurableStore): QueueStore {
  const { db } = store;
  db.prepare("UPDATE messages SET in_flight = 0, visible_at = ? WHERE in_flight = 1").run(Date.now());
  const sql = statements(db);
  const listeners = new Map<string, Set<() => void>>();
  /** In memory only: what is in flight is released by the next start anyway. */
  const postponed = new Map<string, number>();
  const announce = (queue: string) =>
    queueMicrotask(() => {
      for (const listener of listeners.get(queue) ?? []) listener();
    });

  return {
    send(queue, body) {
      const id = randomUUID();
      const now = Date.now();
      sql.send.run(id, queue, body, now, now);
      announce(queue);
      return id;
    },
    receive: (queue, { batchSize, deadLetters }) =>
      store.atomically(() => {
        const now = Date.now();
        if (deadLetters) {
          const { queue: target, maxReceiveCount } = deadLetters;
          const buried = sql.bury.run(target, queue, now, queue, now, maxReceiveCount);
          if (buried.changes > 0) announce(target);
        }
        return sql.receive.all(now, queue, now, batchSize).map(messageOf);
      }),
    delete(ids) {
      store.atomically(() => ids.forEach((id) => void sql.delete.run(id)));
      for (const id of ids) postponed.delete(id);
    },
    release(ids, delayMs) {
      const visibleAt = (id: string) => postponed.get(id) ?? Date.now() + delayMs;
      store.atomically(() => ids.forEach((id) => void sql.release.run(visibleAt(id), id)));
      for (const id of ids) postponed.delete(id);
    },
    postpone(id, delayMs) {
      if (!sql.flying.get(id)) return false;
      postponed.set(id, Date.now() + delayMs);
      return true;
    },
    nextVisibleAt(queue) {
      const next = sql.next.get(queue)?.next;
      return typeof next === "number" ? next : undefined;
    },
    depth(queue) {
      const row = sql.depth.get(queue);
      const inFlight = Number(row?.flying ?? 0);
      return { waiting: Number(row?.total ?? 0) - inFlight, inFlight };
    },
    isOpen: () => db.isOpen,
    onArrival(queue, listener) {
      const set = listeners.get(queue) ?? new Set();
      listeners.set(queue, set.add(listener));
      return () => void set.delete(listener);
    },
  };
}

function statements(db: DatabaseSync) {
  return {
    send: db.prepare("INSERT INTO messages (id, queue, body, sent_at, visible_at) VALUES (?, ?, ?, ?, ?)"),
    bury: db.prepare(
      `UPDATE messages SET queue = ?, dead_letter_source = ?, receive_count = 0, first_received_at = NULL, visible_at = ?
       WHERE queue = ? AND in_flight = 0 AND visible_at <= ? AND receive_count >= ?`,
    ),
    receive: db.prepare(
      `UPDATE messages SET in_flight = 1, receive_count = receive_count + 1, first_received_at = coalesce(first_received_at, ?)
       WHERE id IN (SELECT id FROM messages WHERE queue = ? AND in_flight = 0 AND visible_at <= ?
                    ORDER BY visible_at, rowid LIMIT ?) RETURNING *`,
    ),
    delete: db.prepare("DELETE FROM messages WHERE id = ?"),
    release: db.prepare("UPDATE messages SET in_flight = 0, visible_at = ? WHERE id = ?"),
    next: db.prepare("SELECT min(visible_at) AS next FROM messages WHERE queue = ? AND in_flight = 0"),
    flying: db.prepare("SELECT 1 FROM messages WHERE id = ? AND in_flight = 1"),
    depth: db.prepare(
      "SELECT count(*) AS total, coalesce(sum(in_flight), 0) AS flying FROM messages WHERE queue = ?",
    ),
  };
}

function messageOf(row: Record<string, SQLOutputValue>): QueueMessage {
  return {
    id: text(row.id),
    body: text(row.body),
    sentAt: Number(row.sent_at),
    firstReceivedAt: Number(row.first_received_at),
    receiveCount: Number(row.receive_count),
    deadLetterSource: row.dead_letter_source === null ? undefined : text(row.dead_letter_source),
  };
}

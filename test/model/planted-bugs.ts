import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { LedgerItem, LedgerWrite } from "../../shared/ledger/write.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { paymentOf } from "../../shared/payment/payment-item.ts";
import type { Plant } from "./gateway.ts";
import { keyOf, type Request } from "./model-state.ts";

/** Bugs that the model test has to find, each planted around production code and not in it. */
export const PLANTED_BUGS: Readonly<Record<string, () => Plant>> = {
  "no version condition": () =>
    changingWrites((write) => (isCoverageUpdate(write) ? unguarded(write) : write)),
  "claim without programme": () => changingWrites(withoutProgramme),
  "event before the write": eventBeforeTheWrite,
  "stored refusal forgotten": refusalForgotten,
  "credit dropped": () => changingWrites(withoutCredit),
  "revocation by month only": () =>
    changingWrites((write) => (write.kind === "delete" ? unguarded(write) : write)),
  "retry without the fingerprint": withoutFingerprint,
  "tombstone ignored": tombstoneIgnored,
  "unquoted booked although the amount differs": amountNotCompared,
  "correction approved by its own maker": approvedByItsMaker,
  "money moved away and booked for nobody": () => ({
    ledger: (real) => ({ ...real, transact: (writes) => real.transact(withoutMovedClaim(writes)) }),
  }),
};

/** A ledger whose writes are changed on their way. */
function changingWrites(change: (write: LedgerWrite) => LedgerWrite): Plant {
  return {
    ledger: (real) => ({
      ...real,
      write: (write) => real.write(change(write)),
      transact: (writes) => real.transact(writes.map(change)),
    }),
  };
}

const isCoverageUpdate = (write: LedgerWrite): boolean =>
  write.kind === "update" && write.key.SK === "COVERAGE";

function unguarded(write: LedgerWrite): LedgerWrite {
  if (write.kind === "put") return write;
  return { ...write, guard: { expression: "attribute_exists(PK) OR attribute_not_exists(PK)" } };
}

const isPayment = (item: LedgerItem, state: string): boolean =>
  item.PK.startsWith("PAYMENT#") && item.state === state;

function withoutProgramme(write: LedgerWrite): LedgerWrite {
  const only = (claim: unknown) => ({ ...(claim as object), programmes: ["JKK"] });
  if (write.kind === "put" && write.item.SK === "COVERAGE") {
    const claims = Object.entries(write.item.claims as object).map(([key, claim]) => [key, only(claim)]);
    return { ...write, item: { ...write.item, claims: Object.fromEntries(claims) } };
  }
  return withValue(write, ":claim", only);
}

function withoutCredit(write: LedgerWrite): LedgerWrite {
  if (write.kind === "put" && write.item.SK === "COVERAGE") {
    return { ...write, item: { ...write.item, creditRupiah: 0 } };
  }
  return withValue(write, ":credit", () => 0);
}

function withValue(write: LedgerWrite, name: string, change: (value: unknown) => unknown): LedgerWrite {
  const values = write.kind === "update" ? write.update.values : undefined;
  if (write.kind !== "update" || !values || !(name in values)) return write;
  return { ...write, update: { ...write.update, values: { ...values, [name]: change(values[name]) } } };
}

/** The request path publishes by itself, before it knows that the booking commits. */
function eventBeforeTheWrite(): Plant {
  return {
    ledger: (real, deliver) => ({
      ...real,
      transact(writes) {
        const [first] = writes;
        if (first?.kind === "put" && isPayment(first.item, "accepted")) {
          const event = paymentEvent(undefined, paymentOf(first.item));
          const body = JSON.stringify({ "detail-type": event?.type, detail: event });
          if (event) deliver({ type: event.type, payment: event.subject, body });
        }
        return real.transact(writes);
      },
    }),
  };
}

function refusalForgotten(): Plant {
  return {
    ledger: (real) => ({
      ...real,
      transact: async (writes) =>
        writes.some((write) => write.kind === "put" && isPayment(write.item, "refused"))
          ? { kind: "committed" }
          : real.transact(writes),
    }),
  };
}

/** Whatever comes under a reference that was seen is taken for the first one again. */
function withoutFingerprint(): Plant {
  const first = new Map<string, Extract<Request, { kind: "pay" }>>();
  return {
    answer(request, ask) {
      if (request.kind !== "pay") return ask(request);
      const known = first.get(keyOf(request)) ?? request;
      first.set(keyOf(request), known);
      return ask({ ...request, member: known.member, amount: known.amount });
    },
  };
}

function tombstoneIgnored(): Plant {
  const seen = (item: LedgerItem | undefined) => (item && isPayment(item, "tombstone") ? undefined : item);
  const over = (write: LedgerWrite): LedgerWrite =>
    write.kind === "put" && write.item.PK.startsWith("PAYMENT#") && write.item.state !== "tombstone"
      ? {
          ...write,
          guard: {
            expression: "attribute_not_exists(PK) OR #state = :tombstone",
            names: { "#state": "state" },
            values: { ":tombstone": "tombstone" },
          },
        }
      : write;
  const blind = (real: Ledger): Ledger => ({
    ...real,
    readTogether: async (keys) => (await real.readTogether(keys)).map(seen),
    transact: (writes) => real.transact(writes.map(over)),
  });
  return { ledger: blind };
}

/** Money that was taken without a price buys the month, whatever it is. */
function amountNotCompared(): Plant {
  return {
    async answer(request, ask) {
      const reply = await ask(request);
      if (request.kind !== "pay" || reply.kind !== "answered" || reply.word !== "undecided") return reply;
      for (const amount of [8_400, 16_800]) {
        const booked = await ask({ ...request, amount });
        if (booked.kind === "answered" && booked.word === "accepted") return booked;
      }
      return reply;
    },
  };
}

/** Whoever asks for a change of money may approve it under another name. */
function approvedByItsMaker(): Plant {
  return {
    answer: (request, ask) => ask(request.kind === "decide" ? { ...request, person: "somebody" } : request),
  };
}

/** A move frees the one worker's months and forgets the other's. */
function withoutMovedClaim(writes: readonly LedgerWrite[]): readonly LedgerWrite[] {
  const moves = writes.some((write) => write.kind === "put" && isMoved(write.item));
  const booked = writes.findIndex((write) => write.kind === "put" && isMoved(write.item)) + 1;
  return moves ? writes.toSpliced(booked, 1) : writes;
}

const isMoved = ({ PK, recovered }: LedgerItem): boolean =>
  PK.startsWith("PAYMENT#") && (recovered as { source?: string } | undefined)?.source === "wrong-nik";

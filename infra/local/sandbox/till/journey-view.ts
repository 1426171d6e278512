import type { Say } from "../../../../functions/say.ts";
import { formatInstant, type Instant } from "../../../../shared/calendar/calendar.ts";
import type { JourneyState } from "./journey.ts";

/** One station of a payment's way, in the page's language. `at` is empty until it is reached. */
export interface Station {
  readonly name: string;
  readonly label: string;
  readonly note: string;
  /** `10:00:05.123` */
  readonly at: string;
  /** Since the gateway received it: `+38 ms`. */
  readonly after: string;
}

export interface JourneyView {
  readonly stations: readonly Station[];
  /** What is being waited for, or when cover counts from. */
  readonly message: string;
  /** Accepted events of this payment on the bus: one, however often it was sent. */
  readonly bookings: number;
  readonly isOver: boolean;
}

/** The way of a payment as the page tells it; the same for the first page and for every look after it. */
export function journeyView(state: JourneyState, say: Say): JourneyView {
  const { receivedAt } = state;
  const station = (name: string, at: Instant | undefined, label: string, note: string): Station => ({
    ...{ name, label, note },
    at: at === undefined ? "" : clockTime(at),
    after: at === undefined || receivedAt === undefined || at <= receivedAt ? "" : distance(at - receivedAt),
  });
  const published = earlier(state.publishedAt, state.activatedAt);
  const way = [
    station(
      "received",
      receivedAt,
      say("Diterima", "Received"),
      say("tanda tangan mitra cocok", "the partner's signature holds"),
    ),
    station(
      "booked",
      earlier(state.bookedAt, published),
      say("Dibukukan", "Booked"),
      say("uang dan bulan dalam satu transaksi", "money and months in one transaction"),
    ),
    station(
      "published",
      published,
      say("Diumumkan", "Published"),
      say("ContributionAccepted.v1 di bus", "ContributionAccepted.v1 on the bus"),
    ),
    station(
      "activated",
      state.activatedAt,
      say("Aktif", "Active"),
      say("dikonfirmasi sistem inti", "confirmed by the core system"),
    ),
  ];
  const back = [
    station(
      "reversed",
      state.reversedAt,
      say("Dibatalkan", "Reversed"),
      say("bulannya bebas lagi", "its months are free again"),
    ),
    station(
      "revoked",
      state.revokedAt,
      say("Dicabut", "Revoked"),
      say("sistem inti tahu", "the core system knows"),
    ),
  ];
  return {
    stations: state.reversedAt === undefined ? way : [...way, ...back],
    message: messageOf(state, say),
    bookings: state.acceptedEvents,
    isOver: state.isOver,
  };
}

/** The way that a payment will go, before there is one. */
export function journeyAhead(say: Say): JourneyView {
  const nothing: JourneyState = { attempts: 0, acceptedEvents: 0, openFailure: undefined, isOver: true };
  return {
    ...journeyView(nothing, say),
    message: say("Belum ada uang di jalan.", "No money is on its way yet."),
  };
}

function messageOf(state: JourneyState, say: Say): string {
  const { inForceFrom, activatedAt } = state;
  if (state.reversedAt !== undefined) {
    return say("Perlindungan ditarik sejak awalnya.", "Cover is taken back from its start.");
  }
  if (inForceFrom === undefined) return "";
  const from = clockTime(inForceFrom).slice(0, 8);
  if (activatedAt !== undefined) {
    return say(
      `Perlindungan dihitung sejak ${from}, saat uang diterima.`,
      `Cover counts from ${from}, when the money was received.`,
    );
  }
  const fromThen = say(
    `Perlindungan tetap dihitung sejak ${from}.`,
    `Cover counts from ${from} all the same.`,
  );
  return `${waitingFor(state, say)} ${fromThen}`;
}

function waitingFor({ attempts, openFailure }: JourneyState, say: Say): string {
  const seen = say("Petugas sudah melihatnya.", "Ops staff can see it already.");
  if (openFailure === "core-refused") {
    return `${say("Sistem inti menolak; petugas yang memutuskan.", "The core system refused; people decide.")} ${seen}`;
  }
  if (attempts < 1) return say("Menunggu sistem inti.", "Waiting for the core system.");
  const tried = say(
    `Sistem inti belum menjawab, percobaan ke-${attempts}; Kanal mencoba sendiri.`,
    `The core system does not answer, try ${attempts}; Kanal goes on by itself.`,
  );
  return openFailure ? `${tried} ${seen}` : tried;
}

/** The earlier of two moments: what was only seen late cannot have happened after what followed from it. */
function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one !== undefined && other !== undefined && other < one ? other : one;
}

const clockTime = (at: Instant) => formatInstant(at, "milliseconds").slice(11, 23);

function distance(ms: number): string {
  if (ms < 1_000) return `+${ms} ms`;
  return ms < 60_000 ? `+${(ms / 1_000).toFixed(1)} s` : `+${Math.round(ms / 60_000)} min`;
}

import { join } from "node:path";
import { businessDate } from "../../../shared/calendar/calendar.ts";
import { setForgotten, setRemembered } from "../partner/set-forgotten.ts";
import { correctionsByTwo } from "./audited-acts.ts";
import { type Testimony, testimonyOf } from "./bus-witness.ts";
import { faultsOf } from "./faults-of.ts";
import type { LedgerBook } from "./ledger-book.ts";
import { opsDesk } from "./ops-desk.ts";
import { type Sale, saleKey } from "./partner-book.ts";
import { type Repeats, repeatSales } from "./repeat-sales.ts";
import { copyTable, putBackTable } from "./restore-table.ts";
import { type SettledDay, settleDay } from "./settle-day.ts";
import type { Stage } from "./stage.ts";
import { DrillStop, openTills } from "./tills.ts";
import { type Play, playAfter, playBefore, playGap } from "./traffic.ts";
import { whatDiffers } from "./what-differs.ts";

export interface DrillSize {
  /** Sales, about a third of them before the restore point; some of every accident come on top. */
  readonly sales: number;
  /** Leaves one sale of the lost minutes out of repeats and files, to see that the drill notices. */
  readonly leaveOut: boolean;
}

/** Everything that the drill saw. `faults` is empty where every sum is equal and nothing was refused. */
export interface DrillReport {
  readonly sales: readonly Sale[];
  /** As it was noted before the accident, as it came back, and in the end. */
  readonly books: { readonly noted: LedgerBook; readonly restored: LedgerBook; readonly rebuilt: LedgerBook };
  /** What the bus knew and the ledger did not, after the restore and in the end. */
  readonly bus: { readonly restored: Testimony; readonly rebuilt: Testimony };
  readonly repeats: Repeats;
  readonly settled: SettledDay;
  readonly differs: readonly string[];
  readonly faults: readonly string[];
}

type Say = (text: string) => void;

const DAY = businessDate("2026-11-20");
const at = (time: string) => `${DAY}T${time}+07:00`;
const FORGOTTEN = { from: at("10:00:00"), until: at("10:20:00") };
const ACTIVE_MS_MAX = 30_000;
const NEXT_MORNING = "2026-11-21T08:00:00+07:00";

/**
 * Plays the accident and the way back, over an empty folder: traffic, a restore point, ten minutes more, the table goes back, the partners repeat, their files are matched,
 * two people book what is left, and every sum is held against what was noted. The stage is stopped at the end.
 * @throws DrillStop where a till was refused, or a difference is of no kind that a restore explains
 */
export async function runDrill(stage: Stage, size: DrillSize, say: Say): Promise<DrillReport> {
  await stage.start();
  const play: Play = {
    ...{ stage, tills: openTills(stage.baseUrl(), stage.sandbox()), sales: [], open: [] },
    niks: [...(await stage.registerWorkers(size.sales + 20))],
  };
  const noted = await haveAccident(play, size.sales, say);
  const { restored, envelopes } = await serveAgain(play, say);
  const left = size.leaveOut ? play.sales.findLast(isPlain) : undefined;
  if (left) say(`  ditinggalkan / left out: ${saleKey(left)}`);
  const known = play.sales.filter((sale) => sale !== left);
  const repeats = await rebuild(play, known, say);
  const settled = await settle(stage, known, say);
  const rebuilt = await stage.book();
  await stage.stop();
  const books = { noted, restored, rebuilt };
  const bus = { restored: testimonyOf(envelopes, restored), rebuilt: testimonyOf(stage.archive(), rebuilt) };
  const faults = faultsOf(play.sales, books, { repeats, bus: bus.rebuilt, covered: stage.core.covered() });
  const differs = whatDiffers(noted, rebuilt, stage.core);
  return { sales: play.sales, books, bus, repeats, settled, differs, faults };
}

/** A sale of the lost minutes with nothing special about it. */
const isPlain = ({ when, partnerId, state }: Sale): boolean =>
  when === "gap" && partnerId === "bri" && state === "receipt";

/** @returns the ledger as it was when it was lost */
async function haveAccident(play: Play, size: number, say: Say): Promise<LedgerBook> {
  const { stage, sales } = play;
  const copy = join(stage.dir.path, "restore-point.db");
  await playBefore(play, Math.ceil(size / 3));
  say(`1. 09.50  ${sales.length} penjualan / sales`);
  await stage.moveTo(at("10:00:00"));
  copyTable(stage.dir, copy);
  say("2. 10.00  titik pulih / the restore point");
  const before = sales.length;
  await stage.moveTo(at("10:00:01"));
  await playGap(play, Math.floor((size * 2) / 3));
  say(`3. 10.00  ${sales.length - before} penjualan lagi, yang akan hilang / more sales, which will be lost`);
  const noted = await stage.book();
  await stage.moveTo(at("10:10:00"));
  await stage.stop();
  putBackTable(stage.dir, copy, join(stage.dir.path, "lost-table.db"));
  say("4. 10.10  tabel kembali ke titik pulih / the table is back at the restore point");
  return noted;
}

/** @returns what came back, and what the bus has archived by then */
async function serveAgain(play: Play, say: Say) {
  const { stage } = play;
  const envelopes = stage.archive();
  await stage.behindClosedDoors((desk) => setForgotten(desk, "ALL", FORGOTTEN));
  await stage.start();
  const restored = await stage.book();
  await stage.moveTo(FORGOTTEN.until);
  const { missing } = testimonyOf(envelopes, restored);
  say(
    `5. 10.20  melayani lagi / serving again; ${missing.length} pembayaran hanya di bus / payments known to the bus alone`,
  );
  await playAfter(play);
  return { restored, envelopes };
}

async function rebuild(play: Play, known: readonly Sale[], say: Say): Promise<Repeats> {
  const { stage, tills } = play;
  const ofGap = known.filter(({ when }) => when === "gap");
  const back = known.filter(({ when, state }) => when === "before" && state === "returned");
  // No partner repeats everything: every third sale is left to the file, and one that went back.
  const repeated = new Set([...ofGap.filter((_, index) => index % 3 !== 2), ...back.slice(0, -1)]);
  const repeats = await repeatSales(stage, tills, known, (sale) => repeated.has(sale));
  await untilActive(stage);
  say(
    `6. 10.20  ${repeats.sent} ulangan / repeats: ${repeats.booked} tercatat / booked, ${repeats.held} ditahan / held, ` +
      `${repeats.returned} kembali / returned, ${repeats.refused.length} ditolak / refused`,
  );
  return repeats;
}

/** What was pending at the restore point has no message any more: the sweeper finds it in the table. @throws DrillStop when it does not */
async function untilActive(stage: Stage): Promise<void> {
  const until = Date.now() + ACTIVE_MS_MAX;
  for (;;) {
    await stage.settled();
    const pending = (await stage.book()).payments.filter(({ state }) => state === "accepted");
    if (pending.length === 0) return;
    if (Date.now() > until) throw new DrillStop(`not active: ${pending.map(({ paymentKey }) => paymentKey)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function settle(stage: Stage, known: readonly Sale[], say: Say): Promise<SettledDay> {
  await stage.moveTo(NEXT_MORNING);
  const settled = await settleDay({ stage, desk: opsDesk(stage) }, known, DAY);
  await stage.settled();
  const found = [...settled.found].map(([name, count]) => `${count} ${name}`).join(", ");
  say(
    `7. 08.00  berkas mitra / the partners' files: ${found}; ${settled.booked} dicatat, ${settled.returned} dikembalikan oleh dua orang / booked, returned by two people`,
  );
  const audited = await stage.onLedger(correctionsByTwo);
  if (audited !== settled.booked + settled.returned) {
    throw new DrillStop(`${settled.booked + settled.returned} corrections, ${audited} in the audit trail`);
  }
  await stage.onLedger((desk) => setRemembered(desk, "ALL"));
  return settled;
}

import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { PartnerProfile } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import { dayKey, dayOf, type SettlementDay } from "./day-item.ts";
import { fileDueAt, isFileLate } from "./due.ts";
import { fileKey, fileOf, type SettlementFile } from "./file-item.ts";
import type { FileRefusal } from "./refusal.ts";
import type { ClassTotals, ControlTotals } from "./settlement.ts";

/** What is to be said of one file of a day. Amounts are null until it is reconciled. */
export interface FileSummary {
  readonly fileId: string;
  readonly name: string;
  readonly revision: number;
  readonly receivedAt: Instant;
  readonly state: SettlementFile["state"];
  readonly control: ControlTotals;
  readonly totals: ClassTotals | null;
  /** What the day's index of the ledger counts, up to the moment at which the file came. */
  readonly ledger: SettlementFile["ledger"];
  readonly reconciledAt: Instant | null;
}

/**
 * A business date of a partner. `state` is that of the file that counts; `refused` means that the day has no sound file and its last one was refused. `refusal` is the last
 * file that was refused since, also where an older one counts.
 */
export interface Settlement {
  readonly partnerId: string;
  readonly partnerName: string;
  readonly businessDate: BusinessDate;
  readonly state: "awaited" | "late" | "refused" | "matching" | "reconciled";
  readonly dueAt: Instant;
  readonly collected: FileSummary | null;
  readonly suspect: FileSummary | null;
  readonly refusal: (FileRefusal & { readonly name: string; readonly receivedAt: Instant }) | null;
  /** How many sound files have come, suspect ones included. */
  readonly files: number;
}

/** One business date of a partner; undefined for a partner that is not registered. Three round trips at most. */
export async function readSettlement(
  ledger: Ledger,
  partnerId: string,
  businessDate: BusinessDate,
  now: Instant,
): Promise<Settlement | undefined> {
  const profile = await readProfile(ledger, partnerId);
  if (!profile) return undefined;
  const [settlement] = await readSettlements(ledger, [{ profile, businessDate }], now);
  return settlement;
}

/** Several days at once, in the order in which they are asked for: one read of the days, one of their files, a hundred a round trip. */
export async function readSettlements(
  ledger: Ledger,
  asked: readonly { readonly profile: PartnerProfile; readonly businessDate: BusinessDate }[],
  now: Instant,
): Promise<readonly Settlement[]> {
  const items = await ledger.readTogether(
    asked.map(({ profile, businessDate }) => dayKey(profile.partnerId, businessDate)),
  );
  const days = items.map((item) => item && dayOf(item));
  const fileIds = days.flatMap((day) =>
    [day?.collected?.fileId, day?.suspect?.fileId].filter((id) => id !== undefined),
  );
  const fileItems = await ledger.readTogether(fileIds.map(fileKey));
  const files = new Map(
    fileItems.flatMap((item) => {
      const file = item && fileOf(item);
      return file ? [[file.fileId, file] as const] : [];
    }),
  );
  return asked.map(({ profile, businessDate }, at) =>
    settlementOf(profile, businessDate, { day: days[at], files, now }),
  );
}

function settlementOf(
  { partnerId, name, settlement: terms }: PartnerProfile,
  businessDate: BusinessDate,
  known: {
    readonly day: SettlementDay | undefined;
    readonly files: ReadonlyMap<string, SettlementFile>;
    readonly now: Instant;
  },
): Settlement {
  const { day, files, now } = known;
  const collected = summary(files.get(day?.collected?.fileId ?? ""));
  const refused = day?.refused ?? null;
  const waiting = isFileLate(terms, businessDate, now) ? "late" : "awaited";
  const state = collected?.state ?? (refused ? "refused" : waiting);
  return {
    partnerId,
    partnerName: name,
    businessDate,
    state,
    dueAt: fileDueAt(terms, businessDate),
    collected,
    suspect: summary(files.get(day?.suspect?.fileId ?? "")),
    refusal: refused && {
      line: refused.line,
      reason: refused.reason,
      name: refused.name,
      receivedAt: refused.receivedAt,
    },
    files: day?.revisions.length ?? 0,
  };
}

function summary(file: SettlementFile | undefined): FileSummary | null {
  if (!file) return null;
  const { fileId, name, revision, receivedAt, state, control, totals, ledger, reconciledAt } = file;
  return { fileId, name, revision, receivedAt, state, control, totals, ledger, reconciledAt };
}

import { businessDateOf, type Instant, instant } from "../calendar/calendar.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { PartnerProfile } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import type { SettlementFileForm } from "../partner/settlement-terms.ts";
import { NO_LINES } from "./control-totals.ts";
import {
  dayAfter,
  dayKey,
  dayOf,
  dayWrite,
  isOvertaken,
  nextRevision,
  type SettlementDay,
} from "./day-item.ts";
import { type FilePlace, type FileVersion, type SettlementDeps, SettlementFault } from "./deps.ts";
import { firstErrands } from "./errand.ts";
import { fileItem, fileKey, fileOf, relaidWrite, type SettlementFile, whileIn } from "./file-item.ts";
import { fileIdOf, type PlacedFile, placeOfFile, strayIdOf } from "./file-place.ts";
import { mendFile, tellRefusal } from "./file-trouble.ts";
import { progressItem } from "./progress-item.ts";
import { formNamed, formsOf } from "./ready-forms.ts";
import type { FileRefusalReason } from "./refusal.ts";
import { type FileScan, scanFile } from "./scan-file.ts";

/** `known` files have come before; `stray` objects lie where no file belongs; `gone` ones were replaced before they were read. */
export type TakenIn = "taken-in" | "refused" | "known" | "stray" | "gone";

/** How often the day is looked at again when several files of it come at once. */
const MOVES_MAX = 5;

/**
 * Takes in a file that was announced: reads it once from beginning to end, and only when all of it is sound does it count for its day. Twice the same changes nothing; an
 * announcement that comes again after a crash sends the errands again.
 * @throws LedgerFault, SettlementFault: the announcement comes again
 */
export async function takeInFile(deps: SettlementDeps, place: FilePlace): Promise<TakenIn> {
  const placed = placeOfFile(place.objectKey);
  const profile = placed && (await readProfile(deps.ledger, placed.partnerId));
  if (!placed || !profile) return keepStray(deps, place);
  const version = await deps.files.open(place);
  if (version.kind === "gone") return "gone";
  const receivedAt = deps.clock.businessNow();
  const file = await judge(version, { placed, place, profile, receivedAt });
  const stored = await store(deps, file);
  const standing = stored === "new" ? file : stored;
  if (standing.state === "matching") {
    // Again too when the file is known: whoever took it in may have died before this.
    await mendFile(deps, standing);
    await deps.errands.send(firstErrands(standing));
  }
  if (stored !== "new") return "known";
  return file.refusal ? "refused" : "taken-in";
}

interface Announced {
  readonly placed: PlacedFile;
  readonly place: FilePlace;
  readonly profile: PartnerProfile;
  readonly receivedAt: Instant;
}

async function judge(
  { laidAt, pieces }: FileVersion & { kind: "found" },
  { placed, place, profile, receivedAt }: Announced,
): Promise<SettlementFile> {
  const { settlement, snap, partnerId } = profile;
  const form = formNamed(formsOf(settlement), placed.name);
  const inFuture = placed.businessDate > businessDateOf(receivedAt);
  const scan: FileScan =
    form && !inFuture
      ? await scanFile(
          pieces,
          { form, companyCode: snap?.partnerServiceId, nikHashKey: undefined },
          placed.businessDate,
        )
      : unread(place, form, inFuture ? "date-in-future" : "no-form-fits");
  const says = form?.says ?? "collected";
  const sound = scan.kind === "sound";
  return {
    ...placed,
    ...place,
    partnerId,
    fileId: fileIdOf(placed, says, scan.contentHash),
    says,
    revision: 0,
    laidAt: instant(laidAt),
    receivedAt,
    form: form ?? null,
    companyCode: snap?.partnerServiceId ?? null,
    asksBank: settlement.bankStatus !== undefined,
    control: sound ? scan.control : NO_LINES,
    chunks: sound ? scan.chunks : [],
    state: sound ? "matching" : "refused",
    refusal: sound ? null : scan.refusal,
    totals: null,
    ledger: null,
    reconciledAt: null,
  };
}

/** A file that is refused without being read is known by its version. */
function unread(
  { etag }: FilePlace,
  form: SettlementFileForm | undefined,
  reason: FileRefusalReason,
): FileScan {
  const contentHash = `${form?.says ?? "any"}:${etag}`;
  return { kind: "refused", contentHash, bytes: 0, refusal: { line: 0, reason } };
}

/**
 * Writes the file and its day together. A content that was refused before counts as new once it is sound: its partner's terms were put right, and no other file will
 * come. @returns the file as it stood already, or `new`
 */
async function store(deps: SettlementDeps, file: SettlementFile): Promise<SettlementFile | "new"> {
  const { ledger } = deps;
  for (let move = 0; move < MOVES_MAX; move++) {
    const [knownItem, dayItem] = await ledger.readTogether([
      fileKey(file.fileId),
      dayKey(file.partnerId, file.businessDate),
    ]);
    const known = knownItem && fileOf(knownItem);
    if (known && (known.state !== "refused" || file.refusal)) {
      if (await liesAsKnown(deps, known, file)) return known;
      continue;
    }
    const day: SettlementDay | undefined = dayItem && dayOf(dayItem);
    // Before it is written: told twice is told once, and a refusal that nobody hears of is a day without proof.
    if (file.refusal && !isOvertaken(day, file)) await tellRefusal(deps, file);
    const revision = file.refusal ? 0 : nextRevision(day, file.says);
    const result = await ledger.transact([
      { kind: "put", item: fileItem({ ...file, revision }), guard: known ? whileIn("refused") : "absent" },
      ...(known ? [] : [{ kind: "put", item: progressItem(file.fileId), guard: "absent" } as const]),
      dayWrite(dayAfter(day, file), day),
    ]);
    if (result.kind === "committed") return "new";
  }
  throw new SettlementFault("SETTLEMENT_KEEPS_MOVING");
}

/**
 * Whether a known file is to be read where it says. One that was laid down once more while it is matched has a new version (S3 gives one to the same content too, where a
 * key of ours encrypts it), and its errands would look for the old one for ever.
 */
async function liesAsKnown(
  { ledger }: SettlementDeps,
  known: SettlementFile,
  { bucket, objectKey, etag }: SettlementFile,
): Promise<boolean> {
  const isSame = known.bucket === bucket && known.objectKey === objectKey && known.etag === etag;
  if (known.state !== "matching" || isSame) return true;
  await ledger.write(relaidWrite(known.fileId, { bucket, objectKey, etag }));
  return false;
}

/** Somebody laid something down where nobody looks for it: ops have to hear of it, for a file may be missing elsewhere. */
async function keepStray(
  { ledger, clock }: SettlementDeps,
  { objectKey, etag }: FilePlace,
): Promise<"stray"> {
  const subject = { kind: "record", id: strayIdOf(objectKey, etag) } as const;
  const openedAt = clock.businessNow();
  const reason = "not at <partner>/<business date>/<name>.csv of a partner";
  await openFailure(ledger, failureOf({ cause: "message-unreadable", subject, reason, openedAt }));
  return "stray";
}

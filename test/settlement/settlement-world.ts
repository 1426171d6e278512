import { createHash, createSecretKey } from "node:crypto";
import { businessDate, type Instant, instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { LedgerItem } from "../../shared/ledger/write.ts";
import { PartnerId, type PartnerProfile } from "../../shared/partner/partner.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import type { SettlementTerms } from "../../shared/partner/settlement-terms.ts";
import type { Payment } from "../../shared/payment/payment.ts";
import { paymentItem } from "../../shared/payment/payment-item.ts";
import type { SettlementDeps } from "../../shared/settlement/deps.ts";
import type { Errand } from "../../shared/settlement/errand.ts";
import { listDifferences, type ShownDifference } from "../../shared/settlement/list-differences.ts";
import { matchChunk } from "../../shared/settlement/match-chunk.ts";
import { matchShard } from "../../shared/settlement/match-shard.ts";
import { readSettlement } from "../../shared/settlement/read-settlement.ts";
import { formNamed, formsOf } from "../../shared/settlement/ready-forms.ts";
import { takeInFile } from "../../shared/settlement/take-in-file.ts";
import { type WrittenLine, writtenFile } from "../../shared/settlement/write-file.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { placeOf, USUAL_TERMS } from "../partner/sample-profile.ts";

export const DAY = businessDate("2026-11-26");
const BUCKET = "settlement";

export function at(text: string): Instant {
  const time = parseInstant(text);
  if (time === undefined) throw new Error(`not a time: ${text}`);
  return time;
}

let partners = 0;

/** One partner of its own over a real ledger, a bucket in memory, and the errands in a list: taken in any order, twice, or not at all. */
export async function settlementWorld(
  { ledger }: Pick<TestLedger, "ledger">,
  terms: Partial<SettlementTerms> = {},
) {
  const partnerId = PartnerId.parse(`shop${String.fromCharCode(97 + (partners % 26))}${partners++}`);
  const profile: PartnerProfile = {
    ...USUAL_TERMS,
    partnerId,
    name: "Toko",
    channels: [placeOf("INDOMARET")],
    settlement: { ...USUAL_TERMS.settlement, files: "kanal", ...terms },
  };
  await putPartner(ledger, profile);
  const objects = new Map<
    string,
    { readonly body: Buffer; readonly laidAt: number; readonly etag: string }
  >();
  const errands: Errand[] = [];
  let now = at("2026-11-27T09:00:00+07:00");
  let runs = 0;
  let laid = 0;
  const version = (place: { objectKey: string; etag: string }, from = 0, to?: number) => {
    const found = objects.get(place.objectKey);
    if (found?.etag !== place.etag) return { kind: "gone" } as const;
    const bytes = found.body.subarray(from, to);
    return { kind: "found", laidAt: found.laidAt, pieces: inPieces(bytes) } as const;
  };
  const deps: SettlementDeps = {
    ledger,
    clock: { businessNow: () => now, machineNow: () => instant(Date.now()) },
    keys: { nikHashKey: createSecretKey(Buffer.alloc(32, 7)) },
    files: {
      open: async (place) => version(place),
      range: async (place, { from, to }) => version(place, from, to),
    },
    errands: { send: async (more) => void errands.push(...more) },
  };
  const day = async (date = DAY) => {
    const found = await readSettlement(ledger, partnerId, date, now);
    if (!found) throw new Error("no such partner");
    return found;
  };

  async function carryOut(errand: Errand, hasTime: () => boolean = () => true, table = ledger) {
    const given = { ...deps, ledger: table };
    if (errand.kind === "chunk") return matchChunk(given, errand, hasTime);
    if (errand.kind === "shard") return matchShard(given, { ...errand, run: `run${++runs}` }, hasTime);
    throw new Error("not carried out here");
  }

  async function lay(text: string | Buffer, name = "file.csv", date: string = DAY) {
    const objectKey = `${partnerId}/${date}/${name}`;
    const body = Buffer.from(text);
    // A new one for the same content too, as S3 has it where a key of ours encrypts (not an MD5 then).
    const etag = createHash("md5").update(`${++laid} ${text}`).digest("hex");
    objects.set(objectKey, { body, laidAt: now, etag });
    return { bucket: BUCKET, objectKey, etag };
  }

  return {
    ...{ deps, partnerId, profile, errands, objects, ledger, lay, carryOut, day },
    moveTo(text: string) {
      now = at(text);
    },
    /** The file as this partner writes it. */
    file(lines: Iterable<WrittenLine>, name = "file.csv", date = DAY): string {
      const form = formNamed(formsOf(profile.settlement), name);
      if (!form) throw new Error("no form fits");
      return [...writtenFile(form, date, lines)].join("");
    },
    async put(...payments: readonly Payment[]) {
      await Promise.all(payments.map((payment) => putAnyhow(paymentItem(payment))));
    },
    /** Lays the file down and announces it. */
    async hand(text: string | Buffer, name = "file.csv", date: string = DAY) {
      return takeInFile(deps, await lay(text, name, date));
    },
    /** Carries out what was sent, all of it at once, until nothing is left. */
    async drain() {
      while (errands.length > 0) await Promise.all(errands.splice(0).map((errand) => carryOut(errand)));
    },
    async differences(query: Partial<Parameters<typeof listDifferences>[3]> = {}, date = DAY) {
      const found: ShownDifference[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDifferences(ledger, partnerId, date, { limit: 200, ...query, cursor });
        found.push(...page.differences);
        cursor = page.next;
      } while (cursor);
      return found;
    },
  };

  async function putAnyhow(item: LedgerItem) {
    const guard = { expression: "attribute_not_exists(PK) OR schemaVersion = :one", values: { ":one": 1 } };
    await ledger.write({ kind: "put", item, guard });
  }
}

export type SettlementWorld = Awaited<ReturnType<typeof settlementWorld>>;

/** As a network gives them: pieces that end in the middle of lines. */
async function* inPieces(bytes: Buffer) {
  for (let from = 0; from < bytes.length; from += 1_000) yield bytes.subarray(from, from + 1_000);
}

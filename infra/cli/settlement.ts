import { parseArgs } from "node:util";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { MACHINE_CLOCK } from "../../functions/machine.ts";
import {
  type BusinessDate,
  businessDateOf,
  formatInstant,
  parseBusinessDate,
} from "../../shared/calendar/calendar.ts";
import { readProfile } from "../../shared/partner/partner-store.ts";
import { listDifferences } from "../../shared/settlement/list-differences.ts";
import { readSettlement, type Settlement } from "../../shared/settlement/read-settlement.ts";
import { formsOf } from "../../shared/settlement/ready-forms.ts";
import { refusalInWords } from "../../shared/settlement/refusal.ts";
import { settlementStatement, suspectStatement } from "../../shared/settlement/statement.ts";
import { statementCsv } from "../../shared/settlement/statement-csv.ts";
import { writtenFile } from "../../shared/settlement/write-file.ts";
import { openDataDir } from "../local/data-dir.ts";
import { recordedEndpoint } from "../local/endpoint-record.ts";
import { LOCAL } from "../local/topology.ts";
import { type OpenDesk, openDesk } from "./partner/open-desk.ts";
import { PartnerStop } from "./partner/partner-stop.ts";
import { differencesText } from "./settlement/differences-text.ts";
import { linesOfDay, withDifferences } from "./settlement/make-file.ts";
import { statementText } from "./settlement/statement-text.ts";

const USAGE = `npm run settlement -- make --partner indomaret --date 2026-11-27 [--differences]
    main sebagai mitra: tulis berkas hari itu dan taruh di S3 / play the partner: write the day's file and put it into S3
npm run settlement -- show --partner indomaret --date 2026-11-27 [--csv]
    hasil pencocokan hari itu / the day's result`;

/** How long `make` waits for the result before it leaves it to `show`. */
const RESULT_MS_MAX = 20_000;
const LOOK_MS = 200;
const SHOWN_MAX = 40;

/** The sandbox's settlement from a terminal: plays a partner that hands in its file, and shows what came of it. */
async function main(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      partner: { type: "string" },
      date: { type: "string" },
      differences: { type: "boolean" },
      csv: { type: "boolean" },
    },
  });
  const [command] = positionals;
  const date = dateOf(values.date);
  if (!values.partner || !date || (command !== "make" && command !== "show")) throw new PartnerStop(USAGE);
  const desk = await openDesk({}, process.env);
  try {
    const before = await settlementOf(desk, values.partner, date);
    if (command === "show") return await shown(desk, before, values.csv ?? false);
    const key = await make(desk, values.partner, date, values.differences ?? false);
    const after = await resultAfter(desk, before, date);
    return `${LOCAL.settlementBucket}/${key}\n\n${await shown(desk, after, false)}`;
  } finally {
    desk.close();
  }
}

function dateOf(text: string | undefined): BusinessDate | undefined {
  return text === undefined ? businessDateOf(MACHINE_CLOCK.businessNow()) : parseBusinessDate(text);
}

async function settlementOf(desk: OpenDesk, partnerId: string, date: BusinessDate): Promise<Settlement> {
  const found = await readSettlement(desk.ledger, partnerId, date, MACHINE_CLOCK.businessNow());
  if (!found) throw new PartnerStop(`Mitra tidak dikenal / No such partner: ${partnerId}`);
  return found;
}

/** @returns the object's key */
async function make(
  desk: OpenDesk,
  partnerId: string,
  date: BusinessDate,
  isWrong: boolean,
): Promise<string> {
  const profile = await readProfile(desk.ledger, partnerId);
  const form = profile && formsOf(profile.settlement).find(({ says }) => says === "collected");
  if (!profile || !form) throw new PartnerStop(`Mitra tidak dikenal / No such partner: ${partnerId}`);
  const collected = await linesOfDay(desk, profile, date);
  const lines = isWrong ? withDifferences(collected, MACHINE_CLOCK.businessNow()) : collected;
  const name = [partnerId, date.replaceAll("-", ""), form.nameContains]
    .filter((part) => part !== "")
    .join("_");
  const Key = `${partnerId}/${date}/${name}.csv`;
  const endpoint = recordedEndpoint(openDataDir(process.env.KANAL_DATA_DIR || ".kanal"));
  if (endpoint === undefined)
    throw new PartnerStop("Sandbox tidak berjalan / The sandbox is not running: npm start");
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const s3 = new S3Client({
    endpoint,
    region: "ap-southeast-3",
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  try {
    const Body = [...writtenFile(form, date, lines)].join("");
    await s3.send(
      new PutObjectCommand({ Bucket: LOCAL.settlementBucket, Key, Body, ContentType: "text/csv" }),
    );
    return Key;
  } catch (cause) {
    throw new PartnerStop("Sandbox tidak berjalan / The sandbox is not running: npm start", { cause });
  } finally {
    s3.destroy();
  }
}

/** Waits until something has become of the file; the same file again is known, and nothing does. */
async function resultAfter(desk: OpenDesk, before: Settlement, date: BusinessDate): Promise<Settlement> {
  const until = Date.now() + RESULT_MS_MAX;
  for (;;) {
    const now = await settlementOf(desk, before.partnerId, date);
    const isNew = now.files > before.files || now.refusal?.receivedAt !== before.refusal?.receivedAt;
    if ((isNew && now.state !== "matching") || Date.now() > until) return now;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const STATES: Readonly<Record<Settlement["state"], string>> = {
  awaited: "Menunggu berkas / File awaited",
  late: "Berkas terlambat / File late",
  refused: "Berkas ditolak / File refused",
  matching: "Sedang dicocokkan / Being matched",
  reconciled: "Selesai dicocokkan / Reconciled",
};

async function shown(desk: OpenDesk, settlement: Settlement, asCsv: boolean): Promise<string> {
  const { partnerId, partnerName, businessDate, state, collected, refusal, dueAt } = settlement;
  const rows = settlementStatement(settlement);
  if (asCsv) return rows ? statementCsv(rows) : "";
  const head = [
    `${partnerName} ${businessDate}   ${STATES[state]}`,
    ...(collected
      ? [
          `Berkas / File   ${collected.name}, revisi / revision ${collected.revision}, ${formatInstant(collected.receivedAt)}`,
        ]
      : [`Batas / Due     ${formatInstant(dueAt)}`]),
    ...(refusal
      ? [
          `Ditolak / Refused   ${refusal.name}`,
          `  ${refusalInWords(refusal).indonesia}`,
          `  ${refusalInWords(refusal).english}`,
        ]
      : []),
  ];
  const suspects = suspectStatement(settlement);
  const page = await listDifferences(desk.ledger, partnerId, businessDate, { limit: SHOWN_MAX });
  return [
    ...head,
    ...(rows ? ["", statementText(rows)] : []),
    ...(suspects ? ["", statementText(suspects)] : []),
    ...(page.differences.length > 0 ? ["", differencesText(page.differences)] : []),
    ...(page.next ? ["...\n"] : []),
  ].join("\n");
}

main().then(
  (text) => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    const expected = code === "PARTNER_STOP" || code.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
    process.exitCode = 1;
  },
);

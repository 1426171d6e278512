import { readFileSync, writeFileSync } from "node:fs";
import { CorrectableField } from "../../../shared/data-subject/data-correction-item.ts";
import { destroyDataSubject } from "../../../shared/data-subject/destroy-data-subject.ts";
import { exportDataSubject } from "../../../shared/data-subject/export-data-subject.ts";
import { findDataSubject } from "../../../shared/data-subject/find-data-subject.ts";
import {
  listDestructions,
  proposeDestruction,
  readDestruction,
} from "../../../shared/data-subject/propose-destruction.ts";
import { requestDataCorrection } from "../../../shared/data-subject/request-data-correction.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { PartnerStop } from "../partner/partner-stop.ts";
import { textColumns } from "../partner/text-columns.ts";
import { destructionRow, destructionText } from "./destruction-text.ts";
import type { SubjectDesk } from "./subject-desk.ts";

const NOT_HELD = "Tidak ada data / Nothing is held";

/** Masked, with counts. */
export async function find({ deps, actor, why }: SubjectDesk, nik: Nik): Promise<string> {
  const found = await findDataSubject(deps, actor, { nik, reason: why });
  if (found.kind !== "found") return NOT_HELD;
  return textColumns([
    ["NIK", found.maskedNik],
    ["Nama / Name", found.maskedName ?? "-"],
    ["Kepesertaan / Membership", found.standing ?? "-"],
    ["Formulir / Registration form", found.hasRegistration ? "ya / yes" : "-"],
    ["Pembayaran / Payments", String(found.payments)],
    ["Kegagalan terbuka / Open failures", String(found.openFailures)],
    ...found.corrections.map(({ requestId, state, fields }) => [
      `Pembetulan / Correction ${requestId}`,
      `${state}: ${fields.join(", ")}`,
    ]),
  ]);
}

/** The document goes into a file that only its owner reads; a terminal keeps what it shows. */
export async function exportTo(
  { deps, actor, why }: SubjectDesk,
  nik: Nik,
  file: string | undefined,
): Promise<string> {
  if (!file) throw new PartnerStop("--out <berkas / file.json>");
  const exported = await exportDataSubject(deps, actor, { nik, reason: why });
  if (exported.kind !== "exported") return NOT_HELD;
  writeFileSync(file, `${JSON.stringify(exported.document, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  const { payments, records, isWhole } = exported.document;
  const whole = isWhole
    ? "lengkap / whole"
    : "TIDAK lengkap: terlalu banyak / NOT whole: more than a document holds";
  return `${file}: ${payments.length} pembayaran / payments, ${records.length} catatan / records, ${whole}`;
}

/** What the person says is right comes from a file, like the NIK never from the command line. */
export async function correct(
  { deps, actor, why }: SubjectDesk,
  nik: Nik,
  { fields = "", detail }: { readonly fields?: string | undefined; readonly detail?: string | undefined },
): Promise<string> {
  const named = fields.split(",").filter((field) => field !== "");
  const known = named.flatMap((field) => CorrectableField.options.find((each) => each === field) ?? []);
  if (known.length !== named.length || known.length === 0 || !detail) {
    throw new PartnerStop(`--fields ${CorrectableField.options.join(",")} --detail <berkas / file>`);
  }
  const asked = { nik, fields: known, detail: readFileSync(detail, "utf8"), reason: why };
  const outcome = await requestDataCorrection(deps, actor, asked);
  if (outcome.kind === "refused")
    return outcome.because === "not-held" ? NOT_HELD : `--detail: ${outcome.because}`;
  return `Dicatat / Kept: ${outcome.requestId}\nDijawab oleh sistem inti dengan uraian berikutnya / Answered by the core's next description`;
}

export async function propose({ deps, actor, why }: SubjectDesk, nik: Nik): Promise<string> {
  return destructionText(await proposeDestruction(deps, actor, { nik, reason: why }));
}

/** Decides on a proposal as it stands at this moment. */
export async function decide(
  { deps, actor, why }: SubjectDesk,
  destructionId: string,
  verdict: "approve" | "reject",
): Promise<string> {
  const seen = await readDestruction(deps, destructionId);
  const decision = { verdict, reason: why, seenVersion: seen?.version ?? 0 };
  return destructionText(await destroyDataSubject(deps, actor, destructionId, decision));
}

export async function list({ deps }: SubjectDesk): Promise<string> {
  const found = await listDestructions(deps);
  return found.length === 0 ? "-" : textColumns(found.map(destructionRow));
}

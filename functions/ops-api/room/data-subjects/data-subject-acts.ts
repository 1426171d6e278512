import * as z from "zod/mini";
import { CorrectableField } from "../../../../shared/data-subject/data-correction-item.ts";
import { destroyDataSubject } from "../../../../shared/data-subject/destroy-data-subject.ts";
import { proposeDestruction, readDestruction } from "../../../../shared/data-subject/propose-destruction.ts";
import { requestDataCorrection } from "../../../../shared/data-subject/request-data-correction.ts";
import { html } from "../../../html.ts";
import { notice } from "../../page/mark.ts";
import type { RoomAnswer, Visit } from "../../room.ts";
import { postedNik } from "./carried-nik.ts";
import { destructionFacts, destructionPage, destructionPath } from "./destruction-page.ts";
import { obstacleInWords } from "./destruction-words.ts";

/** An act that did not go through: why, and the way back. */
function refused({ say }: Visit, why: string): RoomAnswer {
  const back = say("Kembali", "Back");
  const content = html`${notice("warn", why)}<p><a class="button" href="/ops/data-subjects">${back}</a></p>`;
  return { kind: "page", title: say("Tidak dijalankan", "Not carried out"), status: 422, content };
}

const reasonMissing = ({ say }: Visit): string => say("Alasan wajib diisi.", "A reason is needed.");

const Asked = z.object({ field: CorrectableField, detail: z.string(), reason: z.string() });

/** Records what a person says is wrong with his data; the core answers it. */
export async function askCorrection(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, form } = visit;
  const [nik, asked] = [postedNik(visit), z.safeParse(Asked, Object.fromEntries(form))];
  if (!nik || !asked.success) return { kind: "not-found" };
  const { field, detail, reason } = asked.data;
  const outcome = await requestDataCorrection(deps, actor, { nik, fields: [field], detail, reason });
  if (outcome.kind === "requested") return { kind: "see-other", to: "/data-subjects", did: "requested" };
  switch (outcome.because) {
    case "reason-missing":
      return refused(visit, reasonMissing(visit));
    case "nothing-named":
      return refused(visit, say("Tulis apa yang benar.", "Write what is right."));
    case "not-held":
      return refused(visit, say("Sistem inti belum mengenal orang ini.", "The core knows no such person."));
  }
}

/** Proposes a destruction, as the first of two persons. */
export async function askDestruction(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, form, say } = visit;
  const nik = postedNik(visit);
  if (!nik) return { kind: "not-found" };
  const outcome = await proposeDestruction(deps, actor, { nik, reason: form.get("reason") ?? "" });
  switch (outcome.kind) {
    case "proposed":
      return { kind: "see-other", to: destructionPath(outcome.destruction), did: "requested" };
    case "refused":
      return refused(visit, reasonMissing(visit));
    default:
      return refused(visit, obstacleInWords(say, outcome));
  }
}

export async function showDestruction(visit: Visit): Promise<RoomAnswer> {
  const { deps, say, params } = visit;
  const destruction = await readDestruction(deps, params.destructionId ?? "");
  if (!destruction) return { kind: "not-found" };
  const content = destructionPage(visit, destruction);
  return { kind: "page", title: say("Pemusnahan", "Destruction"), content };
}

const Decided = z.object({
  verdict: z.enum(["approve", "reject"]),
  reason: z.string(),
  seenVersion: z.coerce.number().check(z.int()),
});

/** Decides as the second person, and carries it out. */
export async function decide(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, params, form } = visit;
  const destructionId = params.destructionId ?? "";
  const decided = z.safeParse(Decided, Object.fromEntries(form));
  const destruction = await readDestruction(deps, destructionId);
  if (!decided.success || !destruction) return { kind: "not-found" };
  const back = destructionPath(destruction);
  const again = (said: string): RoomAnswer => ({
    ...{ kind: "page", title: say("Pemusnahan", "Destruction"), status: 422 },
    content: destructionPage(visit, destruction, said),
  });
  const outcome = await destroyDataSubject(deps, actor, destructionId, decided.data);
  switch (outcome.kind) {
    case "destroyed":
      return { kind: "see-other", to: back, did: "approved" };
    case "rejected":
      return { kind: "see-other", to: back, did: "rejected" };
    case "unknown":
      return { kind: "not-found" };
    case "same-person":
      return again(say("Pengusul tidak boleh memutuskan.", "Who proposed cannot decide."));
    case "stale":
      return { kind: "stale", now: destructionFacts(say, outcome.now), back };
    case "refused":
      return again(reasonMissing(visit));
    default:
      return again(obstacleInWords(say, outcome));
  }
}

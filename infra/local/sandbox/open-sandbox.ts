import { businessDateOf } from "../../../shared/calendar/calendar.ts";
import { coverageStateOn } from "../../../shared/coverage/coverage-state.ts";
import { readCoveredMember } from "../../../shared/coverage/coverage-store.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { parseNik } from "../../../shared/member/nik.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import type { DurableStore } from "../durable-store.ts";
import type { BusinessClock } from "./business-clock.ts";
import type { CoreSays } from "./core-feed.ts";
import { SAMPLE_STAFF, type SampleStaff } from "./issuer/sample-staff.ts";
import type { SandboxIssuer } from "./issuer/sandbox-issuer.ts";
import { registerPartners } from "./register-partners.ts";
import type { HistoryStage } from "./sample-histories.ts";
import { type SampleWorker, sampleWorkers } from "./sample-workers.ts";
import {
  type SandboxMember,
  type SandboxOps,
  type SandboxPartner,
  type SnapSandboxPartner,
  writeSandboxFile,
} from "./sandbox-file.ts";

export interface SandboxGround {
  readonly store: DurableStore;
  readonly ledger: Ledger;
  readonly keys: Keyring;
  readonly clock: BusinessClock;
  readonly file: string;
  readonly issuer: SandboxIssuer;
  readonly baseUrl: string;
  readonly coreSays: CoreSays;
  /** Plays the workers' histories; called at the first start only. */
  readonly play: (cast: Pick<HistoryStage, "workers" | "banks" | "today">) => Promise<void>;
}

const PLAYED = "samples-played";

/** Puts banks and workers into an empty ledger, with their histories, and writes `sandbox.json` anew at every start. */
export async function openSandbox(ground: SandboxGround): Promise<void> {
  const { store, clock, file, baseUrl } = ground;
  const today = businessDateOf(clock.begunAt ?? clock.businessNow());
  const workers = sampleWorkers(today);
  const isFirst = store.setting(PLAYED) === undefined;
  const partners = await registerPartners(ground, isFirst);
  const ops = await Promise.all(SAMPLE_STAFF.map((staff) => opsEntry(ground.issuer, staff)));
  if (isFirst) {
    await ground.coreSays(workers.map(descriptionOf));
    // Written before the histories: the secrets in it are in the ledger by now and nowhere else in clear.
    writeSandboxFile(file, { baseUrl, partners, members: [], ops });
    await ground.play({ workers, banks: partners.filter(isBank), today });
    store.setSetting(PLAYED, "yes");
  }
  const members = await Promise.all(workers.map((worker) => described(ground, worker)));
  writeSandboxFile(file, { baseUrl, partners, members, ops });
}

/** One of the sample staff with a token for `/ops/api`, which ends with this start of the sandbox. */
async function opsEntry(issuer: SandboxIssuer, staff: SampleStaff): Promise<SandboxOps> {
  const { subject, name, roles } = staff;
  return { role: roles[0], roles: [...roles], subject, name, token: await issuer.accessToken(staff) };
}

/** The histories are the banks': they were there first. */
const isBank = (partner: SandboxPartner): partner is SnapSandboxPartner => partner.protocol === "snap";

function nikOf(worker: SampleWorker) {
  const nik = parseNik(worker.nik);
  if (!nik) throw new RangeError("a sample worker's NIK has a wrong form");
  return nik;
}

/** What the core's feed says of the worker. */
function descriptionOf({ history: _, programmes, ...worker }: SampleWorker) {
  return { ...worker, programmes: [...programmes], version: 1, segment: "BPU" as const };
}

/** The worker as `sandbox.json` lists him, with the state that the ledger gives him today. */
async function described(
  { ledger, keys, clock }: SandboxGround,
  worker: SampleWorker,
): Promise<SandboxMember> {
  const { nik, kpj, name, programmes, sector, declaredMonthlyIncome } = worker;
  const { member, coverage } = await readCoveredMember(
    ledger,
    keys,
    memberKeyOf(keys.nikHashKey, nikOf(worker)),
  );
  const today = businessDateOf(clock.businessNow());
  const state = member?.standing === "deceased" ? "deceased" : coverageStateOn(coverage, today).kind;
  return { nik, kpj, name, programmes: [...programmes], sector, declaredMonthlyIncome, state };
}

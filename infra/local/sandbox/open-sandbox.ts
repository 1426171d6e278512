import { businessDateOf } from "../../../shared/calendar/calendar.ts";
import { coverageStateOn } from "../../../shared/coverage/coverage-state.ts";
import { readCoveredMember } from "../../../shared/coverage/coverage-store.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { parseNik } from "../../../shared/member/nik.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { putCredential, putPartner } from "../../../shared/partner/partner-store.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import type { DurableStore } from "../durable-store.ts";
import type { BusinessClock } from "./business-clock.ts";
import type { HistoryStage } from "./sample-histories.ts";
import { newCredentials, publicKeyPemOf, SAMPLE_PARTNERS } from "./sample-partners.ts";
import { type SampleWorker, sampleWorkers } from "./sample-workers.ts";
import {
  readSandboxFile,
  type SandboxMember,
  type SandboxPartner,
  writeSandboxFile,
} from "./sandbox-file.ts";

export interface SandboxGround {
  readonly store: DurableStore;
  readonly ledger: Ledger;
  readonly keys: Keyring;
  readonly clock: BusinessClock;
  readonly file: string;
  readonly baseUrl: string;
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
  const partners = await registerBanks(ground, isFirst);
  if (isFirst) {
    await Promise.all(workers.map((worker) => registerWorker(ground, worker)));
    // Written before the histories: the secrets in it are in the ledger by now and nowhere else in clear.
    writeSandboxFile(file, { baseUrl, partners, members: [] });
    await ground.play({ workers, banks: partners, today });
    store.setSetting(PLAYED, "yes");
  }
  const members = await Promise.all(workers.map((worker) => described(ground, worker)));
  writeSandboxFile(file, { baseUrl, partners, members });
}

/** The banks' credentials: those of the file, or new ones when it is gone. What ops changed in the registry since is left alone. */
async function registerBanks(
  { ledger, keys, file }: SandboxGround,
  isFirst: boolean,
): Promise<SandboxPartner[]> {
  const known = readSandboxFile(file)?.partners ?? [];
  return Promise.all(
    SAMPLE_PARTNERS.map(async (profile) => {
      const { partnerId } = profile;
      const held = known.find((partner) => partner.partnerId === partnerId);
      if (held && !isFirst) return held;
      const bank = held ?? (await newCredentials(profile));
      const state = "active";
      const publicKeyPem = publicKeyPemOf(bank);
      if (isFirst) await putPartner(ledger, profile);
      await putCredential(ledger, keys, partnerId, {
        kind: "rsa-public-key",
        keyId: "rsa-1",
        state,
        publicKeyPem,
      });
      await putCredential(ledger, keys, partnerId, {
        kind: "hmac-secret",
        keyId: "hmac-1",
        state,
        secret: bank.clientSecret,
      });
      return bank;
    }),
  );
}

function nikOf(worker: SampleWorker) {
  const nik = parseNik(worker.nik);
  if (!nik) throw new RangeError("a sample worker's NIK has a wrong form");
  return nik;
}

/** What the core's feed would say of the worker. */
async function registerWorker({ ledger, keys }: SandboxGround, worker: SampleWorker): Promise<void> {
  const nik = nikOf(worker);
  const { kpj, name, birthDate, programmes, sector, bpuCategory, standing } = worker;
  const declaredMonthlyIncome = rupiah(worker.declaredMonthlyIncome);
  await putMember(ledger, keys, {
    memberKey: memberKeyOf(keys.nikHashKey, nik),
    version: 1,
    segment: "BPU",
    standing,
    programmes,
    sector,
    bpuCategory,
    identity: { nik, kpj, name, birthDate, declaredMonthlyIncome },
  });
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

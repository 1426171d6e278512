import { createSecretKey } from "node:crypto";
import { MACHINE_CLOCK } from "../../../functions/machine.ts";
import type { Actor } from "../../../shared/audit/actor.ts";
import type { DataSubjectDeps } from "../../../shared/data-subject/deps.ts";
import { kmsUnwrapper } from "../../../shared/seal/kms-unwrapper.ts";
import { openDataDir } from "../../local/data-dir.ts";
import { localKeys } from "../partner/local-keys.ts";
import { type DeskOptions, openDesk } from "../partner/open-desk.ts";
import { PartnerStop } from "../partner/partner-stop.ts";

/** Where the requests of persons about their own data are answered, by somebody with rights of his own. */
export interface SubjectDesk {
  readonly deps: DataSubjectDeps;
  readonly actor: Actor;
  readonly why: string;
  close(): void;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Opens the ledger of this machine's gateway, or of a table in AWS. @throws PartnerStop */
export async function openSubjectDesk(options: DeskOptions, env: Env): Promise<SubjectDesk> {
  // Which partners' keys are meant plays no part here; the desk wants to know.
  const desk = await openDesk({ ...options, environment: "production" }, env);
  const { ledger, ids, actor, close } = desk;
  const { dataKey } = desk.keys;
  const nikHashKey = options.aws
    ? await unwrappedNikKey(env.KANAL_KEY_NIK_HASH)
    : localKeys(openDataDir(env.KANAL_DATA_DIR || ".kanal")).nikHashKey;
  return {
    deps: { ledger, ids, clock: MACHINE_CLOCK, keys: { dataKey, nikHashKey } },
    actor: { subject: actor.by, origin: actor.origin },
    why: actor.why,
    close,
  };
}

async function unwrappedNikKey(ciphertext: string | undefined) {
  if (!ciphertext) {
    throw new PartnerStop(
      "KANAL_KEY_NIK_HASH: ciphertext kunci NIK / of the NIK key: nik-hash in infra/stages/<stage>-keys.json",
    );
  }
  const { unwrap, close } = kmsUnwrapper();
  try {
    return createSecretKey(await unwrap(ciphertext, "nik-hash"));
  } finally {
    close();
  }
}

import { S3Client } from "@aws-sdk/client-s3";
import middy from "@middy/core";
import type { Context, ScheduledEvent } from "aws-lambda";
import { exportJWK } from "jose";
import { sealTip, sealTrail } from "../../shared/audit/seal-trail.ts";
import type { ShardHead } from "../../shared/audit/signed-document.ts";
import type { Clock } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { SigningKey } from "../../shared/seal/signing-key.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { openAuditKey } from "./audit-key.ts";
import { s3Vault } from "./s3-vault.ts";

// At load, so that a missing one stops the function at init; each handler reads its own.
const SETTINGS = ["KANAL_TABLE_NAME", "KANAL_AUDIT_BUCKET", "KANAL_KEY_AUDIT"] as const;
const { KANAL_KEY_AUDIT } = readSettings(SETTINGS);

type AuditSealer = (event: ScheduledEvent, context: Context) => Promise<void>;

const log = runLog("audit-sealer");

/** A month of missed days in one run; after a longer silence the next run goes on. */
const DAYS_MAX = 31;
/** Sixteen heads and a root take under a second; the ledger's and S3's retries are counted in. */
const ONE_DAY_MS = 15_000;

/** Runs every hour: gives each day that is over its signed root, and signs how far the running day has come. */
export function createHandler(deps: { readonly clock: Clock; readonly auditKey: SigningKey }) {
  const settings = readSettings(SETTINGS);
  const ledger = dynamoLedger(ledgerClient(), settings.KANAL_TABLE_NAME);
  const s3 = new S3Client({
    ...{ maxAttempts: 3, forcePathStyle: true },
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  });
  const vault = s3Vault(s3, settings.KANAL_AUDIT_BUCKET);
  const { clock, auditKey: key } = deps;
  const publicKeys = exportJWK(key.publicKey).then((jwk) => ({ keys: [{ ...jwk, kid: key.keyId }] }));
  let told: readonly ShardHead[] | undefined;

  return middy<ScheduledEvent, void>()
    .use(log.middleware)
    .handler(async (_event, context) => {
      const sealing = { ledger, vault, clock, key, publicKeys: await publicKeys };
      const hasTime = () => context.getRemainingTimeInMillis() > ONE_DAY_MS;
      const { sealed, left } = await sealTrail(sealing, { daysMax: DAYS_MAX, hasTime });
      told = await sealTip(sealing, told);
      if (sealed.length > 0) {
        const outcomes = { sealed: sealed.length, left: left === undefined ? 0 : 1 };
        log.ran({ records: sealed.length, outcomes });
      }
    });
}

/** Opens the key once; every run waits for the same opening. */
async function start(): Promise<AuditSealer> {
  return createHandler({ clock: MACHINE_CLOCK, auditKey: await openAuditKey(KANAL_KEY_AUDIT) });
}

/** In Lambda that happens at init. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: AuditSealer = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};

import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** A public key that belongs to nobody: the example of RFC 7517 appendix A.1. */
const EXAMPLE_JWKS = JSON.stringify({
  keys: [
    {
      kty: "EC",
      crv: "P-256",
      x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
      y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
      kid: "1",
    },
  ],
});

const TABLE = { KANAL_TABLE_NAME: "bundle-probe" };

/** The settings each function stops without, with values that open nothing. */
export const PROBE_SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "partner-api": {
    ...TABLE,
    KANAL_KEY_NIK_HASH: "AA==",
    KANAL_KEY_DATA: "AA==",
    KANAL_KEY_TOKEN: "AA==",
    KANAL_KEY_ANSWER: "AA==",
    KANAL_ENVIRONMENT: "sandbox",
  },
  "member-desk": {
    ...TABLE,
    KANAL_KEY_NIK_HASH: "AA==",
    KANAL_KEY_DATA: "AA==",
    KANAL_KEY_ANSWER: "AA==",
    KANAL_KEY_FEED: "AA==",
    KANAL_ENVIRONMENT: "sandbox",
  },
  "public-api": { KANAL_JWKS: EXAMPLE_JWKS },
  "ops-api": {
    ...TABLE,
    KANAL_ENVIRONMENT: "sandbox",
    KANAL_KEY_NIK_HASH: "AA==",
    KANAL_KEY_DATA: "AA==",
    KANAL_KEY_SESSION: "AA==",
    KANAL_OPS_ORIGIN: "https://ops.invalid",
    KANAL_OPS_ISSUER: "https://issuer.invalid",
    KANAL_OPS_CLIENT_ID: "bundle-probe",
    KANAL_OPS_AUDIENCE: "bundle-probe",
    KANAL_OPS_ROLES_CLAIM: "roles",
    KANAL_SETTLEMENT_BUCKET: "bundle-probe",
  },
  "event-relay": { ...TABLE, KANAL_BUS_NAME: "bundle-probe" },
  "coverage-activation": { ...TABLE, KANAL_ACTIVATION_QUEUE_URL: "https://sqs.invalid/0/bundle-probe" },
  "activation-sweeper": { ...TABLE, KANAL_SWEEP_AFTER_SECONDS: "300", KANAL_SWEEP_HOURS: "26" },
  "credit-keeper": { ...TABLE, KANAL_KEY_DATA: "AA==" },
  "member-feed": { ...TABLE, KANAL_KEY_FEED: "AA==", KANAL_KEY_NIK_HASH: "AA==", KANAL_KEY_DATA: "AA==" },
  "failure-intake": TABLE,
  "audit-sealer": { ...TABLE, KANAL_AUDIT_BUCKET: "bundle-probe", KANAL_KEY_AUDIT: "AA==" },
  reporting: TABLE,
  "attempt-intake": TABLE,
  watchman: TABLE,
  "settlement-reconciliation": {
    ...TABLE,
    KANAL_SETTLEMENT_QUEUE_URL: "https://sqs.invalid/0/bundle-probe",
    KANAL_KEY_NIK_HASH: "AA==",
    KANAL_KEY_DATA: "AA==",
  },
  "replay-runner": {
    ...TABLE,
    KANAL_BUS_NAME: "bundle-probe",
    KANAL_REPLAY_QUEUE_URL: "https://sqs.invalid/0/bundle-probe",
  },
};

/** What Lambda itself gives every function. No AWS_LAMBDA_FUNCTION_NAME: with it a function that has keys asks KMS at init, and here is none. */
const LAMBDA = { AWS_REGION: "ap-southeast-3", TZ: "UTC", NODE_ENV: "production" };

const run = promisify(execFile);

/** What happened when a fresh process loaded a bundle. */
export type ColdImport =
  | { readonly kind: "loaded"; readonly ms: number; readonly handler: string }
  | { readonly kind: "stopped"; readonly reason: string };

/**
 * Imports a bundle in a fresh Node process, with `import()` as Lambda's runtime does it for every format, and tells how many milliseconds that took and of
 * what type its `handler` is. The process has no environment but Lambda's and `settings`.
 */
export async function coldImport(
  file: string,
  settings: Readonly<Record<string, string>>,
): Promise<ColdImport> {
  const url = JSON.stringify(pathToFileURL(file).href);
  const script = `const t = performance.now(); const m = await import(${url}); const ms = performance.now() - t;
    process.stdout.write(JSON.stringify({ kind: "loaded", ms, handler: typeof m.handler }), () => process.exit(0));`;
  try {
    const env = { ...LAMBDA, ...settings };
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { env });
    return JSON.parse(stdout) as ColdImport;
  } catch (error) {
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    return { kind: "stopped", reason };
  }
}

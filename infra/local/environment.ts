import { LOCAL_ACCOUNT } from "./aws/lambda.ts";
import type { GatewayKeys } from "./gateway-keys.ts";
import { ISSUER_PATH, SANDBOX_CLIENT } from "./sandbox/issuer/sandbox-client.ts";
import { CORE_SILENCE_SECONDS, LOCAL, SWEEP } from "./topology.ts";

/** The address of a local queue, in SQS's form. */
export const queueUrl = (endpointUrl: string, queue: string): string =>
  `${endpointUrl}/${LOCAL_ACCOUNT}/${queue}`;

/** Where things are on this machine. */
export interface LocalAddresses {
  readonly engineUrl: string;
  readonly endpointUrl: string;
  /** The gateway's own front. */
  readonly baseUrl: string;
}

/** Settings of a developer's shell that would lead the SDK away from this machine. */
const MISLEADING = [
  "AWS_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_LAMBDA_FUNCTION_NAME",
  "KANAL_CORE_URL",
];

/**
 * Gives the functions, which run in this process, the environment that CloudFormation gives them in AWS, with every service's endpoint on this machine.
 * Services without an endpoint of their own meet the local one, which refuses them: nothing ever reaches AWS from here.
 */
export function setLocalEnvironment(
  { engineUrl, endpointUrl, baseUrl }: LocalAddresses,
  keys: GatewayKeys,
  coreSilenceSeconds: number = CORE_SILENCE_SECONDS,
): void {
  for (const name of MISLEADING) delete process.env[name];
  process.env.AWS_REGION ??= "ap-southeast-3";
  process.env.AWS_ACCESS_KEY_ID ??= "local";
  process.env.AWS_SECRET_ACCESS_KEY ??= "local";
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_ENDPOINT_URL_DYNAMODB: engineUrl,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpointUrl,
    AWS_ENDPOINT_URL_KMS: endpointUrl,
    AWS_ENDPOINT_URL_S3: endpointUrl,
    AWS_ENDPOINT_URL_SQS: endpointUrl,
    KANAL_TABLE_NAME: LOCAL.table,
    KANAL_BUS_NAME: LOCAL.bus,
    KANAL_ENVIRONMENT: "sandbox",
    KANAL_KEY_NIK_HASH: keys.nikHash,
    KANAL_KEY_DATA: keys.data,
    KANAL_KEY_TOKEN: keys.token,
    KANAL_KEY_ANSWER: keys.answer,
    KANAL_KEY_FEED: keys.feed,
    KANAL_KEY_AUDIT: keys.audit,
    KANAL_AUDIT_BUCKET: LOCAL.auditBucket,
    KANAL_SETTLEMENT_BUCKET: LOCAL.settlementBucket,
    KANAL_ACTIVATION_QUEUE_URL: queueUrl(endpointUrl, LOCAL.activationQueue),
    KANAL_SETTLEMENT_QUEUE_URL: queueUrl(endpointUrl, LOCAL.settlementQueue),
    KANAL_REPLAY_QUEUE_URL: queueUrl(endpointUrl, LOCAL.replayQueue),
    KANAL_CORE_SILENCE_SECONDS: String(coreSilenceSeconds),
    KANAL_SWEEP_AFTER_SECONDS: String(SWEEP.afterSeconds),
    KANAL_SWEEP_HOURS: String(SWEEP.hours),
    KANAL_JWKS: keys.jwks,
    KANAL_KEY_SESSION: keys.session,
    KANAL_OPS_ORIGIN: baseUrl,
    KANAL_OPS_ISSUER: baseUrl + ISSUER_PATH,
    KANAL_OPS_CLIENT_ID: SANDBOX_CLIENT.clientId,
    KANAL_OPS_AUDIENCE: SANDBOX_CLIENT.audience,
    KANAL_OPS_ROLES_CLAIM: SANDBOX_CLIENT.rolesClaim,
  });
}

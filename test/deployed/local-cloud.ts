import { LOCAL_ACCOUNT, localRegion } from "../../infra/local/aws/lambda.ts";
import { queueUrl } from "../../infra/local/environment.ts";
import type { FunctionGround } from "../../infra/local/functions.ts";
import { ISSUER_PATH, SANDBOX_CLIENT } from "../../infra/local/sandbox/issuer/sandbox-client.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import type { Stage } from "../../infra/stages/stage.ts";
import { StageKeys } from "../../infra/stages/stage-keys.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { KEY_PURPOSE_CONTEXT } from "../../shared/seal/kms-unwrapper.ts";
import type { RunningCore } from "../core/running-core.ts";
import { type Resolve, resolving } from "./resolve.ts";

/** Uat as a deployer would write it down who has his core and his issuer on this machine. */
export function localStage(ground: FunctionGround, core: RunningCore): Stage {
  const { baseUrl } = ground.addresses;
  const uat = stageOf("uat");
  const { clientId, audience, rolesClaim } = SANDBOX_CLIENT;
  const issuer = baseUrl + ISSUER_PATH;
  return {
    ...uat,
    coreUrl: core.url,
    keys: stageKeys(ground, core),
    ops: { ...uat.ops, origin: baseUrl, issuer, clientId, audience, rolesClaim },
  };
}

/** The stage's keys as a deployer commits them: ciphertexts that KMS made, and the public halves. */
function stageKeys({ keys, kms }: FunctionGround, core: RunningCore): StageKeys {
  const coreKey = kms.encrypt(Buffer.from(core.secret), { [KEY_PURPOSE_CONTEXT]: "core" });
  const { nikHash, data, token, answer, feed, audit, session, jwks } = keys;
  return StageKeys.parse({
    ...{ "nik-hash": nikHash, data, token, answer, feed, audit, session },
    ...{ core: coreKey.toString("base64"), jwks: JSON.parse(jwks) },
  });
}

/** What stands on this machine for the resources of the template whose names functions are told, by logical id without the hash that the CDK appends. */
const resourcesAt = (endpointUrl: string): Readonly<Record<string, string>> => ({
  LedgerTable: LOCAL.table,
  EventsBus: LOCAL.bus,
  EventsActivation: queueUrl(endpointUrl, LOCAL.activationQueue),
  ReplaySlices: queueUrl(endpointUrl, LOCAL.replayQueue),
  SettlementErrands: queueUrl(endpointUrl, LOCAL.settlementQueue),
});

/** Buckets have fixed names, unique in the world by stage, account and region; here there is one of each. */
const BUCKET = new RegExp(`^kanal-uat-(\\w+)-${LOCAL_ACCOUNT}-${localRegion()}$`);

/** Resolves the template's values to what stands on this machine. */
export function locally(ground: FunctionGround): Resolve {
  const resources = resourcesAt(ground.addresses.endpointUrl);
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::AccountId": LOCAL_ACCOUNT,
    "AWS::Region": localRegion(),
    "AWS::Partition": "aws",
  };
  const resolve = resolving((id) => pseudo[id] ?? resources[id.replace(/[0-9A-F]{8}$/, "")]);
  return (value) => resolve(value).replace(BUCKET, "kanal-$1");
}

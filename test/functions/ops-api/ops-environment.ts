import type { IssuerSettings } from "../../../functions/ops-api/access/issuer.ts";
import { LOCAL } from "../../../infra/local/topology.ts";

/** The console's own address in these tests; with TLS, so that cookies are as they are deployed. */
export const ORIGIN = "https://ops.kanal.example";

export const SETTINGS: IssuerSettings = {
  issuer: "https://login.agency.example",
  clientId: "console",
  audience: "ops-api",
  rolesClaim: "roles",
};

// One for all tests of this function: its modules read it when they load, and they load once a process.
Object.assign(process.env, {
  KANAL_TABLE_NAME: "kanal-test",
  KANAL_ENVIRONMENT: "sandbox",
  KANAL_KEY_NIK_HASH: "-",
  KANAL_KEY_DATA: "-",
  KANAL_KEY_SESSION: "-",
  KANAL_OPS_ORIGIN: ORIGIN,
  KANAL_OPS_ISSUER: SETTINGS.issuer,
  KANAL_OPS_CLIENT_ID: SETTINGS.clientId,
  KANAL_OPS_AUDIENCE: SETTINGS.audience,
  KANAL_OPS_ROLES_CLAIM: SETTINGS.rolesClaim,
  KANAL_SETTLEMENT_BUCKET: LOCAL.settlementBucket,
});

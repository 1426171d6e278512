import { createSecretKey, randomBytes } from "node:crypto";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { MACHINE_CLOCK, MACHINE_IDS } from "../../../functions/machine.ts";
import type { Role } from "../../../functions/ops-api/access/person.ts";
import { sealSession } from "../../../functions/ops-api/access/session.ts";
import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { newKeyring } from "../../engine/keyring.ts";
import { startTestLedger } from "../../engine/test-ledger.ts";
import { ORIGIN, SETTINGS } from "./ops-environment.ts";

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The real handler over a real engine, with an issuer whose keys the test holds. Its clock may be one that stands still. */
export async function openOpsBench(clock: () => Instant = MACHINE_CLOCK.machineNow) {
  const { createHandler } = await import("../../../functions/ops-api/handler.ts");
  const engine = await startTestLedger();
  const keyring = await newKeyring();
  const keys = { ...keyring, sessionKey: createSecretKey(randomBytes(32)) };
  const issuerKeys = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(issuerKeys.publicKey)), kid: "one", alg: "ES256" };
  const keyOf = createLocalJWKSet({ keys: [jwk] });
  let aheadMs = 0;
  const machineNow = (): Instant => instant(clock() + aheadMs);
  const endpoints = async () => ({
    authorization: `${SETTINGS.issuer}/authorize`,
    token: `${SETTINGS.issuer}/token`,
  });
  const handler = createHandler({
    clock: { businessNow: machineNow, machineNow },
    ids: MACHINE_IDS,
    keys,
    ledger: engine.ledger,
    issuer: { settings: SETTINGS, keyOf, endpoints },
    log: () => undefined,
  });

  async function send(method: string, path: string, { headers = {}, query = {}, body }: Sent = {}) {
    const all = { host: new URL(ORIGIN).host, ...headers };
    const listed = (record: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]));
    const event = {
      path,
      httpMethod: method,
      multiValueHeaders: listed(all),
      multiValueQueryStringParameters: listed(query),
      requestContext: { path: `/live${path}`, requestId: "request-1", identity: { sourceIp: "192.0.2.7" } },
      body: body ?? null,
      isBase64Encoded: false,
    };
    const context = { getRemainingTimeInMillis: () => 20_000 };
    return handler(
      event as unknown as APIGatewayProxyEvent,
      context as unknown as Parameters<typeof handler>[1],
    );
  }

  return {
    ...engine,
    ...{ keys, send, machineNow, issuerKeys },
    /** Lets time pass for the machine. */
    wait(ms: number) {
      aheadMs += ms;
    },
    /** A token of the issuer; `claims` overrule what a good one has. */
    token(roles: readonly Role[], claims: JWTPayload = {}, header: { alg?: string; kid?: string } = {}) {
      const at = Math.floor(machineNow() / 1000);
      const standard = { iss: SETTINGS.issuer, aud: SETTINGS.audience, sub: "ops-1", iat: at, exp: at + 600 };
      return new SignJWT({ name: "Sari", roles: [...roles], ...standard, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "one", ...header })
        .sign(issuerKeys.privateKey);
    },
    /** The cookie of somebody who is signed in. */
    async cookie(roles: readonly Role[], subject = "ops-1") {
      const session = { person: { subject, name: "Sari", roles }, formSecret: "secret of the session" };
      return `__Host-kanal-ops-session=${await sealSession(keys.sessionKey, session, machineNow())}`;
    },
    get: (path: string, headers: Record<string, string> = {}) => send("GET", path, { headers }),
  };
}

export type OpsBench = Awaited<ReturnType<typeof openOpsBench>>;

/** The form's token on a page. */
export function formTokenIn({ body }: APIGatewayProxyResult): string {
  return /name="formToken" value="([^"]+)"/.exec(body)?.[1] ?? "";
}

/** A browser's headers of a form's post. */
export const posting = (cookie: string) => ({
  cookie,
  origin: ORIGIN,
  "sec-fetch-site": "same-origin",
  "content-type": "application/x-www-form-urlencoded",
});

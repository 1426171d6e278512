import { createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { SignJWT } from "jose";
import type { Role } from "../../../../functions/ops-api/access/person.ts";
import { sealSession } from "../../../../functions/ops-api/access/session.ts";
import type { RequestLine } from "../../../../functions/request-log.ts";
import { readAuditDay } from "../../../../shared/audit/read-audit-day.ts";
import { businessDateOf, type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";
import { newKeyring } from "../../../engine/keyring.ts";
import type { TestLedger } from "../../../engine/test-ledger.ts";
import { ORIGIN, SETTINGS } from "../ops-environment.ts";

const { createHandler } = await import("../../../../functions/ops-api/handler.ts");

export const NOON = instant(Date.parse("2026-11-20T12:00:00+07:00"));

export interface PageSeen {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What a person reads: no markup, blanks folded. */
  readonly words: string;
}

let ids = 0;
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const issuer = {
  settings: SETTINGS,
  keyOf: async () => publicKey,
  endpoints: async () => ({
    authorization: `${SETTINGS.issuer}/authorize`,
    token: `${SETTINGS.issuer}/token`,
  }),
};

/** The deployed edge of ops over a real ledger, with people who are signed in as the issuer would have let them. */
export async function consoleDesk(
  { ledger }: Pick<TestLedger, "ledger">,
  /** Those of a world that wrote members or payments. */
  given?: Pick<Keyring, "nikHashKey" | "dataKey">,
) {
  const world = { businessNow: NOON as Instant, machineNow: NOON as Instant, lines: [] as RequestLine[] };
  const { nikHashKey, dataKey } = given ?? (await newKeyring());
  const sessionKey = createSecretKey(randomBytes(32));
  const clock = { businessNow: () => world.businessNow, machineNow: () => world.machineNow };
  const deps = {
    ...{ ledger, clock, keys: { nikHashKey, dataKey } },
    ids: { next: () => `OPS${String(++ids).padStart(23, "0")}` },
  };
  const handler = createHandler({
    ...{ ...deps, issuer, origin: ORIGIN },
    keys: { nikHashKey, dataKey, sessionKey },
    log: (line) => world.lines.push(line),
  });

  async function send(
    method: string,
    address: string,
    headers: Record<string, string>,
    body: string | Buffer = "",
  ) {
    const event = opsEvent(method, address, headers, body);
    const context = { getRemainingTimeInMillis: () => 20_000 } as Context;
    const answer = await handler(event, context);
    const sent = (answer.headers ?? {}) as Record<string, string>;
    return { status: answer.statusCode, text: answer.body, headers: sent, location: sent.location };
  }

  /** Somebody before the console. */
  async function person(subject: string, ...roles: readonly Role[]) {
    const session = {
      person: { subject, name: subject, roles },
      formSecret: randomBytes(16).toString("hex"),
    };
    const sealed = await sealSession(sessionKey, session, world.machineNow);
    const cookie = `__Host-kanal-ops-session=${sealed}`;
    const english = `${cookie}; __Host-kanal-ops-language=en`;
    const host = new URL(ORIGIN).host;
    const get = async (path: string, language: "id" | "en" = "en"): Promise<PageSeen> =>
      seen(await send("GET", `/ops${path}`, { host, cookie: language === "en" ? english : cookie }));
    return {
      get,
      /** Posts as a form of the page does: with the token of the page it stands on. */
      async post(
        path: string,
        fields: Readonly<Record<string, string>>,
        from = "/failures",
      ): Promise<PageSeen> {
        const token = /name="formToken" value="([^"]+)"/.exec((await get(from)).text)?.[1] ?? "";
        const body = new URLSearchParams({ ...fields, formToken: token }).toString();
        const headers = {
          ...{ host, cookie: english, origin: ORIGIN, "sec-fetch-site": "same-origin" },
          "content-type": "application/x-www-form-urlencoded",
        };
        return seen(await send("POST", `/ops${path}`, headers, body));
      },
      /** Posts a form with a file, as a browser packs it. */
      async upload(
        path: string,
        fields: Readonly<Record<string, string>>,
        file: { readonly name: string; readonly text: string },
        from = path.replace(/\/\w+$/, ""),
      ): Promise<PageSeen> {
        const token = /name="formToken" value="([^"]+)"/.exec((await get(from)).text)?.[1] ?? "";
        const posted = new FormData();
        for (const [name, value] of Object.entries({ ...fields, formToken: token })) posted.set(name, value);
        posted.set("file", new File([file.text], file.name, { type: "text/csv" }));
        const packed = new Response(posted);
        const headers = {
          ...{ host, cookie: english, origin: ORIGIN, "sec-fetch-site": "same-origin" },
          "content-type": packed.headers.get("content-type") ?? "",
        };
        return seen(await send("POST", `/ops${path}`, headers, Buffer.from(await packed.arrayBuffer())));
      },
      /** A call of the JSON API with the person's token. */
      async call(method: "GET" | "POST", path: string, body?: unknown) {
        const token = await new SignJWT({ roles: [...roles] })
          .setProtectedHeader({ alg: "EdDSA" })
          .setSubject(subject)
          .setIssuer(SETTINGS.issuer)
          .setAudience(SETTINGS.audience)
          .setIssuedAt(Math.floor(world.machineNow / 1000))
          .setExpirationTime(Math.floor(world.machineNow / 1000) + 300)
          .sign(privateKey);
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
        const answer = await send(method, `/ops/api${path}`, headers, body ? JSON.stringify(body) : "");
        return { status: answer.status, body: JSON.parse(answer.text) };
      },
    };
  }

  return {
    ...{ deps, world, person },
    /** Actions that today's audit trail tells of, the newest first. */
    async audited(): Promise<readonly string[]> {
      const page = await readAuditDay(ledger, { day: businessDateOf(world.machineNow), limit: 100 });
      return page.entries.map(
        ({ actor, action, subject, reason }) => `${actor} ${action} ${subject}: ${reason}`,
      );
    },
  };
}

function seen(answer: Omit<PageSeen, "words">): PageSeen {
  const words = answer.text
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, " ");
  return { ...answer, words };
}

function opsEvent(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): APIGatewayProxyEvent {
  const { pathname, searchParams } = new URL(address, ORIGIN);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  return {
    resource: "/{proxy+}",
    path: pathname,
    httpMethod: method,
    headers: { ...headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: searchParams.size > 0 ? Object.fromEntries(searchParams) : null,
    multiValueQueryStringParameters: searchParams.size > 0 ? query : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      path: pathname,
      requestId: `REQUEST-${++ids}`,
      identity: { sourceIp: "10.9.8.7" },
    } as APIGatewayProxyEvent["requestContext"],
    body: body.length === 0 ? null : Buffer.from(body).toString("base64"),
    isBase64Encoded: body.length > 0,
  };
}

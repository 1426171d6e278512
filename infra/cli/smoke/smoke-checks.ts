import { call, type SmokeAnswer, type SmokeRequest } from "./call.ts";

/** The three doors of a stage, and what opens them. */
export interface SmokeStage {
  readonly publicOrigin: URL;
  readonly partnersOrigin: URL;
  readonly opsOrigin: URL;
  readonly client: SmokeRequest["client"];
  /** Of a viewer, for the deep health. */
  readonly opsToken: string | undefined;
}

/** A check: what is tried, and what is wrong with what came back; undefined where nothing is. */
export interface SmokeCheck {
  readonly what: string;
  /** Why it cannot be tried here; undefined where it can. */
  readonly skip: string | undefined;
  run(): Promise<string | undefined>;
}

/** Answers of API Gateway or WAF have none of the marks of ours. */
const wrongStatus = ({ status, body }: SmokeAnswer, wanted: number): string | undefined =>
  status === wanted ? undefined : `${status} instead of ${wanted}: ${body.slice(0, 200)}`;

/**
 * What a stage must answer before a partner is let near it. Nothing of it needs a partner's key, books anything or reads a member: each refusal shows that the function behind the door
 * started, with its keys and its table.
 */
export function smokeChecks(stage: SmokeStage): readonly SmokeCheck[] {
  return [...publicChecks(stage), ...partnerChecks(stage), ...opsChecks(stage), ...tlsChecks(stage)];
}

function publicChecks({ publicOrigin, opsOrigin }: SmokeStage): readonly SmokeCheck[] {
  return [
    {
      what: "public: GET /healthz is 200",
      skip: undefined,
      run: async () => wrongStatus(await call({ url: new URL("/healthz", publicOrigin) }), 200),
    },
    {
      what: "public: the key set has keys, each with a name of its own and no private part",
      skip: undefined,
      run: async () => keySetFault(await call({ url: new URL("/.well-known/jwks.json", publicOrigin) })),
    },
    {
      what: "public: nothing of ops is served",
      skip: publicOrigin.host === opsOrigin.host ? "one host serves all" : undefined,
      async run() {
        const answer = await call({ url: new URL("/ops/api/health", publicOrigin) });
        return answer.status === 403 || answer.status === 404 ? undefined : wrongStatus(answer, 404);
      },
    },
  ];
}

function keySetFault(answer: SmokeAnswer): string | undefined {
  const fault = wrongStatus(answer, 200);
  if (fault) return fault;
  const { keys } = JSON.parse(answer.body) as { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  if (keys.length === 0) return "the set is empty";
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) return "two keys have one name";
  return keys.some((key) => "d" in key || "k" in key) ? "A PRIVATE KEY IS PUBLISHED" : undefined;
}

function partnerChecks({ partnersOrigin, client }: SmokeStage): readonly SmokeCheck[] {
  const posted = (path: string) =>
    call({
      ...{ url: new URL(path, partnersOrigin), method: "POST", body: "{}", client },
      headers: { "content-type": "application/json" },
    });
  return [
    {
      what: "partners: an unsigned SNAP payment is refused by the function, in the bank's form",
      skip: undefined,
      async run() {
        const answer = await posted("/snap/v1.0/transfer-va/payment");
        const isOurs = /"responseCode":"40[01]25\d\d"/.test(answer.body);
        return isOurs
          ? undefined
          : `${answer.status} and no responseCode of ours: ${answer.body.slice(0, 200)}`;
      },
    },
    {
      what: "partners: an unsigned H2H payment is refused with a problem that we signed",
      skip: undefined,
      async run() {
        const answer = await posted("/h2h/v1/payments");
        return (
          wrongStatus(answer, 401) ?? (answer.headers.signature ? undefined : "the refusal has no signature")
        );
      },
    },
  ];
}

function opsChecks({ opsOrigin, opsToken }: SmokeStage): readonly SmokeCheck[] {
  const url = new URL("/ops/api/health", opsOrigin);
  return [
    {
      what: "ops: without a token nothing is told",
      skip: undefined,
      run: async () => wrongStatus(await call({ url }), 401),
    },
    {
      what: "ops: every deep check is good",
      skip: opsToken ? undefined : "no KANAL_OPS_TOKEN",
      async run() {
        const answer = await call({ url, headers: { authorization: `Bearer ${opsToken}` } });
        return answer.status === 200 ? undefined : `${answer.status}: ${answer.body.slice(0, 600)}`;
      },
    },
  ];
}

/** How a refused handshake looks from this side; a name that does not resolve is none. */
const HANDSHAKE_REFUSED = /^(EPROTO|ECONNRESET|ERR_SSL_\w+)$/;

function tlsChecks({ publicOrigin, partnersOrigin, client }: SmokeStage): readonly SmokeCheck[] {
  const noTls = (origin: URL) => (origin.protocol === "https:" ? undefined : "no TLS here");
  const refused = async (request: SmokeRequest, fault: string) => {
    try {
      await call(request);
      return fault;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "none";
      return HANDSHAKE_REFUSED.test(code) ? undefined : `no handshake was tried: ${code}`;
    }
  };
  return [
    ...[publicOrigin, partnersOrigin].map((origin, index) => ({
      what: `${index === 0 ? "public" : "partners"}: TLS 1.1 is refused`,
      skip: noTls(origin),
      run: () =>
        refused(
          { url: new URL("/healthz", origin), tlsMax: "TLSv1.1", client },
          "a handshake with TLS 1.1 came about",
        ),
    })),
    {
      what: "partners: without a client certificate nobody comes in",
      skip: noTls(partnersOrigin),
      async run() {
        const url = new URL("/h2h/v1/payments", partnersOrigin);
        const answer = await call({ url, method: "POST", body: "{}" }).catch(() => undefined);
        return answer === undefined || answer.status === 403 || answer.status === 503
          ? undefined
          : `${answer.status}: the function answered`;
      },
    },
  ];
}

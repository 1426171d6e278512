import { Hono } from "hono/tiny";
import { faultFacts } from "../request-log.ts";
import { mayDo, RIGHTS } from "./access/acts.ts";
import { IssuerUnreachable } from "./access/issuer.ts";
import { judgeToken } from "./access/judge-token.ts";
import type { OpsPerson } from "./access/person.ts";
import { enterRefusedAct } from "./access/refuse-act.ts";
import { jsonAnswer, type OpsAnswer, problemAnswer } from "./answer.ts";
import type { ApiRoute } from "./api-route.ts";
import type { OpsRequest } from "./edge.ts";
import { canName } from "./name-length.ts";
import { SettlementNotStored } from "./settlement-drop.ts";

/** The JSON API of ops (design 5.3): bearer tokens of the issuer, one right a route, problems as RFC 9457. Cookies mean nothing here, so no page elsewhere can call it. */
export function apiFace(routes: readonly ApiRoute[]): (request: OpsRequest) => Promise<OpsAnswer> {
  type Bound = {
    Bindings: { request: OpsRequest; person: OpsPerson; found: { answer?: Promise<OpsAnswer> } };
  };
  const app = new Hono<Bound>({ getPath: (_request, options) => options?.env?.request.received.path ?? "/" });
  for (const route of routes) {
    app.on(route.method, `/ops/api${route.path}`, (context) => {
      const { request, person, found } = context.env;
      request.line.operation = `ops-api ${route.method} ${route.path}`;
      found.answer = served(route, request, person, context.req.param());
      return context.body(null);
    });
  }
  return async (request) => {
    try {
      const person = await bearerOf(request);
      if (!("subject" in person)) return person;
      const found: Bound["Bindings"]["found"] = {};
      const { method } = request.received;
      if (method !== "GET" && method !== "POST") return problemAnswer(405, "Only GET and POST are served");
      await app.fetch(new Request("https://ops.invalid/", { method }), { request, person, found });
      return (await found.answer) ?? problemAnswer(404, "No such call");
    } catch (error) {
      request.line.fault = faultFacts(error);
      const { requestId } = request.received;
      return problemAnswer(...faultInWords(error), { requestId });
    }
  };
}

/** What a program is told of a fault: whose it is where it is not ours, and nothing more. */
function faultInWords(error: unknown): [status: number, title: string] {
  if (error instanceof IssuerUnreachable) {
    return [503, "The token could not be checked: the issuer does not answer"];
  }
  return error instanceof SettlementNotStored
    ? [503, "The bucket did not take the file. The attempt is in the audit trail; the same again is safe"]
    : [500, "Something broke here"];
}

/** Who calls, or the refusal. Why a token was refused stands in the log and not in the answer. */
async function bearerOf({ edge, received, deps, line }: OpsRequest): Promise<OpsPerson | OpsAnswer> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(received.header("authorization") ?? "")?.[1];
  if (token === undefined) return unauthorized("A bearer token of the issuer is needed", "Bearer");
  const { issuer } = edge;
  const verdict = await judgeToken(issuer, token, issuer.settings.audience, deps.clock.machineNow());
  if (verdict.kind === "person") return verdict.person;
  line.outcome = verdict.because;
  return unauthorized("The token is not good here, or not any more", 'Bearer error="invalid_token"');
}

function unauthorized(title: string, challenge: string): OpsAnswer {
  return { ...problemAnswer(401, title), headers: { "www-authenticate": challenge } };
}

async function served(
  route: ApiRoute,
  { deps, received }: OpsRequest,
  person: OpsPerson,
  params: Readonly<Record<string, string>>,
): Promise<OpsAnswer> {
  const actor = { subject: person.subject, origin: `api:${received.sourceIp}` };
  if (!mayDo(person, route.act)) {
    await enterRefusedAct(deps, actor, person, route.act);
    const more = { act: route.act, needs: RIGHTS[route.act], has: person.roles };
    return problemAnswer(403, "Your roles do not include this", more);
  }
  if (!Object.values(params).every(canName)) return problemAnswer(404, "Nothing has such a name");
  const { query, body } = received;
  const answer = await route.serve({ deps, person, actor, params, query, body: jsonOf(body) });
  return answer.kind === "ok"
    ? jsonAnswer(answer.status ?? 200, answer.body)
    : problemAnswer(answer.status, answer.title, answer.more);
}

function jsonOf(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

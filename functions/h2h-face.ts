import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type H2hAnswer, problemAnswer } from "../shared/protocol/h2h/answer.ts";
import { answerFailure } from "../shared/protocol/h2h/failure.ts";
import { FAULT_ROWS } from "../shared/protocol/h2h/refusal-table.ts";
import { H2H_SERVICES, type H2hService, h2hPath } from "../shared/protocol/h2h/service.ts";
import { signedAnswer } from "../shared/protocol/h2h/signed-answer.ts";
import { beforeDeadline, type Deadline } from "./deadline.ts";
import { type H2hDesk, type H2hDeskDeps, type H2hWork, serveH2h } from "./h2h-desk.ts";
import type { ReceivedCall } from "./received-call.ts";
import { faultFacts } from "./request-log.ts";

/** What a request brings along besides its URL. */
export interface H2hBindings<Deps extends H2hDeskDeps> {
  readonly work: H2hWork<Deps>;
  readonly unfit: ReceivedCall["unfit"];
  readonly deadline: Deadline;
}

/** The HTTP face of H2H over the services of one desk. Every answer is signed, the router's own included (design 5.2). */
export function h2hFace<Deps extends H2hDeskDeps>(desk: H2hDesk<Deps>) {
  type Bound = { Bindings: H2hBindings<Deps> };
  const app = new Hono<Bound>({
    // The caller's own text: a URL object would tidy it up.
    getPath: (_request, options) => h2hPath(options?.env?.work.call.path ?? "") ?? "/",
  });
  const services = Object.keys(desk) as H2hService[];
  const send = (context: Context<Bound>, service: H2hService | "unknown", answer: H2hAnswer) =>
    sent(context.env.work, service, answer, (text, status, headers) => context.body(text, status, headers));
  for (const service of services) {
    const { method, path } = H2H_SERVICES[service];
    app.on(method, path, async (context) => send(context, service, await served(desk, service, context.env)));
  }
  for (const service of services) {
    const { method: allow, path } = H2H_SERVICES[service];
    app.all(path, (context) => send(context, service, answerFailure({ kind: "method-not-allowed", allow })));
  }
  app.notFound((context) => send(context, "unknown", answerFailure({ kind: "route-unknown" })));
  return app;
}

async function served<Deps extends H2hDeskDeps>(
  desk: H2hDesk<Deps>,
  service: H2hService,
  { work, unfit, deadline }: H2hBindings<Deps>,
): Promise<H2hAnswer> {
  if (unfit) return answerFailure({ kind: unfit });
  try {
    return await beforeDeadline(deadline, serveH2h(desk, service, work));
  } catch (error) {
    work.line.fault = faultFacts(error);
    return answerFault(work.line.fault.code, work.line.fault.name);
  }
}

/** Contention that outlived its retries, and throttling: the same request may pass a moment later. */
const BUSY =
  /^(LEDGER_CONTENDED|LEDGER_UNPROCESSED|COVERAGE_KEEPS_MOVING)$|Throttl|LimitExceeded|ThroughputExceeded/;

function answerFault(code: string, name: string): H2hAnswer {
  if (code === "DEADLINE_PASSED") return problemAnswer(FAULT_ROWS["deadline-passed"]);
  const isBusy = BUSY.test(code) || BUSY.test(name);
  return isBusy
    ? problemAnswer(FAULT_ROWS.busy, { headers: { "retry-after": "1" } })
    : problemAnswer(FAULT_ROWS.unexpected);
}

type Write = (text: string, status: ContentfulStatusCode, headers: Record<string, string>) => Response;

function sent(
  { call, deps, line }: H2hWork<H2hDeskDeps>,
  service: H2hService | "unknown",
  answer: H2hAnswer,
  write: Write,
): Response {
  line.operation = `h2h.${service}`;
  line.responseCode = answer.name === "ok" ? String(answer.status) : `${answer.status} ${answer.name}`;
  const { status, headers, text } = signedAnswer(answer, call, deps.keys.answerKey, deps.clock.machineNow());
  return write(text, status as ContentfulStatusCode, { ...headers });
}

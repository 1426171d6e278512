import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { SnapAnswer } from "../../shared/protocol/snap/answer.ts";
import { answerFailure, answerRow } from "../../shared/protocol/snap/failure.ts";
import { FAULT_ROWS, type RequestFailure } from "../../shared/protocol/snap/outcome-table.ts";
import { pathTail, SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";
import { echoedClientKey } from "../../shared/protocol/snap/token-call.ts";
import { beforeDeadline, type Deadline, DeadlinePassed } from "./deadline.ts";
import { faultFacts } from "./request-log.ts";
import { SNAP_SERVICE_OF, type SnapWork } from "./snap-services.ts";

/** What a request brings along besides its URL. */
export interface SnapBindings {
  readonly work: SnapWork;
  readonly unfit: RequestFailure | undefined;
  readonly deadline: Deadline;
}

type SnapContext = Context<{ Bindings: SnapBindings }>;

/** The partners' HTTP face for SNAP BI. Every answer, the router's own included, has the code of its service (snap-bi.md 8.15). */
export function snapRoutes() {
  const app = new Hono<{ Bindings: SnapBindings }>({
    // The caller's own text: a URL object would tidy it up.
    getPath: (_request, options) => pathTail(options?.env?.work.call.path ?? "/"),
  });
  for (const service of Object.keys(SNAP_SERVICES) as SnapService[]) {
    const { tail } = SNAP_SERVICES[service];
    app.post(tail, async (context) => send(context, service, await served(service, context.env)));
    app.all(tail, (context) => send(context, service, failed(context, service, "method-not-allowed")));
  }
  app.notFound((context) => send(context, undefined, failed(context, undefined, "route-unknown")));
  return app;
}

async function served(service: SnapService, { work, unfit, deadline }: SnapBindings): Promise<SnapAnswer> {
  const at = work.deps.clock.machineNow();
  if (unfit) return answerFailure(service, { kind: unfit }, at);
  try {
    return await beforeDeadline(deadline, SNAP_SERVICE_OF[service](work));
  } catch (error) {
    work.line.fault = faultFacts(error);
    const row = FAULT_ROWS[error instanceof DeadlinePassed ? "deadline-passed" : "unexpected"];
    return answerRow(service, row, at);
  }
}

const failed = ({ env }: SnapContext, service: SnapService | undefined, kind: RequestFailure): SnapAnswer =>
  answerFailure(service, { kind }, env.work.deps.clock.machineNow());

function send(context: SnapContext, service: SnapService | undefined, answer: SnapAnswer): Response {
  const { line, call } = context.env.work;
  const headers = { ...answer.headers, ...(service === "token" && echoedClientKey(call)) };
  line.operation = `snap.${service ?? "unknown"}`;
  line.responseCode = String(answer.body.responseCode);
  return context.json(answer.body, answer.status as ContentfulStatusCode, headers);
}

import type { Context } from "hono";
import { Hono } from "hono/tiny";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { SnapAnswer } from "../../shared/protocol/snap/answer.ts";
import { answerFailure, answerRow } from "../../shared/protocol/snap/failure.ts";
import type { RequestFailure } from "../../shared/protocol/snap/outcome-table.ts";
import { pathTail, SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";
import { echoedClientKey } from "../../shared/protocol/snap/token-call.ts";
import { beforeDeadline, type Deadline } from "../deadline.ts";
import { faultRow, type SnapWork } from "./snap-door.ts";
import { SNAP_SERVICE_OF } from "./snap-services.ts";

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
    app.all(tail, async (context) => send(context, service, await served(service, context.env)));
  }
  app.notFound(offTheBeatenPath);
  return app;
}

/** A path that the standard does not have is some bank's own, or nobody's. Only here the registry is asked where a call goes (snap-bi.md 8.4). */
async function offTheBeatenPath(context: SnapContext): Promise<Response> {
  const { work, deadline } = context.env;
  try {
    const { snapServiceAt } = await beforeDeadline(deadline, work.directory());
    const { path } = work.call;
    // Without a custom domain the stage stands in front of what the bank calls.
    const service = snapServiceAt(path) ?? snapServiceAt(path.replace(/^\/[^/]+/, ""));
    const answer = service
      ? await served(service, context.env)
      : answerFailure(undefined, { kind: "route-unknown" }, work.deps.clock.machineNow());
    return send(context, service, answer);
  } catch (error) {
    const row = faultRow(work, error);
    return send(context, undefined, answerRow(undefined, row, work.deps.clock.machineNow()));
  }
}

async function served(service: SnapService, { work, unfit, deadline }: SnapBindings): Promise<SnapAnswer> {
  const at = work.deps.clock.machineNow();
  if (work.call.method !== "POST") return answerFailure(service, { kind: "method-not-allowed" }, at);
  if (unfit) return answerFailure(service, { kind: unfit }, at);
  try {
    return await SNAP_SERVICE_OF[service](work, deadline);
  } catch (error) {
    return answerRow(service, faultRow(work, error), at);
  }
}

function send(context: SnapContext, service: SnapService | undefined, answer: SnapAnswer): Response {
  const { line, call } = context.env.work;
  const headers = { ...answer.headers, ...(service === "token" && echoedClientKey(call)) };
  line.operation = `snap.${service ?? "unknown"}`;
  line.responseCode = String(answer.body.responseCode ?? answer.status);
  return context.json(answer.body, answer.status as ContentfulStatusCode, headers);
}

import type { Actor } from "../../shared/audit/actor.ts";
import type { OpsAct } from "./access/acts.ts";
import type { OpsPerson } from "./access/person.ts";
import type { OpsDeps } from "./room.ts";

/** One call of the JSON API by a person whose token is good and who may do what the route is for. */
export interface ApiCall {
  readonly deps: OpsDeps;
  readonly person: OpsPerson;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The body as JSON; undefined when there is none or it is not JSON. */
  readonly body: unknown;
}

/** What a route answers: a body, or a problem (RFC 9457) with members of its own. */
export type ApiAnswer =
  | { readonly kind: "ok"; readonly body: unknown; readonly status?: number }
  | {
      readonly kind: "problem";
      readonly status: number;
      readonly title: string;
      readonly more?: Readonly<Record<string, unknown>>;
    };

/** One address of the API, below `/ops/api`, in Hono's form. */
export interface ApiRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly act: OpsAct;
  serve(call: ApiCall): Promise<ApiAnswer>;
}

export const ok = (body: unknown, status = 200): ApiAnswer => ({ kind: "ok", body, status });

export const problem = (
  status: number,
  title: string,
  more: Readonly<Record<string, unknown>> = {},
): ApiAnswer => ({ kind: "problem", status, title, more });

import type { KeyObject } from "node:crypto";
import type { Environment } from "../../shared/partner/environment.ts";
import type { Deadline } from "../deadline.ts";
import type { RequestLine } from "../request-log.ts";
import type { Cookies } from "./access/cookies.ts";
import type { Issuer } from "./access/issuer.ts";
import type { Received } from "./received.ts";
import type { OpsDeps } from "./room.ts";

/** What the ops edge stands on, the same for every request of an instance. */
export interface OpsEdge {
  /** `https://ops.kanal.example`: the one address at which the console is opened and to which the issuer sends people back. */
  readonly origin: string;
  readonly issuer: Issuer;
  /** Seals what the browser keeps for us. */
  readonly sessionKey: KeyObject;
  readonly cookies: Cookies;
  readonly environment: Environment;
}

/** One request on its way through the edge. */
export interface OpsRequest {
  readonly edge: OpsEdge;
  readonly received: Received;
  readonly deps: OpsDeps;
  readonly deadline: Deadline;
  readonly line: Partial<RequestLine>;
}

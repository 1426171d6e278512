import type { ServerResponse } from "node:http";
import * as z from "zod/mini";
import type { SandboxRoom } from "../../front.ts";
import type { CertificateKey } from "./certificate-key.ts";
import type { Opening, SessionDesk } from "./session-desk.ts";

const ROOM = "/sandbox/conformance";

const Wish = z.strictObject({
  partnerId: z.string(),
  /** Below 1 it is a rehearsal, and its certificate says so. */
  timeScale: z._default(z.number().check(z.minimum(0.01), z.maximum(1)), 1),
  scenarios: z.optional(z.array(z.string())),
  repeatKeepsExternalId: z._default(z.boolean(), false),
  replace: z._default(z.boolean(), false),
});

type Answer = { readonly status: number; readonly type?: string; readonly body: unknown };

const problem = (status: number, message: string): Answer => ({ status, body: { message } });
const NO_SESSION = problem(404, "No such session: it never was, or the sandbox was started anew since");

const REFUSALS: Readonly<Record<(Opening & { kind: "refused" })["because"], Answer>> = {
  "partner-unknown": problem(404, "No such partner in this sandbox"),
  "partner-busy": problem(409, 'This partner has a session that is running; {"replace": true} ends it'),
  "scenario-unknown": problem(400, "A scenario is unknown, or not for this partner"),
  "no-worker": problem(409, "No sample worker is free to be paid for; npm start -- --fresh begins anew"),
  "pays-without-inquiry": problem(
    409,
    "This partner pays without an inquiry: its client has nothing to repeat or ask",
  ),
};

/** Serves `/sandbox/conformance`: sessions, their certificates and records, and the key that certificates are verified with. */
export function conformanceRoom(desk: SessionDesk, key: () => Promise<CertificateKey>): SandboxRoom {
  return async (request, body, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path !== ROOM && !path.startsWith(`${ROOM}/`)) return false;
    const [id = "", what = "", ...more] = path.slice(ROOM.length + 1).split("/");
    const method = request.method ?? "GET";
    const answer =
      more.length > 0
        ? problem(404, "No such page")
        : id === ""
          ? await openSession(desk, method, body)
          : id === "jwks.json"
            ? { status: 200, body: { keys: [(await key()).publicJwk] } }
            : await aboutSession(desk, method, id, what);
    send(response, answer);
    return true;
  };
}

async function openSession(desk: SessionDesk, method: string, body: Buffer): Promise<Answer> {
  if (method !== "POST") return problem(405, `Only POST ${ROOM}`);
  const wish = z.safeParse(Wish, jsonOf(body));
  if (!wish.success)
    return problem(400, 'Send {"partnerId": "bri"}; timeScale (0.01 to 1) makes it a rehearsal');
  const opening = await desk.open({ ...wish.data, scenarios: wish.data.scenarios });
  return opening.kind === "open" ? { status: 201, body: opening.progress } : REFUSALS[opening.because];
}

async function aboutSession(desk: SessionDesk, method: string, id: string, what: string): Promise<Answer> {
  const found = (progress: unknown): Answer => (progress ? { status: 200, body: progress } : NO_SESSION);
  switch (`${method} ${what}`) {
    case "GET ":
      return found(await desk.progress(id));
    case "DELETE ":
      return found(await desk.end(id));
    case "POST skip":
      return found(await desk.skip(id));
    case "GET record": {
      const kept = desk.archived(id);
      if (!kept) return problem(404, "No record: the session is running, or never was");
      return { status: 200, body: Buffer.from(kept.record) };
    }
    case "GET certificate": {
      const kept = desk.archived(id);
      if (!kept) return problem(404, "No certificate: the session is running, or never was");
      if (kept.certificate === undefined) return problem(409, `No certificate: ${kept.because}`);
      return { status: 200, type: "application/jose", body: Buffer.from(kept.certificate) };
    }
    default:
      return problem(
        404,
        `No such page. There are: GET ${ROOM}/<id>, /certificate, /record; POST /skip; DELETE`,
      );
  }
}

function send(response: ServerResponse, { status, type = "application/json", body }: Answer): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

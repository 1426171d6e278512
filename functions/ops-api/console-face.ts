import { Hono } from "hono/tiny";
import { formatInstant } from "../../shared/calendar/calendar.ts";
import { localTimeText } from "../../shared/receipt/local-time-text.ts";
import { faultFacts } from "../request-log.ts";
import { type Language, type Say, sayIn } from "../say.ts";
import { mayDo } from "./access/acts.ts";
import { formTokenOf, isFormToken } from "./access/form-token.ts";
import { IssuerUnreachable } from "./access/issuer.ts";
import { enterRefusedAct } from "./access/refuse-act.ts";
import { isFromOwnPage } from "./access/same-origin.ts";
import { openSession, type Session } from "./access/session.ts";
import { beginSignIn, finishSignIn, pageToReturnTo } from "./access/sign-in.ts";
import { type OpsAnswer, pageAnswer, seeOther } from "./answer.ts";
import type { OpsRequest } from "./edge.ts";
import { canName } from "./name-length.ts";
import { ASSETS } from "./page/assets.ts";
import { FORM_TOKEN_FIELD } from "./page/form.ts";
import { type Frame, layout } from "./page/layout.ts";
import { type SignInReason, signInPage } from "./page/sign-in-page.ts";
import { fault, forbidden, foreignForm, notFound, stale, type Trouble } from "./page/trouble.ts";
import { type PostedForm, plainForm, wholeForm } from "./posted-form.ts";
import type { Room, RoomAnswer, RoomRoute } from "./room.ts";

/** A request to the console with what was read of it so far. */
interface Call extends OpsRequest, PostedForm {
  readonly say: Say;
}

const LANGUAGE_SECONDS = 31_536_000;
/** Files are named by their content: what has the name will always be this. */
const FOR_EVER = "private, max-age=31536000, immutable";

/** The console: its files, the way in and out, and the rooms behind their rights. Every answer is an `OpsAnswer`; nothing is thrown. */
export function consoleFace(rooms: readonly Room[]): (request: OpsRequest) => Promise<OpsAnswer> {
  const routes = routesOf(rooms);
  return async (request) => {
    const call = read(request);
    try {
      return (await beforeRooms(call)) ?? (await routes(call));
    } catch (error) {
      request.line.fault = faultFacts(error);
      if (error instanceof IssuerUnreachable) return signInAnswer(call, "issuer-silent");
      return troubleAnswer(call, fault(call.say, request.received.requestId));
    }
  };
}

function read(request: OpsRequest): Call {
  const { edge, received } = request;
  const language: Language = edge.cookies.read(received.header("cookie"), "language") === "en" ? "en" : "id";
  return { ...request, ...plainForm(received), say: sayIn(language) };
}

/** What needs no session. @returns undefined where a room has to answer */
async function beforeRooms(call: Call): Promise<OpsAnswer | undefined> {
  const { edge, received } = call;
  const { method, path } = received;
  const asset = ASSETS.find((each) => each.path === path);
  if (asset && method === "GET") {
    const { type, text: body } = asset;
    return { status: 200, type, body, headers: { "cache-control": FOR_EVER } };
  }
  if (method !== "GET" && method !== "POST") {
    return { ...troubleAnswer(call, notFound(call.say)), status: 405, headers: { allow: "GET, POST" } };
  }
  // Session and state are cookies of the one address that the issuer sends people back to; by another name of this host they would be missing there.
  if (method === "GET" && `${new URL(edge.origin).host}` !== received.header("host")) {
    return seeOther(`${edge.origin}${pageToReturnTo(path)}`);
  }
  if (method === "POST" && !isFromOwnPage(received.header, edge.origin)) {
    return troubleAnswer(call, foreignForm(call.say));
  }
  switch (`${method} ${path}`) {
    case "GET /ops/login":
      return { ...signInAnswer(call, received.query.has("out") ? "signed-out" : "first"), status: 200 };
    case "GET /ops/login/begin":
      return beginSignIn(call);
    case "GET /ops/callback": {
      const outcome = await finishSignIn(call);
      return outcome.kind === "signed-in" ? outcome.answer : signInAnswer(call, outcome.because);
    }
    case "POST /ops/language":
      return changeLanguage(call);
    default:
      return undefined;
  }
}

function changeLanguage({ edge, form }: Call): OpsAnswer {
  const language = form.get("language") === "en" ? "en" : "id";
  return seeOther(pageToReturnTo(`/ops${form.get("back") ?? ""}`), [
    edge.cookies.write("language", language, LANGUAGE_SECONDS),
  ]);
}

/** The routes of all rooms, behind session, form token and right, in this order. */
function routesOf(rooms: readonly Room[]): (call: Call) => Promise<OpsAnswer> {
  type Bound = { Bindings: { call: Call; session: Session; found: { answer?: Promise<OpsAnswer> } } };
  const app = new Hono<Bound>({ getPath: (_request, options) => options?.env?.call.received.path ?? "/" });
  for (const route of rooms.flatMap((room) => room.routes)) {
    app.on(route.method, `/ops${route.path}`, (context) => {
      const { call, session, found } = context.env;
      call.line.operation = `console ${route.method} ${route.path}`;
      found.answer = served(rooms, route, call, session, context.req.param());
      return context.body(null);
    });
  }
  return async (asked) => {
    const { edge, received, deps } = asked;
    const sealed = edge.cookies.read(received.header("cookie"), "session");
    const session = sealed && (await openSession(edge.sessionKey, sealed, deps.clock.machineNow()));
    if (!session) return notSignedIn(asked, sealed !== undefined);
    const call = { ...asked, ...(await wholeForm(received)) };
    if (received.method === "POST" && !isFormToken(session, call.form.get(FORM_TOKEN_FIELD) ?? "")) {
      return troubleAnswer(call, foreignForm(call.say), frameInside(rooms, call, session));
    }
    if (received.method === "POST" && received.path === "/ops/logout") {
      return seeOther("/ops/login?out", [edge.cookies.end("session")]);
    }
    const found: Bound["Bindings"]["found"] = {};
    await app.fetch(new Request("https://ops.invalid/", { method: received.method }), {
      call,
      session,
      found,
    });
    return (await found.answer) ?? troubleAnswer(call, notFound(call.say), frameInside(rooms, call, session));
  };
}

async function served(
  rooms: readonly Room[],
  route: RoomRoute,
  call: Call,
  session: Session,
  params: Readonly<Record<string, string>>,
): Promise<OpsAnswer> {
  const { deps, received, say, form, files } = call;
  const { person } = session;
  const actor = { subject: person.subject, origin: `console:${received.sourceIp}` };
  const frame = frameInside(rooms, call, session);
  if (!mayDo(person, route.act)) {
    await enterRefusedAct(deps, actor, person, route.act);
    return troubleAnswer(call, forbidden(say, route.act), frame);
  }
  if (!Object.values(params).every(canName)) return troubleAnswer(call, notFound(say), frame);
  const { path, query } = received;
  const formToken = frame.formToken;
  const posted = { form, files, formToken };
  const answer = await route.serve({ deps, person, actor, say, path, params, query, ...posted });
  return answerOf(call, answer, frame);
}

function answerOf(call: Call, answer: RoomAnswer, inside: NonNullable<Frame["inside"]>): OpsAnswer {
  const { say } = call;
  switch (answer.kind) {
    case "page": {
      const { title, content, status = 200, isLive = false } = answer;
      return pageAnswer(status, layout({ ...frameOf(call, title), inside, isLive }, content));
    }
    case "fragment":
      return pageAnswer(200, answer.content.text);
    case "see-other": {
      const mark = answer.to.includes("?") ? "&" : "?";
      return seeOther(`/ops${answer.to}${answer.did ? `${mark}did=${answer.did}` : ""}`);
    }
    case "download": {
      const name = answer.name.replace(/[^\w.-]/g, "_");
      const headers = { "content-disposition": `attachment; filename="${name}"` };
      return { status: 200, type: answer.type, body: answer.body, headers };
    }
    case "not-found":
      return troubleAnswer(call, notFound(say), inside);
    case "stale":
      return troubleAnswer(call, stale(say, answer.now, answer.back), inside);
  }
}

function frameOf({ deps, edge, received, say }: Call, title: string): Frame {
  const businessTime = localTimeText(formatInstant(deps.clock.businessNow()));
  const path = received.path.replace(/^\/ops/, "");
  return { say, title, path, businessTime, isSandbox: edge.environment === "sandbox" };
}

function frameInside(rooms: readonly Room[], { received, deps }: Call, session: Session) {
  return {
    person: session.person,
    formToken: formTokenOf(session, deps.ids),
    nav: rooms.map(({ name, path }) => ({ name, path })),
    did: received.query.get("did") ?? undefined,
  };
}

function troubleAnswer(call: Call, { status, title, content }: Trouble, inside?: Frame["inside"]): OpsAnswer {
  return pageAnswer(status, layout({ ...frameOf(call, title), ...(inside && { inside }) }, content));
}

/** A page that is asked for without a session leads through the sign-in and back to itself; a post was not carried out, and that is said. */
function notSignedIn(call: Call, hadOne: boolean): OpsAnswer {
  const { received } = call;
  if (received.header("kanal-fragment")) return { status: 401, type: "text/plain; charset=utf-8", body: "" };
  if (received.method === "POST") return signInAnswer(call, "nothing-done", "/ops");
  return signInAnswer(call, hadOne ? "ended" : "first", received.path + queryText(received.query));
}

const queryText = (query: URLSearchParams): string => (query.size > 0 ? `?${query}` : "");

function signInAnswer(call: Call, because: SignInReason, to?: string): OpsAnswer {
  const back = pageToReturnTo(to ?? call.received.query.get("to"));
  return troubleAnswer(call, signInPage(call.say, because, back));
}

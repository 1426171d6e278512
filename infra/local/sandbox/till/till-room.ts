import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { type Say, sayIn } from "../../../../functions/say.ts";
import type { SandboxRoom } from "../../front.ts";
import { act, askedBill } from "./act.ts";
import { jsonAnswer, pageAnswer, seeOther, send, type TillAnswer } from "./answer.ts";
import { askStatus } from "./cashier-acts.ts";
import { type Counter, type CounterGround, openCounter } from "./counter.ts";
import { languageCookie, languageOf } from "./language.ts";
import { TILL_PATH } from "./page/layout.ts";
import { troublePage } from "./page/trouble.ts";
import { isAddressedHere, isFromOwnPage } from "./same-origin.ts";
import { openVisits, type Visit, type Visits } from "./visit.ts";
import { liveView, startPage, visitPage, visitPath } from "./visit-page.ts";

/** One request to the till, as far as it matters here. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly say: Say;
}

interface Room {
  readonly counter: Counter;
  readonly visits: Visits;
}

const OURS = new RegExp(`^${TILL_PATH}(?:[/?]|$)`);

const asset = (name: string, type: string): readonly [string, TillAnswer] => [
  `${TILL_PATH}/assets/${name}`,
  {
    status: 200,
    headers: { "content-type": type },
    body: readFileSync(new URL(`./assets/${name}`, import.meta.url)),
  },
];

/**
 * Serves the till in the browser at `/sandbox/till`. The server plays the partner: it signs, the browser only ever sees what a till's screen shows. Part of
 * the local start only.
 */
export function tillRoom(ground: CounterGround): SandboxRoom {
  const room = { counter: openCounter(ground), visits: openVisits() };
  const assets = new Map([
    asset("till.css", "text/css; charset=utf-8"),
    asset("till.js", "text/javascript; charset=utf-8"),
    asset("till.svg", "image/svg+xml"),
  ]);
  return async (request, body, response) => {
    const url = request.url ?? "";
    if (!OURS.test(url)) return false;
    const { pathname: path, searchParams: query } = new URL(url, "http://till");
    const method = request.method ?? "GET";
    const call = {
      ...{ method, path, query },
      form: new URLSearchParams(body.toString("utf8")),
      say: sayIn(languageOf(request)),
    };
    const answer = refusalOf(request, call) ?? assets.get(path) ?? answerTo(room, call);
    // What a fault was is not for the page; that nothing is lost by it is.
    send(
      response,
      await Promise.resolve(answer).catch(() => pageAnswer(troublePage(call.say, "fault"), 500)),
    );
    return true;
  };
}

/** Who may not come in: other names for this machine, other pages' posts, other methods. */
function refusalOf(request: IncomingMessage, { method, say }: Call): TillAnswer | undefined {
  if (!isAddressedHere(request)) return pageAnswer(troublePage(say, "not-addressed-here"), 421);
  if (method === "GET") return undefined;
  if (method !== "POST") return { ...pageAnswer(troublePage(say, "gone"), 405) };
  return isFromOwnPage(request) ? undefined : pageAnswer(troublePage(say, "foreign-page"), 403);
}

async function answerTo(room: Room, call: Call): Promise<TillAnswer> {
  const { method, path, say } = call;
  if (path === TILL_PATH && method === "GET") return pageAnswer(startPage(room.counter, say));
  if (path === `${TILL_PATH}/language` && method === "POST") return changeLanguage(call);
  if (path === `${TILL_PATH}/visits` && method === "POST") return beginVisit(room, call);
  const [, id = "", live] = /^\/visits\/([0-9a-f]{32})(\/journey)?$/.exec(path.slice(TILL_PATH.length)) ?? [];
  const visit = room.visits.find(id);
  if (!visit) return pageAnswer(troublePage(say, "gone"), 404);
  if (live) return lookAt(room, visit, call);
  if (method === "POST") {
    await act(room.counter, visit, call.form);
    return seeOther(visitPath(visit));
  }
  const width = call.query.get("paper") === "80" ? "80" : "58";
  return pageAnswer(await visitPage(room.counter, visit, say, width));
}

function changeLanguage({ form }: Call): TillAnswer {
  const back = form.get("back") ?? "";
  const isOurs = back === TILL_PATH || /^\/sandbox\/till\/visits\/[0-9a-f]{32}$/.test(back);
  const cookie = languageCookie(form.get("language") === "en" ? "en" : "id");
  return seeOther(isOurs ? back : TILL_PATH, { "set-cookie": cookie });
}

async function beginVisit({ counter, visits }: Room, { form }: Call): Promise<TillAnswer> {
  const visit = visits.begin(askedBill(form));
  await act(counter, visit, form);
  return seeOther(visitPath(visit));
}

/** A look at the payment from the open page. Once cover is active the till asks for the status, as a partner has to: nobody calls it. */
async function lookAt({ counter }: Room, visit: Visit, { say }: Call): Promise<TillAnswer> {
  const state = await visit.journey?.look();
  if (!state) return pageAnswer(troublePage(say, "gone"), 404);
  if (state.activatedAt !== undefined && visit.step.kind === "paid" && !visit.step.receipt.isActive) {
    const asking = visit.turn.then(() => askStatus(counter, visit));
    visit.turn = asking.catch(() => undefined);
    await visit.turn;
  }
  return jsonAnswer(liveView(visit, state, say));
}

import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { html } from "../../../../functions/html.ts";
import type { SandboxRoom } from "../../front.ts";
import type { RegistryView } from "../explanation/registry-view.ts";
import { isAddressedHere } from "../till/same-origin.ts";
import { partnerIndexPage } from "./partner-index-page.ts";
import { partnerPage } from "./partner-page.ts";
import { NOBODY } from "./partner-request.ts";
import { inBoth, RECORD_PATH, recordPage } from "./record-page.ts";
import type { RequestBook } from "./request-book.ts";

interface RecordAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

const STYLE = readFileSync(new URL("./record.css", import.meta.url), "utf8");

/** Serves each partner's view of its own last requests: pages at `/sandbox/partners`, the same as JSON at `/sandbox/partners/<id>/requests`. */
export function recordRoom(book: RequestBook, look: () => Promise<RegistryView>): SandboxRoom {
  return async (request, _body, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path !== RECORD_PATH && !path.startsWith(`${RECORD_PATH}/`)) return false;
    if (!isAddressedHere(request)) {
      send(response, plain(421, "This page is for this machine only"));
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      send(response, plain(405, "Only GET"), { allow: "GET, HEAD" });
    } else send(response, answerTo(path, book, await look()));
    return true;
  };
}

function answerTo(path: string, book: RequestBook, view: RegistryView): RecordAnswer {
  const [partnerId = "", tail, ...more] = path.slice(RECORD_PATH.length + 1).split("/");
  if (partnerId === "") return page(partnerIndexPage(view.partners, book.of));
  if (partnerId === "record.css") return { status: 200, type: "text/css; charset=utf-8", body: STYLE };
  const partner = view.byId(partnerId);
  if ((!partner && partnerId !== NOBODY) || more.length > 0) return page(notFound(), 404);
  const name = partner?.profile.name ?? "Pemanggil tidak dikenal / Unknown callers";
  const requests = book.of(partnerId);
  if (tail === undefined) return page(partnerPage(name, partnerId, requests));
  if (tail !== "requests") return page(notFound(), 404);
  const body = JSON.stringify({ partnerId, name, requests: requests.map(told) });
  return { status: 200, type: "application/json", body };
}

/** Times as text in the JSON. */
const told = ({ at, ...request }: ReturnType<RequestBook["of"]>[number]) => ({
  at: new Date(at).toISOString(),
  ...request,
});

function notFound(): string {
  const title = { indonesia: "Tidak ada", english: "Not found" };
  const back = inBoth({ indonesia: "Semua mitra", english: "All partners" });
  return recordPage(title, html`<h1>${inBoth(title)}</h1><p><a href="${RECORD_PATH}">${back}</a></p>`);
}

const page = (body: string, status = 200): RecordAnswer => ({
  ...{ status, type: "text/html; charset=utf-8", body },
});
const plain = (status: number, body: string): RecordAnswer => ({
  ...{ status, type: "text/plain; charset=utf-8", body },
});

function send(
  response: ServerResponse,
  { status, type, body }: RecordAnswer,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...more, "content-type": type });
  response.end(body);
}

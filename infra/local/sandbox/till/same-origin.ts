import type { IncomingMessage } from "node:http";

/** Names by which this machine calls itself. A page elsewhere can point its own name at 127.0.0.1, so the name has to be one of these. */
const OWN_NAMES = new Set(["127.0.0.1", "localhost"]);

/** True when a request was made to this machine by its own name, through whatever port. */
export function isAddressedHere({ headers }: Pick<IncomingMessage, "headers">): boolean {
  return OWN_NAMES.has((headers.host ?? "").replace(/:\d+$/, ""));
}

/**
 * True when a change comes from the till's own page. The server listens on 127.0.0.1 only, but every page that the browser has open could post to it;
 * browsers say where a post comes from in `Origin`, and in `Sec-Fetch-Site` what that is to us. A request that says neither is refused.
 */
export function isFromOwnPage({ headers }: Pick<IncomingMessage, "headers">): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  return origin === undefined ? site === "same-origin" : origin === `http://${host}`;
}

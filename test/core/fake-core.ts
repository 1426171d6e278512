/**
 * A core membership system as a program of its own: `fake-core.ts <base64 secret>`. It shares no code with Kanal and checks each order's Standard
 * Webhooks signature by itself. `PUT /control` sets how it behaves, `GET /control` tells what has happened; orders take effect once for each
 * (payment, sequence), whatever it answers.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const secret = Buffer.from(process.argv[2] ?? "", "base64");
const AGE_SECONDS_MAX = 300;

let mode = "up";
let delayMs = 0;
/** Orders that took effect, in order, and every order that came, with its idempotency key. */
const effects: { path: string; order: Record<string, unknown> }[] = [];
const arrivals: { path: string; key: string; mode: string }[] = [];
let badSignatures = 0;

function isSigned(headers: IncomingHttpHeaders, body: string): boolean {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (typeof id !== "string" || typeof timestamp !== "string" || !/^\d+$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > AGE_SECONDS_MAX) return false;
  const due = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .map((entry) => entry.split(","))
    .some(([version, text]) => {
      const given = Buffer.from(text ?? "", "base64");
      return version === "v1" && given.length === due.length && timingSafeEqual(given, due);
    });
}

function takeEffect(path: string, order: Record<string, unknown>): void {
  const isSame = (known: Record<string, unknown>) => known.paymentKey === order.paymentKey;
  const seen = effects
    .filter(({ order: known }) => isSame(known))
    .map((known) => Number(known.order.sequence));
  if (seen.every((sequence) => sequence < Number(order.sequence))) effects.push({ path, order });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body);
}

function confirm(response: ServerResponse, { paymentKey, sequence }: Record<string, unknown>): void {
  answer(response, 200, JSON.stringify({ result: "confirmed", paymentKey, sequence }));
}

const wait = () => new Promise((resolve) => setTimeout(resolve, delayMs));

const MODES: Record<
  string,
  (response: ServerResponse, path: string, order: Record<string, unknown>) => unknown
> = {
  up(response, path, order) {
    takeEffect(path, order);
    confirm(response, order);
  },
  down: (response) => response.destroy(),
  async slow(response, path, order) {
    await wait();
    takeEffect(path, order);
    confirm(response, order);
  },
  /** Does what it was told, and says so when nobody listens any more; asked again it answers at once. */
  async twice(response, path, order) {
    takeEffect(path, order);
    mode = "up";
    await wait();
    confirm(response, order);
  },
  "wrong-body": (response) => answer(response, 200, '{"error":"maintenance"}'),
  "wrong-order": (response, _, order) => confirm(response, { ...order, paymentKey: "somebody#else" }),
  "wrong-json": (response) => answer(response, 200, "<html>Sedang pemeliharaan</html>"),
  endless(response) {
    response.writeHead(200);
    const more = setInterval(() => response.write("x".repeat(8_192)), 1);
    response.on("close", () => clearInterval(more));
  },
  redirect: (response) => response.writeHead(307, { location: "/elsewhere" }).end(),
  reject: (response) => answer(response, 409, '{"result":"refused","code":"member-deceased"}'),
  "reject-talkative": (response) =>
    answer(response, 409, '{"result":"refused","code":"BUDI SANTOSO 9999991503850001"}'),
  busy: (response) => answer(response, 429, '{"result":"refused","code":"member-deceased"}'),
  broken: (response) => answer(response, 500, ""),
};

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    const path = request.url ?? "";
    if (path === "/control") {
      if (request.method === "PUT") ({ mode, delayMs = 0 } = JSON.parse(body));
      return answer(response, 200, JSON.stringify({ mode, effects, arrivals, badSignatures }));
    }
    if (request.method !== "POST" || !isSigned(request.headers, body)) {
      badSignatures += 1;
      return answer(response, 401, "{}");
    }
    arrivals.push({ path, key: String(request.headers["idempotency-key"]), mode });
    return void MODES[mode]?.(response, path, JSON.parse(body));
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpGateway, startHttpGateway } from "../../../infra/local/aws/gateway-http.ts";
import { type DurableStore, openDurableStore } from "../../../infra/local/durable-store.ts";
import { openSwitches } from "../../../infra/local/sandbox/open-switches.ts";
import { tillRoom } from "../../../infra/local/sandbox/till/till-room.ts";
import { LOCAL } from "../../../infra/local/topology.ts";
import { ledgerClient } from "../../../shared/ledger/client.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";

let store: DurableStore;
let gateway: HttpGateway;
let origin: string;

beforeAll(async () => {
  store = openDurableStore(":memory:");
  const ledger = dynamoLedger(ledgerClient(), LOCAL.table);
  const sandbox = openSwitches(store, undefined, () => undefined);
  // No sandbox.json: as a gateway that was started without samples.
  const room = tillRoom({ store, sandbox, ledger, sandboxFile: "there is none" });
  gateway = await startHttpGateway({
    port: 0,
    route: () => async () => ({ statusCode: 404, body: "{}" }),
    special: room,
  });
  origin = `http://127.0.0.1:${gateway.port}`;
});
afterAll(async () => {
  await gateway.stop(0);
  store.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers });
const post = (path: string, body: string, headers: Record<string, string> = { origin }) =>
  fetch(`${origin}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body,
  });

/** The status of a page that was asked for by another name; fetch would not let us say one. */
const statusAs = (host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request({ port: gateway.port, host: "127.0.0.1", path: "/sandbox/till", headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("the page forbids everything but its own files, and has no script or style inside", async () => {
  const answer = await get("/sandbox/till");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  const page = await answer.text();
  expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|javascript:/);
  for (const [, file] of page.matchAll(/(?:src|href)="(\/sandbox\/till\/assets\/[^"]+)"/g)) {
    expect((await get(file ?? "")).status).toBe(200);
  }
});

test("a post that does not come from the page changes nothing", async () => {
  const form = "act=core-up&partner=bri";
  expect((await post("/sandbox/till/visits", form, { origin: "https://example.org" })).status).toBe(403);
  expect((await post("/sandbox/till/visits", form, {})).status).toBe(403);
  expect((await post("/sandbox/till/language", "language=en", {})).headers.get("set-cookie")).toBeNull();
});

test("this machine is served by its own names only", async () => {
  expect(await statusAs(`localhost:${gateway.port}`)).toBe(200);
  expect(await statusAs(`rebound.example:${gateway.port}`)).toBe(421);
});

test("the language switch remembers, and comes back to no other place than the till", async () => {
  const chosen = await post("/sandbox/till/language", "language=en&back=https://example.org/");
  expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/sandbox/till"]);
  const cookie = chosen.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/SameSite=Strict; HttpOnly$/);
  const english = await (await get("/sandbox/till", { cookie: cookie.split(";")[0] ?? "" })).text();
  expect(english).toContain('<html lang="en">');
  expect(await (await get("/sandbox/till")).text()).toContain('<html lang="id">');
});

test("a visit that is not there, other methods and other files are refused with a page that says what to do", async () => {
  const gone = await get(`/sandbox/till/visits/${"0".repeat(32)}`);
  expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining("Mulai lagi")]);
  expect((await get("/sandbox/till/assets/../till-room.ts")).status).toBe(404);
  expect((await fetch(`${origin}/sandbox/till`, { method: "DELETE" })).status).toBe(405);
  expect((await get("/sandbox/tillage")).status).toBe(404);
});

test("without samples there is nobody to pay at, and the page says so", async () => {
  const begun = await post("/sandbox/till/visits", "act=inquire&partner=bri&nik=1&months=13");
  const page = await (await get(begun.headers.get("location") ?? "")).text();
  for (const mistake of ["partner-mistake", "nik-mistake", "months-mistake"]) expect(page).toContain(mistake);
});

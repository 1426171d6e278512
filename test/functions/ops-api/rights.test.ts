import { afterAll, beforeAll, expect, test } from "vitest";
import { mayDo, type OpsAct, RIGHTS } from "../../../functions/ops-api/access/acts.ts";
import { ROLES, type Role } from "../../../functions/ops-api/access/person.ts";
import { API_ROUTES } from "../../../functions/ops-api/api-routes.ts";
import { ROOMS } from "../../../functions/ops-api/rooms.ts";
import { entriesLately } from "../../audit/entries-lately.ts";
import { formTokenIn, type OpsBench, openOpsBench, posting } from "./ops-bench.ts";

let bench: OpsBench;
beforeAll(async () => {
  bench = await openOpsBench();
});
afterAll(() => bench?.stop());

/** Who may do what, written a second time: a right moves money or shows people, so it is changed twice. */
const MAY: Readonly<Record<OpsAct, string>> = {
  look: "viewer operator approver",
  "see-audit": "viewer operator approver",
  "check-health": "viewer operator approver",
  "work-on-failure": "operator",
  replay: "operator",
  "propose-correction": "operator",
  "decide-correction": "approver",
  "upload-settlement": "operator",
  unmask: "operator",
  "change-partner-standing": "approver",
  "find-data-subject": "operator",
  "export-data-subject": "operator",
  "ask-destruction": "operator",
  "decide-destruction": "approver",
  "run-breach-drill": "operator",
};

test("the table of rights is this one", () => {
  const written = Object.fromEntries(Object.entries(RIGHTS).map(([act, roles]) => [act, roles.join(" ")]));
  expect(written).toEqual(MAY);
});

test("who may change something may also look, and nobody without a role may do anything", () => {
  for (const role of ROLES) expect(mayDo({ roles: [role] }, "look")).toBe(true);
  for (const act of Object.keys(RIGHTS) as OpsAct[]) expect(mayDo({ roles: [] }, act)).toBe(false);
});

test("maker and checker are different rights: no role alone has both", () => {
  const pairs: [OpsAct, OpsAct][] = [
    ["propose-correction", "decide-correction"],
    ["ask-destruction", "decide-destruction"],
  ];
  for (const role of ROLES) {
    for (const [make, check] of pairs) {
      expect(mayDo({ roles: [role] }, make) && mayDo({ roles: [role] }, check), role).toBe(false);
    }
  }
});

/** An address that the route's pattern takes. */
const addressOf = (path: string) => path.replace(/:\w+/g, "x");

const without = (act: OpsAct): Role[] => ROLES.filter((role) => !mayDo({ roles: [role] }, act));

const pages = ROOMS.flatMap((room) => room.routes);

test.each(pages.flatMap((route) => without(route.act).map((role) => ({ ...route, role }))))(
  "$method /ops$path is closed to a $role who may not $act",
  async ({ method, path, role }) => {
    const cookie = await bench.cookie([role]);
    const formToken = formTokenIn(await bench.get("/ops/audit", { cookie }));
    const headers = method === "POST" ? posting(cookie) : { cookie };
    const body = new URLSearchParams({ formToken }).toString();
    const answer = await bench.send(method, `/ops${addressOf(path)}`, {
      headers,
      ...(method === "POST" && { body }),
    });
    expect([answer.statusCode, answer.body.includes("<h1>Bukan wewenang Anda</h1>")]).toEqual([403, true]);
  },
);

test.each(API_ROUTES.flatMap((route) => without(route.act).map((role) => ({ ...route, role }))))(
  "$method /ops/api$path is closed to a $role who may not $act",
  async ({ method, path, act, role }) => {
    const authorization = `Bearer ${await bench.token([role])}`;
    const answer = await bench.send(method, `/ops/api${addressOf(path)}`, { headers: { authorization } });
    expect(answer.statusCode).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ act, needs: RIGHTS[act], has: [role] });
  },
);

test.each(pages)("$method /ops$path shows nothing to who is not signed in", async ({ method, path }) => {
  const headers = method === "POST" ? posting("") : {};
  const answer = await bench.send(method, `/ops${addressOf(path)}`, { headers });
  expect(answer.statusCode).toBe(401);
  expect(answer.body).toContain("<h1>Masuk ke konsol</h1>");
});

test("a refused act stands in the audit trail with who tried it, and what he would have needed", async () => {
  const cookie = await bench.cookie(["viewer"], "ops-curious");
  const formToken = formTokenIn(await bench.get("/ops/audit", { cookie }));
  const body = new URLSearchParams({ formToken, reason: "let me" }).toString();
  await bench.send("POST", "/ops/partners/bri/standing", { headers: posting(cookie), body });
  const entries = await entriesLately(bench.ledger, bench.machineNow());
  expect(entries.find(({ actor }) => actor === "ops-curious")).toMatchObject({
    action: "ops.refused",
    subject: "change-partner-standing",
    reason: "has viewer; needs approver",
    origin: "console:192.0.2.7",
  });
});

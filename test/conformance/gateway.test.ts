import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GATEWAY_CASES } from "../../infra/cli/conformance/list-cases.ts";
import { caseText } from "../../infra/cli/conformance/report/human.ts";
import { jsonReport } from "../../infra/cli/conformance/report/json.ts";
import { junitReport } from "../../infra/cli/conformance/report/junit.ts";
import { countOf, type RunResult } from "../../infra/cli/conformance/result.ts";
import { runGateway } from "../../infra/cli/conformance/run-gateway.ts";
import { openTarget } from "./open-target.ts";

let target: Awaited<ReturnType<typeof openTarget>>;
let run: RunResult;

beforeAll(async () => {
  target = await openTarget();
  const { baseUrl, credentials } = target;
  run = await runGateway({ baseUrl, credentials, isSparing: process.env.KANAL_TEST !== "full" });
}, 120_000);
afterAll(() => target.close());

describe("the kit, playing every partner of the sandbox against the gateway", () => {
  it("finds nothing wrong", () => {
    expect(run.cases.filter(({ outcome }) => outcome === "failed").map(caseText)).toEqual([]);
  });

  it("runs at least 120 different cases with at least 900 assertions", () => {
    const ran = run.cases.filter(({ outcome }) => outcome === "passed");
    expect(new Set(ran.map(({ id }) => id)).size).toBeGreaterThanOrEqual(120);
    expect(countOf(run).assertions).toBeGreaterThanOrEqual(900);
  });

  it("plays each partner of the file", () => {
    const played = new Set(run.cases.map(({ partnerId }) => partnerId));
    expect(played).toEqual(new Set(target.credentials.partners.map(({ partnerId }) => partnerId)));
  });

  it("runs every case for somebody, and skips only what a partner's own description rules out", () => {
    const ran = new Set(run.cases.flatMap(({ id, outcome }) => (outcome === "passed" ? [id] : [])));
    expect(GATEWAY_CASES.filter(({ id }) => !ran.has(id)).map(({ id }) => id)).toEqual([]);
    const reasons = run.cases.flatMap(({ skippedBecause }) => skippedBecause ?? []);
    expect(reasons.filter((reason) => !/^this (bank|partner)/.test(reason))).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("has one id for each case, and a title, a reason and a reference with it", () => {
    expect(new Set(GATEWAY_CASES.map(({ id }) => id)).size).toBe(GATEWAY_CASES.length);
    for (const { id, title, reason, reference } of GATEWAY_CASES) {
      expect(id).toMatch(/^(snap|h2h)(-[a-z0-9]+)+$/);
      expect(
        [title, reason, reference].every((text) => text.length > 5),
        id,
      ).toBe(true);
    }
  });
});

/** NIKs, names and secrets: nothing of them stands in a report. */
function secretsOf({ credentials: { members, partners } }: typeof target): readonly string[] {
  const secrets = partners.flatMap((partner) =>
    partner.protocol === "snap" ? [partner.clientSecret] : (partner.secret ?? []),
  );
  return [...members.flatMap(({ nik, name }) => [nik, name]), ...secrets].filter((text) => text !== "");
}

describe("the reports", () => {
  it("of this run count the same, and hold no whole NIK, name or secret", () => {
    const [junit, json] = [junitReport(run), jsonReport(run)];
    expect(junit).toContain(`tests="${run.cases.length}" failures="0"`);
    expect(JSON.parse(json)).toMatchObject({
      mode: "gateway",
      count: { cases: run.cases.length, failed: 0 },
    });
    for (const secret of secretsOf(target)) expect((junit + json).includes(secret)).toBe(false);
  });

  it("of a bank with a wrong secret say what was expected, what came, and show the exchange masked", async () => {
    const { baseUrl, credentials } = target;
    const partners = credentials.partners.map((partner) =>
      partner.protocol === "snap" ? { ...partner, clientSecret: "not-the-secret" } : partner,
    );
    const failed = await runGateway({
      baseUrl,
      credentials: { ...credentials, partners },
      partnerIds: ["bri"],
      only: ["snap-24-quote-shape"],
    });
    const [one] = failed.cases;
    if (!one) throw new Error("the case did not run");
    expect(one.outcome).toBe("failed");
    const text = caseText(one);
    expect(text).toContain('expected: "2002400"');
    expect(text).toContain('got:      "4012400"');
    expect(text).toMatch(/> POST \/snap\/v1\.0\/transfer-va\/inquiry\n[\s\S]*< 401\n/);
    expect(text).toMatch(/Authorization: Bearer .{1,3}\.\.\. \(\d+ characters\)/);
    const reports = [text, junitReport(failed), jsonReport(failed)].join("\n");
    expect(reports).toContain('failures="1"');
    for (const secret of secretsOf(target)) expect(reports.includes(secret)).toBe(false);
  });
});

describe("a gateway that is no sandbox on this machine", () => {
  it("keeps its switches and its clock: what needs them is skipped and says so", async () => {
    const { baseUrl, credentials } = target;
    const kept = await runGateway({
      baseUrl,
      credentials,
      partnerIds: ["indomaret"],
      only: ["h2h-midnight", "h2h-status-unseen"],
      keepsClock: true,
    });
    const { passed, skipped, failed } = countOf(kept);
    expect([passed, failed, skipped > 3]).toEqual([1, 0, true]);
    expect(kept.cases.at(-1)?.skippedBecause).toContain("clock");
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type SmokeStage, smokeChecks } from "../../../infra/cli/smoke/smoke-checks.ts";
import { openSandbox } from "../../e2e/sandbox.ts";

const stageAt = (origin: string, opsToken?: string): SmokeStage => {
  const url = new URL(origin);
  return {
    ...{ publicOrigin: url, partnersOrigin: url, opsOrigin: url },
    ...{ client: undefined, opsToken },
  };
};

/** What each check that can be tried says. */
async function said(stage: SmokeStage): Promise<Record<string, string>> {
  const tried = smokeChecks(stage).filter(({ skip }) => skip === undefined);
  const results = await Promise.all(tried.map(async ({ what, run }) => [what, (await run()) ?? "good"]));
  return Object.fromEntries(results);
}

describe("the gateway as it is", () => {
  let sandbox: Awaited<ReturnType<typeof openSandbox>>;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  afterAll(() => sandbox.close());

  it("passes every check that can be tried without TLS and without a token", async () => {
    const results = await said(stageAt(sandbox.baseUrl));
    expect(Object.values(results)).toEqual(["good", "good", "good", "good", "good"]);
  });

  it("tells nothing deep to a token of nobody", async () => {
    const results = await said(stageAt(sandbox.baseUrl, "nobody"));
    expect(results["ops: every deep check is good"]).toMatch(/^401: /);
  });
});

describe("a door that is not ours", () => {
  /** Answers every request the same way, as API Gateway or a proxy would. */
  async function always(status: number, body: string): Promise<string> {
    const server: Server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it("is told from the function behind it", async () => {
    const results = await said(stageAt(await always(403, '{"message":"Forbidden"}')));
    expect(Object.values(results).filter((result) => result === "good")).toEqual([]);
    expect(results["partners: an unsigned SNAP payment is refused by the function, in the bank's form"]).toBe(
      '403 and no responseCode of ours: {"message":"Forbidden"}',
    );
  });

  it.each([
    ["publishes a private part", { kid: "a", d: "secret" }, "A PRIVATE KEY IS PUBLISHED"],
    ["gives no key", undefined, "the set is empty"],
  ])("that %s is found out", async (_, key, fault) => {
    const results = await said(stageAt(await always(200, JSON.stringify({ keys: key ? [key] : [] }))));
    expect(results["public: the key set has keys, each with a name of its own and no private part"]).toBe(
      fault,
    );
  });

  it("that refuses without our signature is found out", async () => {
    const results = await said(stageAt(await always(401, "{}")));
    expect(results["partners: an unsigned H2H payment is refused with a problem that we signed"]).toBe(
      "the refusal has no signature",
    );
  });
});

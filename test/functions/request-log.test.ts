import { expect, it, vi } from "vitest";
import { faultFacts, requestLog } from "../../functions/request-log.ts";

it("writes one JSON line a request, with what it was given and nothing of the process", () => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const line = {
    operation: "snap.payment",
    requestId: "R1",
    responseCode: "2002500",
    durationMs: 7,
    bodySha256: "00",
  };
  process.env.POWERTOOLS_LOG_LEVEL = "INFO";
  const log = requestLog("partner-api");
  log(line);
  log({ ...line, conflict: ["amount"] });
  const more = { ...line, nik: "9999991503850001", outcome: undefined };
  log(more);
  const [first, second, third] = write.mock.calls.map(([text]) => JSON.parse(String(text)));
  vi.restoreAllMocks();
  expect(first).toEqual({
    level: "INFO",
    message: "request",
    service: "partner-api",
    timestamp: expect.any(String),
    ...line,
  });
  expect(second).toMatchObject({ level: "ERROR", conflict: ["amount"] });
  expect(Object.keys(third)).toEqual(Object.keys(first));
});

it("a fault tells its name, code and place, and keeps its message", () => {
  const error = Object.assign(new TypeError("9999991503850001 is\n    at 9999991503850001"), { code: "E1" });
  const facts = faultFacts(error);
  expect(facts).toMatchObject({ name: "TypeError", code: "E1" });
  expect(facts.at.length).toBeGreaterThan(0);
  expect(JSON.stringify(facts)).not.toContain("9999991503850001");
  expect(faultFacts("9999991503850001")).toEqual({ name: "unknown", code: "none", at: [] });
});

import { describe, expect, test } from "vitest";
import { isAddressedHere, isFromOwnPage } from "../../../infra/local/sandbox/till/same-origin.ts";

describe("the address", () => {
  test.each([
    ["127.0.0.1:3000", true],
    ["localhost:8080", true],
    ["localhost", true],
    // Somebody's name that was pointed at this machine.
    ["rebound.example:3000", false],
    ["127.0.0.1.example:3000", false],
    [undefined, false],
  ])("%s is ours: %s", (host, isOurs) => {
    expect(isAddressedHere({ headers: { host } })).toBe(isOurs);
  });
});

describe("a post", () => {
  const host = "127.0.0.1:3000";
  test.each([
    ["from the till's page", { origin: `http://${host}`, "sec-fetch-site": "same-origin" }, true],
    ["from an old browser that says only the origin", { origin: `http://${host}` }, true],
    ["without an origin, of the same site by the browser's word", { "sec-fetch-site": "same-origin" }, true],
    ["from another site", { origin: "https://example.org", "sec-fetch-site": "cross-site" }, false],
    [
      "from another port of this machine",
      { origin: "http://127.0.0.1:4000", "sec-fetch-site": "same-site" },
      false,
    ],
    ["from the other name of this machine", { origin: "http://localhost:3000" }, false],
    ["from a page without an origin", { origin: "null", "sec-fetch-site": "cross-site" }, false],
    ["by typing an address", { "sec-fetch-site": "none" }, false],
    ["that does not say where it comes from", {}, false],
  ])("%s: %s", (_where, headers, isOwn) => {
    expect(isFromOwnPage({ headers: { host, ...headers } })).toBe(isOwn);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findSecrets } from "./find-secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "kanal-needles-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const needles = [{ what: "name", text: "Siti Rahayu" }];
const formsFound = (content: string | Buffer) => {
  writeFileSync(join(folder, "haystack.bin"), content);
  return new Set(findSecrets([folder], needles, []).map(({ form }) => form));
};

describe("the search for secrets", () => {
  it("finds a text as it is, inside other bytes", () => {
    expect(
      formsFound(Buffer.concat([Buffer.from([0, 255]), Buffer.from("xSiti Rahayux")])).has("plain"),
    ).toBe(true);
  });

  it.each([0, 1, 2])("finds it in base64 and base64url %i bytes into a longer text", (offset) => {
    const longer = `${"{".repeat(offset)}Siti Rahayu"}`;
    expect(formsFound(Buffer.from(longer).toString("base64")).has("base64")).toBe(true);
    expect(formsFound(Buffer.from(longer).toString("base64url")).has("base64url")).toBe(true);
  });

  it("finds it URL-encoded, and in a file's name", () => {
    expect(formsFound("name=Siti%20Rahayu").has("url-encoded")).toBe(true);
    expect(formsFound("name=Siti+Rahayu").has("form-encoded")).toBe(true);
    const named = join(folder, "Siti Rahayu.csv");
    writeFileSync(named, "");
    expect(findSecrets([folder], needles, []).map(({ file }) => file)).toContain(named);
    rmSync(named);
  });

  it("finds nothing in a masked name, and nothing in an exempt file", () => {
    expect(formsFound("S*** R*****").size).toBe(0);
    writeFileSync(join(folder, "haystack.bin"), "Siti Rahayu");
    expect(findSecrets([folder], needles, [join(folder, "haystack.bin")])).toEqual([]);
  });
});

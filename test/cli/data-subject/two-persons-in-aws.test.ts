import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const program = fileURLToPath(new URL("../../../infra/cli/data-subject.ts", import.meta.url));

it.each([["destroy"], ["approve", "1-A"], ["reject", "1-A"]])(
  "%s leads to the console in AWS, where the issuer tells the two persons apart",
  async (...command) => {
    const inAws = [...command, "--aws", "--table", "none", "--why", "surat 12", "--by", "somebody"];
    await expect(run(process.execPath, [program, ...inAws])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("/ops/data-subjects"),
    });
  },
);

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { h2hClient } from "../../../infra/cli/h2h-client.ts";
import { readSandboxFile } from "../../../infra/local/sandbox/sandbox-file.ts";
import { openSandbox } from "../../e2e/sandbox.ts";
import { keyPair, shopFile } from "./desk.ts";

const SCRIPT = fileURLToPath(new URL("../../../infra/cli/partner.ts", import.meta.url));
const run = promisify(execFile);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let folder: string;
let added: string;
beforeAll(async () => {
  sandbox = await openSandbox();
  folder = mkdtempSync(join(tmpdir(), "kanal-command-"));
  writeFileSync(join(folder, "koperasi.json"), JSON.stringify(shopFile()));
  writeFileSync(join(folder, "live.pem"), keyPair().publicPem);
  added = await partner("add", "koperasi.json", "--play");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await sandbox.close();
});

/** Runs the command as a person does, against the sandbox that runs in this process. */
async function partner(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, KANAL_DATA_DIR: sandbox.dataDir };
  const inFolder = args.map((arg) => (/\.(json|pem)$/.test(arg) ? join(folder, arg) : arg));
  const ended = await run(process.execPath, [SCRIPT, ...inFolder], { env }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return `${ended.stdout}${ended.stderr}`;
}

it("works on a table in AWS with the shell's own credentials, a reason and an environment that is named", async () => {
  const table = ["--aws", "--table", process.env.KANAL_TABLE_NAME ?? ""];
  const live = ["rotate", "pos", "--key", "live.pem", ...table];
  expect(await partner(...live, "--environment", "production")).toContain("--why");
  expect(await partner(...live, "--why", "uji")).toContain("--environment");
  const done = await partner(...live, "--environment", "production", "--why", "uji", "--by", "ratna");
  expect(done).toContain("pos/pos-production-01: - -> active");
  expect(await partner("keys", "--partner", "pos", ...table)).toMatch(
    /pos-production-01 .* production +active/,
  );
});

const WRONG: readonly (readonly [args: readonly string[], words: string])[] = [
  [["frobnicate"], "npm run partner -- <perintah / command>"],
  [["keys", "--frob"], "--frob"],
  [["show", "nobody"], "Unknown partner: nobody"],
  [["bank-desk", "pos", "--reason", "uji"], "--file"],
  [["rotate", "pos", "--play", "--environment", "production"], "--play is for the sandbox"],
];

it("says in plain words what is wrong", async () => {
  const said = await Promise.all(WRONG.map(([args]) => partner(...args)));
  for (const [index, [, words]] of WRONG.entries()) expect(said[index]).toContain(words);
  expect(said.join("\n")).not.toContain("    at ");
});

// The last one: by now the gateway's copy of the registry, ten seconds old at most, has been read anew.
it("connects a partner to the running sandbox, plays it, and finds it again in every command", async () => {
  expect(added).toContain("Partner connected");
  const entry = readSandboxFile(sandbox.sandboxFile)?.partners.find((each) => each.partnerId === "koperasi");
  if (entry?.protocol !== "h2h") throw new RangeError("koperasi is not in the file");
  const shop = h2hClient(sandbox.baseUrl, entry);
  const { nik } = sandbox.worker();
  const asked = async () => (await shop.inquiry({ nik, months: 1 })).status;
  await expect.poll(asked, { timeout: 11_000, interval: 500 }).toBe(201);
  const [keys, show] = await Promise.all([
    partner("keys", "--partner", "koperasi"),
    partner("show", "koperasi"),
  ]);
  expect(keys).toMatch(/koperasi-sandbox-01 +ed25519 +sandbox +active +- +20.* +20/);
  expect(show).toContain("[x] Sudah memanggil sandbox / Has called the sandbox: koperasi-sandbox-01");
});

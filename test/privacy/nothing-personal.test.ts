import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSandbox } from "../e2e/sandbox.ts";
import { findSecrets, type Needle } from "./find-secrets.ts";

/**
 * Plays everything that touches a person or a secret, well-formed and not, stops the gateway, and searches the raw bytes of all that it left on disk: database
 * with its journals, queues, archive, stream state, function logs and what the terminal showed.
 */
let sandbox: Awaited<ReturnType<typeof openSandbox>>;
const tokens: string[] = [];
const shown: string[] = [];

beforeAll(async () => {
  sandbox = await openSandbox({ log: (line) => shown.push(line) });
  const { bri, file } = sandbox;
  for (const [index, { nik, name }] of file.members.entries()) {
    const id = `P-${index}`;
    const quoted = await bri.inquire(nik, id, {
      virtualAccountName: name,
      additionalInfo: { note: nik, name },
    });
    const amount = quoted.virtualAccountData?.totalAmount?.value ?? "8400.00";
    await bri.pay(nik, id, amount, {
      virtualAccountName: name,
      referenceNo: nik,
      additionalInfo: { nik, name },
    });
    await bri.pay(nik, id, amount, { flagAdvise: "Y", trxDateTime: nik });
    await bri.status(nik, id);
  }
  await sandbox.settled();

  const [rejected, lost, odd] = [sandbox.worker(), sandbox.worker(), sandbox.worker()];
  await sandbox.put("/sandbox/clock", { now: "2027-03-10T10:00:00+07:00" });
  await sandbox.put("/sandbox/core", { mode: "reject" });
  await payTotal(rejected.nik, "P-rejected");
  await sandbox.settled();
  await sandbox.put("/sandbox/core", { mode: "down" });
  await payTotal(lost.nik, "P-lost");
  await bri.pay(odd.nik, "P-odd", "1.50");
  await bri.pay(odd.nik, odd.nik.slice(0, 3), "8.400", { customerNo: `${odd.nik}99` });
  await bri.inquire(`${odd.nik}5`, "P-17-digits");
  await bri.inquire(odd.name, "P-name-as-number", { language: odd.name });
  for (let n = 0; n < 3; n++) tokens.push((await bri.token()).accessToken ?? "");
  await sandbox.stopAndKeep();
  appendFileSync(join(sandbox.dataDir, "terminal.log"), shown.join("\n"));
}, 60_000);
afterAll(() => rmSync(sandbox.dataDir, { recursive: true, force: true }));

async function payTotal(nik: string, id: string): Promise<void> {
  const quoted = await sandbox.bri.inquire(nik, id);
  const paid = await sandbox.bri.pay(nik, id, quoted.virtualAccountData?.totalAmount?.value ?? "");
  expect(paid.responseCode).toBe("2002500");
}

/** A line from the middle of a PEM: what any copy of the key contains. */
const keyMaterial = (pem: string) => pem.split("\n")[8] ?? pem.split("\n")[1] ?? pem;

function needles(): Needle[] {
  const { members, partners } = sandbox.file;
  return [
    ...members.flatMap(({ nik, name }, index) => [
      { what: `NIK of worker ${index}`, text: nik },
      { what: `name of worker ${index}`, text: name },
    ]),
    ...partners.flatMap((partner) => {
      const secret = partner.protocol === "snap" ? partner.clientSecret : partner.secret;
      const { partnerId, privateKeyPem } = partner;
      return [
        ...(secret === undefined ? [] : [{ what: `secret of ${partnerId}`, text: secret }]),
        ...(privateKeyPem === undefined
          ? []
          : [{ what: `private key of ${partnerId}`, text: keyMaterial(privateKeyPem) }]),
      ];
    }),
    ...tokens.map((text, index) => ({ what: `access token ${index}`, text: text.split(".")[2] ?? text })),
    { what: "string to sign of a transaction", text: "POST:/snap/v1.0/transfer-va" },
    { what: "string to sign of a token call", text: `${sandbox.credentials("bri").clientKey}|20` },
  ];
}

it("no file but sandbox.json holds a NIK, a name, a secret, a token or a string to sign", () => {
  expect(needles().length).toBeGreaterThan(70);
  expect(needles().every(({ text }) => text.length > 5)).toBe(true);
  expect(findSecrets([sandbox.dataDir], needles(), [sandbox.sandboxFile])).toEqual([]);
});

it("the search looked where the data is: the ledger, the queues and the logs hold these very payments", () => {
  const traces = findSecrets([sandbox.dataDir], [{ what: "reference", text: "P-rejected" }], []);
  const files = new Set(traces.map(({ file }) => file.slice(sandbox.dataDir.length + 1)));
  expect([...files].some((file) => file.startsWith("ledger.db"))).toBe(true);
  expect([...files].some((file) => file.startsWith("harness.db"))).toBe(true);
  expect(readFileSync(join(sandbox.dataDir, "functions.log"), "utf8")).toContain(
    '"operation":"snap.payment"',
  );
  const inSandboxFile = findSecrets([sandbox.dataDir], needles(), []);
  expect(new Set(inSandboxFile.map(({ file }) => file))).toEqual(new Set([sandbox.sandboxFile]));
});

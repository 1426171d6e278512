import { afterAll, describe, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { registerAtBank } from "../../../infra/cli/partner/bank-desk.ts";
import { showPartner } from "../../../infra/cli/partner/show-partner.ts";
import { bankCredentialsKey, findBankCredentials } from "../../../shared/partner/bank-credentials.ts";
import { registerBankCredentials } from "../../../shared/partner/register-bank-credentials.ts";
import { USUAL_TERMS } from "../../partner/sample-profile.ts";
import { ask, CREDENTIALS, fakeBank, openQuestions } from "../../settlement/asked-bank.ts";
import { bankFile, closeDesks, keyPair, openTestDesk, rsa, shopFile } from "./desk.ts";

afterAll(closeDesks);

const SECRETS = [CREDENTIALS.clientSecret, CREDENTIALS.privateKeyPem.split("\n")[1] ?? ""];

const asksAt = (url: string) => ({
  settlement: { ...USUAL_TERMS.settlement, bankStatus: { url, answerWithinMs: 5_000, questionsMax: 200 } },
});

/** A bank with a status service, as far as our registry knows. */
async function bankDesk(profile: object = bankFile(asksAt("https://api.bank.example/snap"))) {
  const desk = await openTestDesk();
  await addPartner(desk, desk.file("p.json", profile), {});
  const register = (content: unknown, more: { readonly replace?: boolean } = {}) =>
    registerAtBank(desk, partnerIdOf(profile), { file: desk.file("credentials.json", content), ...more });
  const refused = (content: unknown) =>
    register(content).then(
      () => "registered",
      (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
    );
  const stored = () => desk.ledger.read(bankCredentialsKey(partnerIdOf(profile)));
  return Object.assign(desk, { register, refused, stored });
}

const partnerIdOf = (profile: object) => ("partnerId" in profile ? String(profile.partnerId) : "");

describe("our credentials at a bank", () => {
  it("are registered by the command, and the bank answers what settlement asks with them", async () => {
    const desk = await openTestDesk();
    const url = await fakeBank({ PAID: { flag: "00", amount: "8400.00" } });
    const world = await openQuestions(desk.ledger, desk.keys, { references: ["PAID", "NEVER"], url });
    const asks = [...world.errands];
    expect(await ask(world, desk.keys)).toEqual({ PAID: null, NEVER: null });

    const file = desk.file("credentials.json", CREDENTIALS);
    const said = await registerAtBank(desk, world.partnerId, { file });
    world.errands.push(...asks);
    expect(await ask(world, desk.keys)).toEqual({
      PAID: ["paid", "2002600/00"],
      NEVER: ["unknown", "4042601"],
    });

    expect(said).toMatch(/public key +sha256:[0-9a-f]{64}/);
    expect(await desk.audit()).toEqual([["ratna", "partner.bank-desk.add", world.partnerId, "uji coba"]]);
    const stored = JSON.stringify(await desk.ledger.read(bankCredentialsKey(world.partnerId)));
    for (const secret of SECRETS) expect(`${said}${stored}`).not.toContain(secret);
  });

  it("stand on the way to real money of a bank that is asked, told without being opened", async () => {
    const desk = await bankDesk();
    // With a key that opens nothing: whoever only looks needs none.
    const shown = async () => showPartner(desk, "bankmaju", {});
    expect(await shown()).toMatch(/\[ \] .*Our credentials at the bank: belum ada/);
    await desk.register(CREDENTIALS);
    const stored = await desk.stored();
    if (!stored) throw new RangeError("nothing is stored");
    const guard = { expression: "schemaVersion = :one", values: { ":one": 1 } };
    await desk.ledger.write({ kind: "put", item: { ...stored, sealedSecrets: "opens for nobody" }, guard });
    const said = await shown();
    expect(said).toContain(
      "[x] Kredensial kita di bank / Our credentials at the bank: kanal-at-the-bank, 20",
    );
    expect(said).toContain("https://api.bank.example/snap; kanal-at-the-bank");
    for (const secret of SECRETS) expect(said).not.toContain(secret);
  });

  it("are no matter of a partner that is not asked", async () => {
    const desk = await bankDesk(shopFile());
    expect(await showPartner(desk, "koperasi", {})).not.toContain("Our credentials at the bank");
    expect(await desk.refused(CREDENTIALS)).toContain("not a SNAP partner");
  });

  it("take the place of older ones only where that is said", async () => {
    const desk = await bankDesk();
    await desk.register(CREDENTIALS);
    const before = await desk.stored();
    const other = { ...CREDENTIALS, clientKey: "kanal-2027" };
    expect(await desk.refused(other)).toContain("--replace");
    expect(await desk.stored()).toEqual(before);
    await desk.register(other, { replace: true });
    expect(await desk.stored()).toMatchObject({ clientKey: "kanal-2027" });
    expect((await desk.audit()).map(([, action]) => action)).toEqual([
      "partner.add",
      "partner.bank-desk.add",
      "partner.bank-desk.replace",
    ]);
  });

  it("of two people at the same moment are registered once, and the other is told", async () => {
    const desk = await bankDesk();
    const both = await Promise.all(
      ["one", "two"].map((clientKey) => desk.refused({ ...CREDENTIALS, clientKey })),
    );
    expect(both.filter((said) => said === "registered")).toHaveLength(1);
    expect(both.filter((said) => said.startsWith("PARTNER_STOP: "))).toHaveLength(1);
    expect((await desk.audit()).filter(([, action]) => action === "partner.bank-desk.add")).toHaveLength(1);
  });

  it("are not put in the place of others than the person saw", async () => {
    const desk = await bankDesk();
    await desk.register(CREDENTIALS);
    const seen = await findBankCredentials(desk.ledger, "bankmaju");
    await desk.register({ ...CREDENTIALS, clientKey: "quicker" }, { replace: true });
    const audit = {
      ...{
        auditId: desk.ids.next(),
        at: desk.machineNow(),
        actor: "budi",
        action: "partner.bank-desk.replace",
      },
      ...{ subject: "bankmaju", reason: "uji coba", origin: "cli:test" },
    };
    const { profile } = await desk.partner("bankmaju");
    const late = { partnerId: profile.partnerId, credentials: CREDENTIALS, seen, audit };
    expect(await registerBankCredentials(desk.ledger, desk.keys, late)).toBe("overtaken");
    expect(await desk.stored()).toMatchObject({ clientKey: "quicker" });
    expect((await desk.audit()).map(([actor]) => actor)).not.toContain("budi");
  });

  it("with a secret that the bank made too short are taken, and it is said", async () => {
    const said = await (await bankDesk()).register(CREDENTIALS);
    expect(said).toContain("A secret of 22 bytes is too short");
    expect(said).toContain("Ask the bank for another");
  });
});

describe("a file with credentials is refused", () => {
  const { clientSecret, ...incomplete } = CREDENTIALS;
  it.each([
    [
      "for RSA of 1024 bits",
      { ...CREDENTIALS, privateKeyPem: keyPair(rsa(1024)).privatePem },
      "RSA 1024 bit",
    ],
    ["for a key of another type", { ...CREDENTIALS, privateKeyPem: keyPair().privatePem }, "ed25519"],
    ["for the public half", { ...CREDENTIALS, privateKeyPem: keyPair().publicPem }, "not a private key"],
    ["without the secret", incomplete, "clientSecret: belum diisi / is missing"],
    [
      "with a line break in a header",
      { ...CREDENTIALS, channelId: "1\r\nX: 2" },
      "channelId: bentuknya salah",
    ],
    ["with a field that nobody knows", { ...CREDENTIALS, token: "x" }, "not a known field: token"],
    ["that broke off", JSON.stringify(CREDENTIALS).slice(0, -3), "is not JSON"],
    ["with a text out of place", `{"clientSecret": ${clientSecret}}`, "is not JSON"],
  ])("%s, and nothing of it is repeated", async (_, content, words) => {
    const desk = await bankDesk();
    const said = await desk.refused(content);
    expect(said).toMatch(/^PARTNER_STOP: /);
    expect(said).toContain(words);
    for (const secret of SECRETS) expect(said).not.toContain(secret);
    expect(await desk.stored()).toBeUndefined();
  });

  it("where the profile does not say where to ask, with what to add", async () => {
    expect(await (await bankDesk(bankFile())).refused(CREDENTIALS)).toContain('"bankStatus": { "url":');
  });

  it("where the bank would be asked in clear", async () => {
    const desk = await bankDesk(bankFile(asksAt("http://api.bank.example")));
    expect(await desk.refused(CREDENTIALS)).toContain("settlement.bankStatus.url: https");
  });
});

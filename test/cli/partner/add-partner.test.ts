import { afterAll, describe, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { setStanding } from "../../../infra/cli/partner/set-standing.ts";
import { bankFile, closeDesks, keyPair, openTestDesk, rsa, shopFile } from "./desk.ts";

afterAll(closeDesks);

const strong = keyPair(rsa(2048));

describe("a file that describes a partner", () => {
  const judged = async (content: unknown) => {
    const desk = await openTestDesk();
    return addPartner(desk, desk.file("partner.json", content), {}).catch((error: Error) => error.message);
  };

  it("is refused with every wrong field by name, in plain words", async () => {
    const wrong = shopFile({ partnerId: "Koperasi", settlement: { afterWorkingDays: 9 }, h2hh: {} });
    const said = await judged({
      ...wrong,
      channels: [
        {
          ...shopFile().channels[0],
          feeRupiah: "2500",
          capabilities: [{ name: "payments", from: "2026-02-30" }],
        },
      ],
    });
    expect(said.split("\n").slice(1)).toEqual([
      '  - partnerId: bentuknya salah / has a wrong form; contoh / like "bankmaju" (huruf kecil dan angka / lower-case letters and digits, 2-16)',
      '  - channels.0.capabilities.0.from: bentuknya salah / has a wrong form; contoh / like "2027-01-01"',
      "  - channels.0.feeRupiah: harus / must be number",
      "  - settlement.afterWorkingDays: paling banyak / at most 5",
      '  - settlement.fileDueAt: belum diisi / is missing; contoh / like "09:00" WIB',
      "  - (isi / content): tidak dikenal / not a known field: h2hh",
    ]);
  });

  it.each([
    ["no protocol", shopFile({ h2h: undefined }), "snap / h2h"],
    [
      "a floor above the ceiling",
      shopFile({ channels: [{ ...shopFile().channels[0], floorRupiah: 100_000, ceilingRupiah: 100_000 }] }),
      "floorRupiah",
    ],
    [
      "a client key that does not say whose it is",
      bankFile({}, { clientKey: "another-bank-01" }),
      "snap.clientKey",
    ],
    [
      "a refusal turned into another's code",
      bankFile({}, { codes: { "quote-expired": "404xx18" } }),
      "snap.codes.quote-expired",
    ],
    [
      "a no that is worded as a yes",
      bankFile({}, { messages: { "404xx14": "Payment successful" } }),
      "snap.messages.404xx14",
    ],
    ["a signature that covers no body", bankFile({}, { signature: "client-and-time" }), "snap-bi.md 8.32"],
    [
      "a path of another service",
      bankFile({}, { paths: { token: "/h2h/a", inquiry: "/b", payment: "/c", status: "/d" } }),
      "snap.paths.token",
    ],
    ["no JSON", "{", "bukan JSON / is not JSON"],
  ])("is refused with %s", async (_, content, words) => {
    expect(await judged(content)).toContain(words);
  });
});

describe("a weak key", () => {
  const offered = async (content: unknown, key: string, more: Record<string, unknown> = {}) => {
    const desk = await openTestDesk();
    const options = { key: desk.file("key.pem", key), ...more };
    return addPartner(desk, desk.file("p.json", content), options).catch((error: Error) => error.message);
  };

  it.each([
    ["RSA of 1024 bits", bankFile(), keyPair(rsa(1024)).publicPem, "1024"],
    ["a private key", bankFile(), strong.privatePem, "PRIVAT"],
    ["an Ed25519 key where SNAP wants RSA", bankFile(), keyPair().publicPem, "ed25519"],
    ["a text that is no key", shopFile(), "hello", "Bukan kunci publik"],
  ])("%s is refused", async (_, content, key, words) => {
    expect(await offered(content, key)).toContain(words);
  });

  it("is no reason to register the partner half", async () => {
    const desk = await openTestDesk();
    const key = desk.file("key.pem", keyPair(rsa(1024)).publicPem);
    await expect(addPartner(desk, desk.file("p.json", bankFile()), { key })).rejects.toThrow("1024");
    await expect(desk.partner("bankmaju")).rejects.toThrow("not registered");
  });

  it.each(["terlalu-pendek", "x".repeat(40)])("a given secret that is %s is refused", async (secret) => {
    const desk = await openTestDesk();
    const options = { secretFile: desk.file("secret.txt", secret) };
    await expect(addPartner(desk, desk.file("p.json", shopFile()), options)).rejects.toThrow(/Rahasia/);
  });
});

describe("a bank that is connected", () => {
  it("is told once all that it needs, the secret that we issue included, and the registry holds that sealed", async () => {
    const desk = await openTestDesk();
    const said = await addPartner(desk, desk.file("p.json", bankFile()), {
      key: desk.file("k.pem", strong.publicPem),
    });
    const secret = /shown this once only\n\s+(\S{43})/.exec(said)?.[1] ?? "none";
    expect(said).toContain("/maju/v1.0/transfer-va/payment");
    expect(said).toContain('"   61234"');
    expect(said).toContain("bankmaju-sandbox-01");
    expect(said).toContain("docs/partners/quick-start.md");
    const { keys, profile } = await desk.partner("bankmaju");
    expect(profile).toEqual(bankFile());
    expect(keys.map(({ credential: { keyId, state } }) => [keyId, state])).toEqual([
      ["hmac-1", "active"],
      ["rsa-1", "active"],
    ]);
    expect(keys.map(({ credential }) => ("secret" in credential ? credential.secret : "-"))).toContain(
      secret,
    );
    const stored = await desk.ledger.readRange({ partition: "PARTNERS", from: "a", to: "~" });
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(await desk.audit()).toEqual([["ratna", "partner.add", "bankmaju", "uji coba"]]);
  });

  it("that sends no key yet is told which to send", async () => {
    const desk = await openTestDesk();
    expect(await addPartner(desk, desk.file("p.json", bankFile()), {})).toContain(
      "RSA public key of 2048 bits",
    );
  });

  it("cannot take another bank's names, nor be added twice", async () => {
    const desk = await openTestDesk();
    await addPartner(desk, desk.file("p.json", bankFile()), {});
    await expect(addPartner(desk, desk.file("p.json", bankFile()), {})).rejects.toThrow("--replace");
    const other = bankFile({ partnerId: "bankmaju2" }, { clientKey: "bankmaju2-01" });
    await expect(addPartner(desk, desk.file("o.json", other), {})).rejects.toThrow(
      "snap.xPartnerId: sudah dipakai / belongs to bankmaju",
    );
  });

  it("is replaced by another profile with its keys and its standing as they were, and the difference is told", async () => {
    const desk = await openTestDesk();
    await addPartner(desk, desk.file("p.json", bankFile()), {});
    await setStanding(desk, "bankmaju", "suspended");
    const said = await addPartner(desk, desk.file("q.json", bankFile({}, { skewSeconds: 120 })), {
      replace: true,
    });
    expect(said).toContain("snap.skewSeconds: 300 -> 120");
    const { profile, keys } = await desk.partner("bankmaju");
    expect([profile.standing, profile.snap?.skewSeconds, keys.length]).toEqual(["suspended", 120, 1]);
  });
});

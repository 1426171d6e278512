import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { coreOf, silenceMsOf } from "../../functions/core-settings.ts";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { startLocalServices } from "../../infra/local/local-services.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { tempDataDir } from "../local/temp-data-dir.ts";

const clock = { machineNow: () => instant(Date.now()) };
const secret = `whsec_${randomBytes(32).toString("base64")}`;

/** A KMS that knows a secret for a purpose. */
async function wrapped(purpose: string, text = secret): Promise<string> {
  const dir = tempDataDir();
  const store = openDurableStore(dir.store);
  const { endpoint, kms } = await startLocalServices(dir, store);
  process.env.AWS_ENDPOINT_URL_KMS = endpoint.url;
  onTestFinished(async () => {
    await endpoint.stop();
    store.close();
  });
  return kms.encrypt(Buffer.from(text), { "kanal:key": purpose }).toString("base64");
}

test("without a URL the core is the embedded one, and no key is asked for", async () => {
  expect(await coreOf(clock, {})).toBe(EMBEDDED_CORE);
  expect(await coreOf(clock, { KANAL_CORE_URL: "" })).toBe(EMBEDDED_CORE);
});

test("with a URL it is the one there, its secret opened by KMS", async () => {
  const KANAL_KEY_CORE = await wrapped("core");
  const core = await coreOf(clock, { KANAL_CORE_URL: "https://core.example", KANAL_KEY_CORE });
  expect(core).not.toBe(EMBEDDED_CORE);
});

test("a function with half of the settings, or wrong ones, does not start", async () => {
  const url = { KANAL_CORE_URL: "https://core.example" };
  await expect(coreOf(clock, url)).rejects.toThrow("KANAL_KEY_CORE");
  await expect(coreOf(clock, { ...url, KANAL_KEY_CORE: await wrapped("data") })).rejects.toThrow();
  await expect(coreOf(clock, { ...url, KANAL_KEY_CORE: await wrapped("core", "no secret") })).rejects.toThrow(
    RangeError,
  );
  const inClear = { KANAL_CORE_URL: "http://core.example", KANAL_KEY_CORE: await wrapped("core") };
  await expect(coreOf(clock, inClear)).rejects.toThrow(RangeError);
});

test("the silence is two minutes unless the setting says otherwise", () => {
  expect(silenceMsOf({})).toBe(120_000);
  expect(silenceMsOf({ KANAL_CORE_SILENCE_SECONDS: "5" })).toBe(5_000);
  expect(() => silenceMsOf({ KANAL_CORE_SILENCE_SECONDS: "soon" })).toThrow("KANAL_CORE_SILENCE_SECONDS");
});

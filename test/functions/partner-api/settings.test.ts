import { afterEach, expect, it, vi } from "vitest";

const NAMES = [
  "KANAL_TABLE_NAME",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
  "KANAL_KEY_TOKEN",
  "KANAL_KEY_ANSWER",
  "KANAL_ENVIRONMENT",
];
const settingOf = (name: string) => (name === "KANAL_ENVIRONMENT" ? "production" : "set");

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it.each(NAMES)("without %s the function stops when it loads, naming it", async (name) => {
  for (const each of NAMES) vi.stubEnv(each, each === name ? "" : settingOf(each));
  await expect(import("../../../functions/partner-api/handler.ts")).rejects.toThrow(
    `Missing setting: ${name}.`,
  );
});

it("loads with its settings and opens no key before the first request", async () => {
  for (const name of NAMES) vi.stubEnv(name, settingOf(name));
  const { handler } = await import("../../../functions/partner-api/handler.ts");
  expect(handler).toBeTypeOf("function");
});

import { rmSync } from "node:fs";
import { type CredentialsFile, readCredentials } from "../../infra/cli/conformance/partner-under-test.ts";
import { startKanal } from "../../infra/local/kanal.ts";
import { dataFolder } from "../engine/data-folder.ts";

/** A sandbox for the kit to judge, with the credentials that its partners would get. */
export async function openTarget() {
  const dataDir = dataFolder("conformance");
  const kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00" });
  const killIfLeft = () => kanal.kill();
  process.once("exit", killIfLeft);
  const credentials: CredentialsFile = readCredentials(kanal.sandboxFile);
  return {
    baseUrl: kanal.baseUrl,
    credentials,
    async close(): Promise<void> {
      process.off("exit", killIfLeft);
      await kanal.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

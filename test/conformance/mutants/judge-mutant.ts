import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MUTANTS, partnersFor } from "./mutants.ts";

/**
 * One process, one gateway, one fault: `node judge-mutant.ts <template folder> <folder> <number of the mutant, or none> <result file>`. The fault is put into the source while it is loaded, so
 * whatever runs the function runs it with the fault; the kit has no code of the gateway's and stays what it is. Started by mutants.test.ts.
 */
const [template = "", dataDir = "", number = "", resultFile = ""] = process.argv.slice(2);
const PROJECT = join(import.meta.dirname, "../../..");
/** A call that a fault keeps from being answered is no reason to wait as long as a bank would. */
const TIMEOUT_MS = 4_000;

const mutant = MUTANTS[Number(number)];
if (mutant) {
  const target = pathToFileURL(join(PROJECT, mutant.file)).href;
  const source = readFileSync(join(PROJECT, mutant.file), "utf8").replace(mutant.find, () => mutant.replace);
  registerHooks({
    load: (url, context, nextLoad) =>
      url === target ? { format: "module-typescript", source, shortCircuit: true } : nextLoad(url, context),
  });
}

process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
const { startKanal } = await import("../../../infra/local/kanal.ts");
const { readCredentials } = await import("../../../infra/cli/conformance/partner-under-test.ts");
const { runGateway } = await import("../../../infra/cli/conformance/run-gateway.ts");

if (template !== dataDir) cpSync(template, dataDir, { recursive: true });
const kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00" });
if (template === dataDir) {
  await kanal.stop();
} else {
  const { cases } = await runGateway({
    baseUrl: kanal.baseUrl,
    credentials: readCredentials(kanal.sandboxFile),
    partnerIds: mutant ? partnersFor(mutant) : ["bri", "indomaret", "bca", "faspay"],
    timeoutMs: TIMEOUT_MS,
  });
  writeFileSync(
    resultFile,
    JSON.stringify(cases.map(({ id, outcome, partnerId }) => ({ id, outcome, partnerId }))),
  );
  kanal.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SettingWrong } from "../local/setting-wrong.ts";
import { stageOf } from "../stages/stages.ts";
import { type SmokeCheck, type SmokeStage, smokeChecks } from "./smoke/smoke-checks.ts";

const USAGE = `npm run smoke -- --stage uat --cert client.pem --cert-key client.key    a stage in AWS, by the domains of its settings
npm run smoke -- --public URL --partners URL --ops URL                addresses of your own; URL alone with --all
  KANAL_OPS_TOKEN   a viewer's access token: the deep health is asked too
Nothing is booked, no partner's key is needed. Call from an address that the stage lets in.`;

/** Tries a stage from outside, door by door. @returns whether all that could be tried was good */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      ...{ stage: { type: "string" }, all: { type: "string" } },
      ...{ public: { type: "string" }, partners: { type: "string" }, ops: { type: "string" } },
      ...{ cert: { type: "string" }, "cert-key": { type: "string" } },
    },
  });
  const { cert, "cert-key": key, stage: name } = values;
  const domains = name === undefined ? undefined : stageOf(name).domains;
  const origin = (door: "public" | "partners" | "ops"): URL => {
    const given = values[door] ?? values.all ?? (domains ? `https://${domains[door].name}` : undefined);
    if (given === undefined || !URL.canParse(given)) throw new SettingWrong(USAGE);
    return new URL(given);
  };
  const stage: SmokeStage = {
    ...{ publicOrigin: origin("public"), partnersOrigin: origin("partners"), opsOrigin: origin("ops") },
    client: cert && key ? { certificate: readFileSync(cert), key: readFileSync(key) } : undefined,
    opsToken: process.env.KANAL_OPS_TOKEN || undefined,
  };
  let bad = 0;
  for (const check of smokeChecks(stage)) if (!(await tried(check))) bad += 1;
  process.stdout.write(
    bad === 0
      ? "\nBAIK / GOOD\n"
      : `\nSALAH / WRONG: ${bad} (docs/deploy.md, "When the smoke test says no")\n`,
  );
  return bad === 0;
}

async function tried({ what, skip, run }: SmokeCheck): Promise<boolean> {
  if (skip !== undefined) {
    process.stdout.write(`  -  ${what} (${skip})\n`);
    return true;
  }
  const began = performance.now();
  const fault = await run().catch((error: unknown) => (error instanceof Error ? error.message : "unknown"));
  const took = `${Math.round(performance.now() - began)} ms`;
  process.stdout.write(fault === undefined ? `  ok ${what} (${took})\n` : `  NO ${what}\n       ${fault}\n`);
  return fault === undefined;
}

main().then(
  (isGood) => {
    if (!isGood) process.exitCode = 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

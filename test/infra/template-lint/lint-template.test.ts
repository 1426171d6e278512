import { expect, test } from "vitest";
import { stageOf } from "../../../infra/stages/stages.ts";
import { lintTemplate, lintVersion } from "../../../infra/template-lint/lint-template.ts";
import { gatewayTemplate } from "../gateway-template.ts";

const version = process.env.KANAL_TEST === "full" ? await lintVersion() : undefined;
/** Python's tool is no part of the project: skipped where it is not installed, and in the short run. */
const linted = test.skipIf(version === undefined);
const REGION = "ap-southeast-3";
const DEADLINE_MS = 180_000;

// The command lints all three stages; they differ in settings, and this takes a dozen seconds for each.
linted(
  "cfn-lint finds nothing in production's template that nobody has answered",
  async () => {
    const template = gatewayTemplate(stageOf("production")).toJSON();
    expect(await lintTemplate("production", REGION, template)).toEqual([]);
  },
  DEADLINE_MS,
);

linted(
  "cfn-lint names a property that no queue has",
  async () => {
    const queue = { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeoutSeconds: 5 } };
    const findings = await lintTemplate("planted", REGION, { Resources: { Queue: queue } });
    expect(findings).toEqual([expect.stringMatching(/^planted:.*VisibilityTimeoutSeconds/)]);
  },
  DEADLINE_MS,
);

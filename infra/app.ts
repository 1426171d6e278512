import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { acknowledge } from "./acknowledgements.ts";
import { bundleFunctions } from "./bundle.ts";
import { GatewayStack } from "./gateway-stack.ts";

/** Jakarta: the data of Indonesia's workers stays in the country. Another one by `-c region=...`, for trials. */
const REGION = "ap-southeast-3";

/** One folder a function; git ignores it. */
const BUNDLES = join(import.meta.dirname, "../dist");

// Always from the sources: what is deployed is never an older bundle that happened to lie there.
await bundleFunctions(BUNDLES);

const app = new App();
const stack = new GatewayStack(app, "Kanal", {
  bundles: BUNDLES,
  description: "Kanal: payment gateway for contributions to BPJS Ketenagakerjaan",
  // No account: the template is the same for all, and synth looks nothing up.
  env: { region: app.node.tryGetContext("region") ?? REGION },
  terminationProtection: true,
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
acknowledge(stack);
app.synth();

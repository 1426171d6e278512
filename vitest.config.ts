import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // As many workers as cores: of two cores vitest would leave one to itself.
    maxWorkers: "100%",
    globalSetup: ["test/runtime/node-version.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    env: {
      CDK_VALIDATION: "false",
      // The functions' own lines would drown the results; test/e2e/sandbox.ts lets them speak into a file.
      POWERTOOLS_LOG_LEVEL: "SILENT",
      AWS_REGION: "ap-southeast-3",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    },
  },
});

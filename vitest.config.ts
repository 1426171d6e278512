import { defineConfig } from "vitest/config";

/**
 * Tests of ideas (shared/) that share nothing but code: no environment, no clock, no process of their own beside the engine. They run many to a process, which saves each file its
 * start and its imports, a sixth of the whole run.
 */
const OF_IDEAS = [
  "activation attempt audit billing-code contribution core correction coverage data-subject failure feed health house ledger limit member money",
  "partner payment protocol receipt replay report seal settlement signature timeline",
]
  .join(" ")
  .split(" ")
  .map((idea) => `test/${idea}/**/*.test.ts`);

/** Functions of which every part comes in as an argument: what their modules read from the environment when they load, no test looks at. */
const OF_DOORS = ["test/functions/partner-api/**/*.test.ts", "test/functions/member-desk/**/*.test.ts"];
/** They are about the environment: what the deployed client is made of, and a start without a setting. */
const NOT_OF_DOORS = ["wire-count", "settings"].map((name) => `test/functions/partner-api/${name}.test.ts`);
/** Functions whose modules read the environment when they load: test/functions/ops-api/ops-environment.ts is the one for all of them. */
const OF_OPS = ["test/functions/ops-api/**/*.test.ts"];
/** Parts of the local machine and pages of the documentation: no environment, no whole gateway. */
const OF_PIECES = [
  ...["explanation", "scenarios", "till-page", "record"].map((part) => `test/local/${part}/*.test.ts`),
  "test/local/{engine,gateway-http,gateway-keys,queues,schedule,services,sqs,stream,switches}.test.ts",
  "test/docs/{event-catalogue,examples,openapi,outcome-page,partner-pages,problem-page,settlement-page}.test.ts",
  "test/calendar/{calendar,month-name,working-day}.test.ts",
  "test/functions/{deadline,event-of-record,failed-record,html,skew-of}.test.ts",
];
const NOT_OF_PIECES = [
  "test/local/explanation/refused-at-the-door.test.ts",
  "test/local/record/partner-pages.test.ts",
];

/**
 * Whole gateways, started and stopped one after the other: what a function does not read anew at each start, is the same for all of them. Not here: tests that kill a gateway, whose
 * timers are left behind, listen to its lines or change the tariff.
 */
const OF_JOURNEYS = [
  "test/e2e/{bank-journey,doku-journey,h2h-journey,http-message-sig}.test.ts",
  "test/docs/{openapi-answers,quick-start}.test.ts",
  "test/local/external-engine.test.ts",
  "test/privacy/nothing-personal.test.ts",
  ...NOT_OF_PIECES,
];

const OF_COMMANDS = ["test/cli/!(partner)/**/*.test.ts"];
/** They serve partners with settings of their own, which the commands' whole gateways would find. Not the partner command itself, which runs beside a whole gateway. */
const OF_DESKS = ["test/cli/partner/!(partner-command).test.ts"];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "ideas", include: OF_IDEAS, isolate: false } },
      // Read one and the same template: made once a process, and the CDK loaded once.
      { extends: true, test: { name: "infra", include: ["test/infra/**/*.test.ts"], isolate: false } },
      { extends: true, test: { name: "doors", include: OF_DOORS, exclude: NOT_OF_DOORS, isolate: false } },
      { extends: true, test: { name: "commands", include: OF_COMMANDS, isolate: false } },
      { extends: true, test: { name: "desks", include: OF_DESKS, isolate: false } },
      { extends: true, test: { name: "ops", include: OF_OPS, isolate: false } },
      { extends: true, test: { name: "pieces", include: OF_PIECES, exclude: NOT_OF_PIECES, isolate: false } },
      { extends: true, test: { name: "journeys", include: OF_JOURNEYS, isolate: false } },
      { extends: true, test: { name: "apart", include: NOT_OF_DOORS } },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: [
            ...[
              ...OF_IDEAS,
              ...OF_DOORS,
              ...OF_OPS,
              ...OF_COMMANDS,
              ...OF_DESKS,
              ...OF_PIECES,
              ...OF_JOURNEYS,
            ],
            "test/infra/**",
          ],
        },
      },
    ],
    // As many workers as cores: of two cores vitest would leave one to itself. A third was tried and won nothing.
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

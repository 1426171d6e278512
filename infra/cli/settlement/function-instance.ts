import { pathToFileURL } from "node:url";
import type { Context, S3Event, SQSEvent } from "aws-lambda";
import { lambda } from "../../local/aws/lambda.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "../../settings.ts";

/**
 * One instance of the deployed function in a process of its own, as Lambda runs it: one event at a time, its memory its own. The parent sends events and gets answers; its
 * environment is the function's.
 */
const NAME = "settlement-reconciliation";

export type ToInstance = { readonly kind: "event"; readonly event: unknown } | { readonly kind: "measure" };
export type FromInstance =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly answer: unknown }
  | { readonly kind: "failed"; readonly why: string }
  /** The most memory it ever held, in bytes. */
  | { readonly kind: "measured"; readonly peakBytes: number };

interface Deployed {
  readonly handler: (event: SQSEvent | S3Event, context: Context) => Promise<unknown>;
}

const KILOBYTE = 1024;

async function main(): Promise<void> {
  // The bundle that would be deployed, given as argument: sources would be counted with what reads TypeScript.
  const { handler } = (await import(pathToFileURL(process.argv[2] ?? "").href)) as Deployed;
  const invoke = lambda(NAME, FUNCTION_TIMEOUT_SECONDS[NAME] * 1_000, handler);
  const tell = (message: FromInstance) => process.send?.(message);
  process.on("message", (message: ToInstance) => {
    if (message.kind === "measure") {
      tell({ kind: "measured", peakBytes: process.resourceUsage().maxRSS * KILOBYTE });
      return;
    }
    invoke(message.event as SQSEvent | S3Event).then(
      (answer) => tell({ kind: "answer", answer }),
      (error: unknown) => tell({ kind: "failed", why: String(error) }),
    );
  });
  process.on("disconnect", () => process.exit(0));
  tell({ kind: "ready" });
}

await main();

/**
 * What runs a function's code in a process of its own, as Lambda's Node runtime does: loads `_HANDLER` below `LAMBDA_TASK_ROOT`, then calls it with one event after the
 * other. It reads no other setting, and imports nothing that would.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FromHost, ToHost } from "./lambda-messages.ts";

/** The order in which Lambda's runtime looks for the file (decision 0002). */
const ENDINGS = [".js", ".mjs", ".cjs"];

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const say = (message: FromHost): void => void process.send?.(message);

async function load(): Promise<Handler> {
  const [file = "", exported = ""] = (process.env._HANDLER ?? "").split(".");
  const stem = join(process.env.LAMBDA_TASK_ROOT ?? "", file);
  const found = ENDINGS.map((ending) => stem + ending).find((path) => existsSync(path));
  if (!found) throw new Error(`Runtime.ImportModuleError: cannot find module '${file}'`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(found).href);
  const handler = loaded[exported];
  if (typeof handler !== "function") throw new Error(`Runtime.HandlerNotFound: ${process.env._HANDLER}`);
  return handler as Handler;
}

async function answerTo(handler: Handler, { event, context, deadline }: ToHost): Promise<FromHost> {
  const getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
  try {
    return { kind: "answered", result: await handler(event, { ...context, getRemainingTimeInMillis }) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: "failed", name, message };
  }
}

// A fault while it loads ends the process with its trace on stderr, which is what Lambda logs.
const handler = await load();
process.on("message", (message: ToHost) => void answerTo(handler, message).then(say));
say({ kind: "ready" });

import { vi } from "vitest";

/**
 * Runs something and gives back every JSON line that functions printed meanwhile, as CloudWatch would get them: Powertools' by the console or standard error, the request log's by standard output.
 */
export async function printedLines(run: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const written: string[] = [];
  const take = (text: unknown) => {
    written.push(...String(text).split("\n"));
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(take),
    vi.spyOn(process.stderr, "write").mockImplementation(take),
    ...(["info", "warn", "error", "log", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(take),
    ),
  ];
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

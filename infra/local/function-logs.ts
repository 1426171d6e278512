import { createWriteStream, statSync } from "node:fs";

const LOG_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Sends the JSON lines that the functions print to a file instead of the terminal, as Lambda sends them to CloudWatch, so that the terminal stays
 * readable; errors are shown in both. They hold allow-listed fields only, no number and no name. A file over 10 MB is begun anew.
 */
export function sendFunctionLogsTo(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const log = createWriteStream(file, { flags: size > LOG_BYTES_MAX ? "w" : "a", mode: 0o600 });
  for (const stream of [process.stdout, process.stderr]) {
    const show = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      const line = String(chunk);
      if (!line.startsWith('{"level":"')) return show(chunk, ...rest);
      log.write(line);
      return line.startsWith('{"level":"ERROR"') ? show(chunk, ...rest) : true;
    }) as typeof stream.write;
  }
}

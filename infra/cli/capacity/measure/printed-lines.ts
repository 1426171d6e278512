/** A line that a function printed. */
export interface PrintedLine {
  /** The function's name, as its log says it. */
  readonly service: string;
  readonly text: string;
}

const LOG_LINE = /^\{"level":"[A-Z]+"/;
/** Two digits, whatever this machine took: a line's size must not depend on the machine. */
const STEADY_DURATION = '"durationMs":25';

/** Catches the JSON lines that functions print, as Lambda does, until it is stopped; everything else is shown. */
export function printedLines(): { take(): readonly PrintedLine[]; stop(): void } {
  const lines: PrintedLine[] = [];
  const show = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) => {
    const line = String(chunk);
    if (!LOG_LINE.test(line)) return show.call(process.stdout, chunk, ...rest);
    const text = line.trimEnd().replace(/"durationMs":\d+/, STEADY_DURATION);
    lines.push({ service: String((JSON.parse(text) as { service?: unknown }).service), text });
    return true;
  }) as typeof process.stdout.write;
  return {
    take: () => lines.splice(0),
    stop() {
      process.stdout.write = show;
    },
  };
}

const NEWLINE = 0x0a;

/** A line of a file, by its number from 1; `text` is undefined when it is longer than allowed. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** Cuts a stream of bytes into lines and never holds more than one of them; an over-long one is skipped, not gathered. Empty lines are left out. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Line, void, void> {
  let held: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const cut = (): Line => ({
    number: number++,
    text: size > bytesMax ? undefined : Buffer.concat(held).toString("utf8").trim(),
  });
  const hold = (bytes: Uint8Array) => {
    size += bytes.length;
    if (size <= bytesMax) held.push(bytes);
    else held = [];
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, to));
      const line = cut();
      held = [];
      size = 0;
      from = to + 1;
      if (line.text !== "") yield line;
    }
    hold(chunk.subarray(from));
  }
  const last = cut();
  if (last.text !== "") yield last;
}

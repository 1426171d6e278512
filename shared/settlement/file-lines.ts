const NEWLINE = 0x0a;
const BOM = "\uFEFF";

/** Longest line taken; a settlement line is under 300 bytes. */
export const LINE_BYTES_MAX = 4_096;

/** A line with the place of its first byte. `text` is undefined when it is longer than allowed; the line's end is cut off. */
export interface PlacedLine {
  readonly number: number;
  readonly from: number;
  readonly text: string | undefined;
}

/**
 * Cuts a stream of bytes into lines and says where in the file each begins. Holds one line and one piece of the stream at a time, however long the file is. Empty lines
 * are counted and left out.
 */
export async function* fileLines(
  pieces: AsyncIterable<Uint8Array>,
  start: { readonly number: number; readonly from: number } = { number: 1, from: 0 },
): AsyncGenerator<PlacedLine, void, void> {
  let { number, from } = start;
  let held: Buffer = Buffer.alloc(0);
  let skipped = 0;
  const line = (bytes: Buffer): PlacedLine => {
    const tooLong = skipped + bytes.length > LINE_BYTES_MAX;
    return { number, from, text: tooLong ? undefined : textOf(bytes, number) };
  };
  for await (const piece of pieces) {
    let begin = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, begin)) {
      const rest = Buffer.from(piece.buffer, piece.byteOffset + begin, end - begin);
      const cut = line(held.length > 0 ? Buffer.concat([held, rest]) : rest);
      if (cut.text !== "") yield cut;
      from += skipped + held.length + rest.length + 1;
      number += 1;
      held = Buffer.alloc(0);
      skipped = 0;
      begin = end + 1;
    }
    held = Buffer.concat([held, piece.subarray(begin)]);
    if (held.length > LINE_BYTES_MAX) {
      // Too long already: its length matters, its text no more.
      skipped += held.length;
      held = Buffer.alloc(0);
    }
  }
  const last = line(held);
  if (last.text !== "") yield last;
}

function textOf(bytes: Buffer, number: number): string {
  const text = bytes.toString("utf8");
  const clean = text.endsWith("\r") ? text.slice(0, -1) : text;
  return number === 1 && clean.startsWith(BOM) ? clean.slice(1) : clean;
}

/** Whether a line is text as it should be: no control characters, and nothing that was no UTF-8. */
export function isCleanText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f || code === 0xfffd) return false;
  }
  return true;
}

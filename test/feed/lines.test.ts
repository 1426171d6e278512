import { expect, test } from "vitest";
import { type Line, linesOf } from "../../shared/feed/lines.ts";

async function cut(chunks: readonly string[], bytesMax = 10): Promise<Line[]> {
  async function* bytes() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const lines: Line[] = [];
  for await (const line of linesOf(bytes(), bytesMax)) lines.push(line);
  return lines;
}

test("lines are whole whatever the chunks are, and characters too", async () => {
  const text = "satu\ndua é\r\n\ntiga";
  const due = [
    { number: 1, text: "satu" },
    { number: 2, text: "dua é" },
    { number: 4, text: "tiga" },
  ];
  expect(await cut([text])).toEqual(due);
  async function* byteByByte() {
    for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
  }
  const lines: Line[] = [];
  for await (const line of linesOf(byteByByte(), 10)) lines.push(line);
  expect(lines).toEqual(due);
});

test("a line that is too long is named and skipped, in one chunk or in many", async () => {
  const due = [
    { number: 1, text: "a" },
    { number: 2, text: undefined },
    { number: 3, text: "b" },
  ];
  expect(await cut(["a\n", `${"x".repeat(11)}\nb\n`])).toEqual(due);
  expect(await cut(["a\n", "xxxxxx", "xxxxxx", "xxxxxx\nb"])).toEqual(due);
});

test("nothing gives no line", async () => {
  expect(await cut([])).toEqual([]);
  expect(await cut(["\n\n"])).toEqual([]);
});

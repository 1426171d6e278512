/** Characters a thermal printer puts on a line: paper of 58 mm or of 80 mm. */
export type SlipColumns = 32 | 42;

/** How text is laid on paper of one width. Every function gives whole lines, none wider than the paper. */
export interface PaperLines {
  readonly rule: readonly string[];
  /** Broken at spaces. */
  wrapped(text: string): readonly string[];
  centred(text: string): readonly string[];
  /** Label at the left, value at the right edge; on lines of their own when they do not fit on one. */
  pair(label: string, value: string): readonly string[];
}

/** The layout of a slip that is so many characters wide. */
export function paperLines(columns: SlipColumns): PaperLines {
  const wrapped = (text: string) => brokenInto(text, columns);
  return {
    rule: ["-".repeat(columns)],
    wrapped,
    centred: (text) => wrapped(text).map((line) => " ".repeat((columns - line.length) >> 1) + line),
    pair(label, value) {
      const room = columns - label.length;
      if (value.length < room) return [label + value.padStart(room)];
      return [...wrapped(label), ...wrapped(value).map((line) => line.padStart(columns))];
    },
  };
}

/** Breaks at spaces, and inside a word only when it is wider than the paper. */
function brokenInto(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, columns))) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  return word.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""];
}

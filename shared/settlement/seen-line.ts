import * as z from "zod/mini";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { MemberKey } from "../member/member.ts";
import type { Verdict } from "./classify.ts";
import { DifferenceCause, DifferenceClass, type FileLine } from "./settlement.ts";

/** A line as matching saw it: short for what agrees, with all that is known of it for what does not. */
export interface SeenLine {
  readonly line: number;
  readonly type: FileLine["type"];
  readonly class: DifferenceClass;
  readonly theirsRupiah: number;
  readonly oursRupiah: number;
  readonly reference: string;
  readonly detail: SeenDetail | undefined;
}

const Detail = z.object({
  line: z.number(),
  cause: z.nullable(DifferenceCause),
  otherDate: z.nullable(BusinessDateText),
  paidAt: z.nullable(InstantMs),
  memberKey: z.nullable(MemberKey),
  months: z.nullable(z.number()),
  terminal: z.nullable(z.string()),
});
export type SeenDetail = z.infer<typeof Detail>;

/** What is kept of a line and its verdict. */
export function seenLine(line: FileLine, verdict: Verdict): SeenLine {
  const { type, reference, amountRupiah, paidAt, memberKey, months, terminal } = line;
  const { cause, otherDate } = verdict;
  return {
    line: line.line,
    type,
    class: verdict.class,
    theirsRupiah: type === "payment" ? amountRupiah : -amountRupiah,
    oursRupiah: verdict.oursRupiah,
    reference,
    detail:
      verdict.class === "matched"
        ? undefined
        : { line: line.line, cause, otherDate, paidAt, memberKey, months, terminal },
  };
}

/** Seen lines as stored: one short text line each, 40 bytes with a usual reference, and the details of those that did not agree. */
export interface SeenText {
  readonly lines: string;
  readonly details: string;
}

/** Writes seen lines. The reference stands last, because it may hold blanks. */
export function seenText(seen: readonly SeenLine[]): SeenText {
  const lines = seen.map(({ line, type, class: name, theirsRupiah, oursRupiah, reference }) =>
    [line, type[0], DifferenceClass.options.indexOf(name), theirsRupiah, oursRupiah, reference].join(" "),
  );
  const details = seen.flatMap(({ detail }) => detail ?? []);
  return { lines: lines.join("\n"), details: JSON.stringify(details) };
}

const LINE = /^(\d+) ([pr]) (\d+) (-?\d+) (-?\d+) (.*)$/;

/** Reads them back. @throws RangeError when they were not written by `seenText` */
export function seenLinesOf({ lines, details }: SeenText): readonly SeenLine[] {
  const byLine = new Map(z.parse(z.array(Detail), JSON.parse(details)).map((each) => [each.line, each]));
  if (lines === "") return [];
  return lines.split("\n").map((text) => {
    const [, line, type, name, theirs, ours, reference = ""] = LINE.exec(text) ?? [];
    const found = DifferenceClass.options[Number(name)];
    if (found === undefined) throw new RangeError("not a seen line");
    return {
      line: Number(line),
      type: type === "p" ? "payment" : "reversal",
      class: found,
      theirsRupiah: Number(theirs),
      oursRupiah: Number(ours),
      reference,
      detail: byLine.get(Number(line)),
    };
  });
}

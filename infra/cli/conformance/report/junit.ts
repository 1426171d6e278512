import { type CaseResult, countOf, type RunResult } from "../result.ts";
import { caseText } from "./human.ts";

/** Writes a run as JUnit XML, the form that CI servers read: one suite for each partner, one test case for each case. */
export function junitReport(run: RunResult): string {
  const { cases, failed, skipped } = countOf(run);
  const suites = Map.groupBy(run.cases, ({ partnerId, protocol }) => partnerId ?? protocol);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `kanal conformance ${run.mode}`, tests: cases, failures: failed, skipped, time: seconds(run.durationMs) })}>`,
    ...[...suites].flatMap(([name, members]) => suiteLines(name, members, run.startedAt)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines(name: string, cases: readonly CaseResult[], timestamp: string): readonly string[] {
  const { failed, skipped } = countOf({ cases });
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return [
    `  <testsuite${attributes({ name, tests: cases.length, failures: failed, skipped, time, timestamp })}>`,
    ...cases.flatMap(caseLines),
    "  </testsuite>",
  ];
}

function caseLines(one: CaseResult): readonly string[] {
  const { id, title, partnerId, protocol, checks, durationMs } = one;
  const head = attributes({
    name: `${id}: ${title}`,
    classname: `${protocol}.${partnerId ?? "any"}`,
    assertions: checks.length,
    time: seconds(durationMs),
  });
  switch (one.outcome) {
    case "passed":
      return [`    <testcase${head}/>`];
    case "skipped":
      return [
        `    <testcase${head}>`,
        `      <skipped${attributes({ message: one.skippedBecause ?? "" })}/>`,
        "    </testcase>",
      ];
    case "failed":
      return [
        `    <testcase${head}>`,
        `      <failure${attributes({ message: firstFault(one) })}>${escaped(caseText(one))}</failure>`,
        "    </testcase>",
      ];
  }
}

function firstFault({ checks }: CaseResult): string {
  const wrong = checks.find(({ passed }) => !passed);
  return wrong ? `${wrong.label}: expected ${wrong.expected}, got ${wrong.got}` : "failed";
}

const seconds = (ms: number) => (ms / 1000).toFixed(3);

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML 1.0 allows no other control characters than tab and line ends, not even as entities. */
function escaped(text: string): string {
  const printable = [...text].filter((char) => (char.codePointAt(0) ?? 0) >= 0x20 || "\t\n\r".includes(char));
  return printable.join("").replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

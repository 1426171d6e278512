import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEALTH } from "../../../functions/ops-api/api/health.ts";
import { STAGE_NAMES } from "../../../infra/stages/stage-settings.ts";
import { stageOf } from "../../../infra/stages/stages.ts";
import { GATEWAY_CHECKS } from "../../../shared/health/gateway-checks.ts";
import { gatewayTemplate, resourcesOf } from "../gateway-template.ts";

const FOLDER = join(import.meta.dirname, "../../../docs/runbooks");
const SECTIONS = ["What it means", "Look first", "Mend", "It is over when"];

/** Pages that belong to no alarm of the stack: what people do, what budgets mail, what only /ops/api/health shows. */
const OF_NO_ALARM = ["cost", "deployment", "restore", "seal-keys"];

const pages = readdirSync(FOLDER)
  .filter((file) => file !== "README.md")
  .map((file) => file.replace(/\.md$/, ""));
const textOf = (page: string) => readFileSync(join(FOLDER, `${page}.md`), "utf8");

const resources = Object.entries(gatewayTemplate().toJSON().Resources as Record<string, { Type: string }>);

interface AlarmTold {
  readonly name: string;
  readonly description: string;
  readonly page: string;
}

const alarmsOf = (stage: (typeof STAGE_NAMES)[number]): readonly AlarmTold[] =>
  [...resourcesOf(gatewayTemplate(stageOf(stage)), "AWS::CloudWatch::Alarm").values()].map(
    ({ Properties }) => {
      const description = String(Properties.AlarmDescription);
      const page = /\bdocs\/runbooks\/([a-z0-9-]+)\.md$/.exec(description)?.[1] ?? "";
      return { name: String(Properties.AlarmName), description, page };
    },
  );

test.each(STAGE_NAMES)("every alarm of %s ends with its page, and is called by it", (stage) => {
  const alarms = alarmsOf(stage);
  expect(alarms.length).toBeGreaterThan(30);
  expect(alarms.filter(({ page }) => !pages.includes(page))).toEqual([]);
  expect(alarms.filter(({ name, page }) => !name.startsWith(`Kanal-${stage}-${page}`))).toEqual([]);
  expect(new Set(alarms.map(({ name }) => name)).size).toBe(alarms.length);
});

test("every page has its alarm or stands among those that have none", () => {
  const rung = new Set(alarmsOf("production").map(({ page }) => page));
  expect(pages.filter((page) => !rung.has(page)).sort()).toEqual(OF_NO_ALARM);
});

test("the index names every page once, alarms and others apart", () => {
  const [, alarms = "", others = ""] = textOf("README").split(/^## /m);
  const linked = (text: string) => [...text.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, page]) => page);
  expect(linked(alarms).sort()).toEqual(pages.filter((page) => !OF_NO_ALARM.includes(page)).sort());
  expect(linked(others).sort()).toEqual([...OF_NO_ALARM].sort());
});

test("the command that finds a name looks at all resources at once: as text the CLI would ask page by page", () => {
  const [, name = ""] = /^name\(\) \{(.+?)\}$/ms.exec(textOf("README")) ?? [];
  expect(name).toContain("list-stack-resources");
  expect(name).toMatch(/--output json \| tr -d '"'/);
});

test("every check of the gateway's health names a page", () => {
  expect(HEALTH.path).toBe("/health");
  const named = Object.values(GATEWAY_CHECKS).map(({ runbook }) => runbook);
  expect(named.filter((page) => !pages.includes(page))).toEqual([]);
});

const known = [...pages, ...alarmsOf("production").map(({ name }) => name.replace("Kanal-production-", ""))];

describe.each(pages.filter((page) => page !== "restore"))("%s", (page) => {
  const text = textOf(page);

  test("says what it means, where to look first, how to mend it and when it is over", () => {
    const [, ...sections] = text.split(/^## /m);
    expect(sections.map((section) => section.split("\n")[0])).toEqual(SECTIONS);
    for (const section of sections) expect(section.length).toBeGreaterThan(40);
  });

  test("asks for things that the template has, and leads to pages that are there", () => {
    const asked = [...text.matchAll(/\$\(name (AWS::[\w:]+) ([A-Za-z]+)\)/g)];
    for (const [, type, start = ""] of asked) {
      const found = resources.filter(([id, { Type }]) => Type === type && id.startsWith(start));
      expect(found.length, `${type} ${start}`).toBe(1);
    }
    const led = [...text.matchAll(/`([a-z]+(?:-[a-z]+){1,5})`/g)].map(([, word = ""]) => word);
    const meant = led.filter((word) => pages.some((other) => word.startsWith(`${other}-`)));
    expect(meant.filter((word) => !known.includes(word) && !/-(coverage-activation|\*)$/.test(word))).toEqual(
      [],
    );
  });
});

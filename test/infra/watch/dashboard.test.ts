import { expect, test } from "vitest";
import * as z from "zod/mini";
import { STAGE_NAMES } from "../../../infra/stages/stage-settings.ts";
import { stageOf } from "../../../infra/stages/stages.ts";
import { MEASURED_BY } from "../../functions/metrics/measured-by.ts";
import { gatewayTemplate, resourcesOf } from "../gateway-template.ts";

const Body = z.object({
  start: z.string(),
  widgets: z.array(
    z.object({
      type: z.string(),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      properties: z.object({
        title: z.optional(z.string()),
        markdown: z.optional(z.string()),
        alarms: z.optional(z.array(z.unknown())),
        metrics: z.optional(z.array(z.array(z.unknown()))),
      }),
    }),
  ),
});

/** What CloudFormation would write, with `<Id>` where it would put a name. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const [[intrinsic = "", inner] = []] = Object.entries(value as Record<string, unknown>);
  if (intrinsic === "Ref") return `<${String(inner)}>`;
  if (intrinsic === "Fn::GetAtt") return `<${(inner as string[])[0]}>`;
  if (intrinsic === "Fn::Join") return (inner as [string, unknown[]])[1].map(textOf).join("");
  throw new Error(`not read here: ${intrinsic}`);
}

function dashboardOf(stage: (typeof STAGE_NAMES)[number]) {
  const template = gatewayTemplate(stageOf(stage));
  const [made] = [...resourcesOf(template, "AWS::CloudWatch::Dashboard").values()];
  const body = z.parse(Body, JSON.parse(textOf(made?.Properties.DashboardBody)));
  return { name: made?.Properties.DashboardName, template, ...body };
}

test.each(STAGE_NAMES)("%s has one page, of the last day, that begins with every alarm", (stage) => {
  const { name, start, widgets, template } = dashboardOf(stage);
  expect([name, start]).toEqual([`Kanal-${stage}`, "-P1D"]);
  const [first] = widgets;
  expect(first?.type).toBe("alarm");
  expect(first?.properties.alarms).toHaveLength(resourcesOf(template, "AWS::CloudWatch::Alarm").size);
});

test("reads like the money's way, left to right and top to bottom", () => {
  const { widgets } = dashboardOf("production");
  const told = widgets
    .filter(({ type }) => type !== "alarm")
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(({ properties: { title, markdown } }) => markdown ?? title);
  expect(told.slice(0, 12)).toEqual([
    "## The money's way: asked, answered, published, in force",
    ...["Requests by partner", "Payments accepted by partner", "Relay: age of the oldest change"],
    ...["Activation: waiting messages", "From receipt to cover, p50 and p95"],
    "## What did not arrive",
    ...["Open failures", "Oldest failure, oldest pending payment", "Dead letters and the last resort"],
    "Unpublished changes",
    "## Who is behind it",
  ]);
  for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
});

test("shows nothing that nobody says: each metric is read off a log, measured by a function that was tried, or AWS's of something in the stack", () => {
  const { widgets, template } = dashboardOf("production");
  const filters = new Set(
    [...resourcesOf(template, "AWS::Logs::MetricFilter").values()].flatMap(({ Properties }) =>
      (Properties.MetricTransformations as { MetricName: string }[]).map(({ MetricName }) => MetricName),
    ),
  );
  const measures = new Set(MEASURED_BY.map((each) => each.split(" ")[1]));
  const OF_AWS: Readonly<Record<string, readonly string[]>> = {
    "AWS/Lambda": ["IteratorAge", "ConcurrentExecutions"],
    "AWS/SQS": ["ApproximateNumberOfMessagesVisible"],
    "AWS/ApiGateway": ["5XXError"],
  };
  const resources = template.toJSON().Resources as Record<string, unknown>;
  const graphs = widgets.filter(({ type }) => type === "metric");
  expect(graphs.length).toBe(20);
  for (const { properties } of graphs) {
    const { metrics = [], title } = properties;
    expect(metrics.length, title).toBeGreaterThan(0);
    for (const [namespace, name, ...rest] of metrics) {
      const isSaid =
        (namespace === "Kanal/production" && filters.has(String(name))) ||
        (namespace === "Kanal" && measures.has(String(name))) ||
        OF_AWS[String(namespace)]?.includes(String(name));
      expect(isSaid, `${title}: ${namespace} ${name}`).toBeTruthy();
      const referred = rest.flatMap((each) => /^<(\w+)>$/.exec(String(each))?.[1] ?? []);
      expect(referred.filter((id) => !(id in resources))).toEqual([]);
    }
  }
});

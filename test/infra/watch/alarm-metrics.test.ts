import { expect, test } from "vitest";
import { throttledAt } from "../../../infra/constructs/watch/access-metrics.ts";
import { RECORDS_FAILED, REQUEST_METRICS } from "../../../infra/constructs/watch/line-metrics.ts";
import type { LogMetric } from "../../../infra/constructs/watch/log-metric.ts";
import { matches } from "../../functions/metrics/filter-pattern.ts";
import { MEASURED_BY } from "../../functions/metrics/measured-by.ts";
import { gatewayTemplate, resourcesOf } from "../gateway-template.ts";

const template = gatewayTemplate();
const propertiesOf = (type: string) =>
  [...resourcesOf(template, type).values()].map(({ Properties }) => Properties);

/** That real lines match these is shown in test/functions/metrics. */
const LINE_METRICS: readonly LogMetric[] = [
  ...Object.values(REQUEST_METRICS),
  RECORDS_FAILED,
  ...["Partners", "Public", "Ops"].map(throttledAt),
];

interface Filter {
  readonly FilterPattern: string;
  readonly LogGroupName: { readonly Ref: string };
  readonly MetricTransformations: readonly {
    readonly MetricName: string;
    readonly MetricNamespace: string;
    readonly MetricValue: string;
    readonly Dimensions?: readonly { readonly Key: string; readonly Value: string }[];
  }[];
}
const filters = propertiesOf("AWS::Logs::MetricFilter") as unknown as readonly Filter[];

test("the template reads metrics off lines by the very patterns that the functions' lines were tried against", () => {
  for (const { FilterPattern, MetricTransformations } of filters) {
    const [told] = MetricTransformations;
    const metric = LINE_METRICS.find(({ name }) => name === told?.MetricName);
    expect(metric, told?.MetricName).toBeDefined();
    expect(FilterPattern).toBe(metric?.pattern);
    expect(told).toMatchObject({ MetricNamespace: "Kanal/production", MetricValue: metric?.value });
    const by = (told?.Dimensions ?? []).map(({ Key, Value }) => [Key, Value]);
    expect(by).toEqual(Object.entries(metric?.by ?? {}));
  }
});

/** The function of a log group or of a name. */
const functionAt = (id: string): string =>
  String(
    [...resourcesOf(template, "AWS::Lambda::Function")].find(([function_]) =>
      id.startsWith(function_.replace(/Function\w{8}$/, "")),
    )?.[1].Properties.Description,
  ).replace("Kanal ", "");

test("every metric of ours that an alarm reads is said by the function, and read off its log, that the alarm asks for", () => {
  const ours = propertiesOf("AWS::CloudWatch::Alarm").filter(({ Namespace }) =>
    /^Kanal/.test(String(Namespace)),
  );
  expect(ours.length).toBeGreaterThan(20);
  for (const { Namespace, MetricName, Dimensions = [] } of ours) {
    const is = Object.fromEntries(
      (Dimensions as { Name: string; Value: unknown }[]).map(({ Name, Value }) => [Name, Value] as const),
    );
    if (Namespace === "Kanal") {
      const { Ref = "" } = is.FunctionName as { Ref?: string };
      // The one partner of the scene stands for all: the dimension is the event's own.
      const said = [functionAt(Ref), MetricName, ...("Partner" in is ? ["bri"] : [])].join(" ");
      expect(MEASURED_BY).toContain(said);
      continue;
    }
    expect(Namespace).toBe("Kanal/production");
    const reading = filters.filter(({ MetricTransformations: [told] }) => told?.MetricName === MetricName);
    expect(reading.length, String(MetricName)).toBeGreaterThan(0);
    const [told] = reading[0]?.MetricTransformations ?? [];
    expect(Object.keys(is)).toEqual((told?.Dimensions ?? []).map(({ Key }) => Key));
    if (typeof is.Function === "string") {
      expect(reading.map(({ LogGroupName }) => functionAt(LogGroupName.Ref))).toContain(is.Function);
    }
  }
});

test("a request over an API's limits is read off the line that API Gateway writes", () => {
  for (const { AccessLogSetting } of propertiesOf("AWS::ApiGateway::Stage")) {
    const { error } = JSON.parse((AccessLogSetting as { Format: string }).Format);
    expect(error).toBe("$context.error.responseType");
  }
  const { pattern } = throttledAt("Partners");
  expect([matches(pattern, { error: "THROTTLED" }), matches(pattern, { error: "-" })]).toEqual([true, false]);
});

test("the web ACLs count under the names that alarms ask for", () => {
  const acls = propertiesOf("AWS::WAFv2::WebACL").map(
    ({ VisibilityConfig }) => (VisibilityConfig as { MetricName: string }).MetricName,
  );
  const asked = propertiesOf("AWS::CloudWatch::Alarm")
    .filter(({ Namespace }) => Namespace === "AWS/WAFV2")
    .map(
      ({ Dimensions }) =>
        (Dimensions as { Name: string; Value: string }[]).find(({ Name }) => Name === "WebACL")?.Value,
    );
  expect(asked).toEqual(acls);
});

import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openApiDocument } from "../../infra/docs/openapi/document.ts";
import H2H_EXAMPLES from "../../infra/docs/openapi/examples/h2h.json" with { type: "json" };
import SNAP_EXAMPLES from "../../infra/docs/openapi/examples/snap.json" with { type: "json" };
import { H2H_DESCRIBED } from "../../infra/docs/openapi/h2h-operations.ts";
import { allProblems } from "../../infra/docs/openapi/h2h-problems.ts";
import { isJson, type Json } from "../../infra/docs/openapi/json.ts";
import { openApiText } from "../../infra/docs/openapi/open-api-text.ts";
import { H2H_REQUESTS } from "../../infra/docs/openapi/requests/h2h-requests.ts";
import { SNAP_REQUESTS } from "../../infra/docs/openapi/requests/snap-requests.ts";
import { outcomesOf } from "../../infra/docs/openapi/snap-codes.ts";
import { SNAP_DESCRIBED } from "../../infra/docs/openapi/snap-operations.ts";
import { H2H_SERVICES } from "../../shared/protocol/h2h/service.ts";
import { SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";
import { documentJudge, operationsOf, placeOf, resolved, strictDocument } from "./document-judge.ts";

const document = openApiDocument();
const text = openApiText();
const operations = operationsOf(document);

describe("docs/openapi.json", () => {
  it("is what schemas and tables say; run `npm run docs` after changing one", () => {
    expect(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8")).toBe(text);
  });

  it("is OpenAPI 3.1 for a validator that we did not write", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("has no reference that leads nowhere", () => {
    const refs = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, ref]) => ref);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => resolved(document, { $ref: ref }) === undefined)).toEqual([]);
  });

  it("serves every service of both protocols, under the address that the function routes on", () => {
    expect(Object.keys(SNAP_DESCRIBED)).toEqual(Object.keys(SNAP_SERVICES));
    expect(Object.keys(H2H_DESCRIBED)).toEqual(Object.keys(H2H_SERVICES));
    const addresses = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const served = [
      ...Object.values(SNAP_SERVICES).map(({ tail }) => `POST ${tail}`),
      ...Object.values(H2H_SERVICES).map(
        ({ method, path }) => `${method} ${path.replace(":reference", "{paymentReference}")}`,
      ),
    ];
    expect(addresses).toEqual(expect.arrayContaining(served));
    expect(addresses.filter((address) => / \/(v1\.0|h2h)\//.test(address))).toHaveLength(served.length);
  });

  it("names each operation once", () => {
    const ids = operations.map(({ content }) => content.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the outcomes in it", () => {
  it("are every problem of H2H, in both languages", () => {
    const { examples } = document.components as { examples: Record<string, { value: unknown }> };
    for (const { problem, reason, cashier } of allProblems()) {
      expect(examples[problem]?.value, problem).toMatchObject({ reason, cashier });
      const uses = text.split(`"#/components/examples/${problem}"`).length - 1;
      expect(uses, `${problem} is answered somewhere`).toBeGreaterThan(0);
    }
  });

  it.each(Object.keys(SNAP_SERVICES) as SnapService[])(
    "are every code of SNAP's %s, in both languages",
    (service) => {
      const operation = operations.find(({ path }) => path === SNAP_SERVICES[service].tail);
      const responses = operation?.content.responses as Record<string, { description: string }>;
      for (const { name, row, status, responseCode } of outcomesOf(service)) {
        const line = responses[String(status)]?.description
          .split("  \n")
          .find((each) => each.includes(`\`${name}\``));
        expect(line, name).toContain(`\`${responseCode}\``);
        expect(line, name).toContain(`${row.reason.english} / ${row.reason.indonesia}`);
      }
    },
  );
});

describe("the examples in it", () => {
  const strict = strictDocument();
  const judge = documentJudge(strict);

  it.each(operations.map((operation) => [String(operation.content.operationId), operation] as const))(
    "of %s fit their schemas, with no member that is not described",
    (_, { content, place }) => {
      const wrong = mediaTypesOf(strict, content, place).flatMap(([schema, media]) =>
        examplesOf(media).flatMap((example) =>
          judge([...schema, "schema"], example).map((error) => `${schema.join(" ")}: ${error}`),
        ),
      );
      expect(wrong).toEqual([]);
    },
  );

  it("are taken by the schemas that the functions parse with", () => {
    const parsed = [
      ...Object.values(H2H_DESCRIBED)
        .flatMap(({ request }) => (request ? [request] : []))
        .map((request) => [H2H_EXAMPLES, request] as const),
      ...Object.values(SNAP_DESCRIBED).map(({ request }) => [SNAP_EXAMPLES, request] as const),
    ];
    const requests: Readonly<Record<string, { schema: z.core.$ZodType }>> = {
      ...H2H_REQUESTS,
      ...SNAP_REQUESTS,
    };
    for (const [source, { schema, example }] of parsed) {
      const described = requests[schema];
      const value = (source as Readonly<Record<string, unknown>>)[example];
      expect(described && z.safeParse(described.schema, value).success, schema).toBe(true);
    }
  });

  it("hold no worker's number: 999999 is no district", () => {
    const numbers = [...text.matchAll(/(?<!\d)\d{16,20}(?!\d)/g)].map(([digits]) => digits);
    const niks = numbers.filter((digits) => digits.length === 16 || digits.length === 18);
    expect(niks.length).toBeGreaterThan(0);
    expect(niks.filter((digits) => !digits.startsWith("999999"))).toEqual([]);
  });
});

/** Every media type of an operation, in its request and its answers, with the place of its schema in the document. */
function mediaTypesOf(
  whole: Json,
  { requestBody, responses }: Json,
  place: readonly string[],
): readonly (readonly [readonly string[], Json])[] {
  const holders: (readonly [readonly string[], unknown])[] = [[[...place, "requestBody"], requestBody]];
  for (const [status, response] of Object.entries(isJson(responses) ? responses : {})) {
    holders.push([placeOf(response, [...place, "responses", status]), resolved(whole, response)]);
  }
  return holders.flatMap(([at, holder]) => {
    const content = isJson(holder) && isJson(holder.content) ? holder.content : {};
    return Object.entries(content).map(([type, media]) => [[...at, "content", type], media as Json] as const);
  });
}

function examplesOf({ example, examples }: Json): readonly unknown[] {
  const named = Object.values(isJson(examples) ? examples : {}).map((each) => resolved(document, each));
  return [
    ...(example === undefined ? [] : [example]),
    ...named.map((each) => (isJson(each) ? each.value : undefined)),
  ];
}

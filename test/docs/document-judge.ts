import { Ajv2020 } from "ajv/dist/2020.js";
import { strictAnswerSchemas } from "../../infra/docs/openapi/component-schemas.ts";
import { openApiDocument } from "../../infra/docs/openapi/document.ts";
import { isJson, type Json } from "../../infra/docs/openapi/json.ts";

/** The formats that the document uses; a value that does not fit is an error, not a remark. */
const FORMATS = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: /^https:\/\/[^\s]+$/,
};

/** A document with every answer's members named and no other allowed: what real answers are held against. */
export function strictDocument(): Json {
  const document = openApiDocument();
  const components = isJson(document.components) ? document.components : {};
  const schemas = isJson(components.schemas) ? components.schemas : {};
  return { ...document, components: { ...components, schemas: { ...schemas, ...strictAnswerSchemas() } } };
}

/** Judges values by the schemas of a document, with a validator that we did not write. */
export function documentJudge(document: Json) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema(document, "document");

  /** What is wrong with a value by the schema at a place of the document, `["components", "schemas", "H2hQuote"]`. */
  return (place: readonly string[], value: unknown): readonly string[] => {
    const pointer = place.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1")));
    const validate = ajv.getSchema(`document#/${pointer.join("/")}`);
    if (!validate) return [`nothing at ${place.join(" ")}`];
    if (validate(value)) return [];
    // Of a value that fits none of several forms, each form tells all that is wrong; the first few say enough.
    return (validate.errors ?? [])
      .slice(0, 4)
      .map(({ instancePath, message, params }) =>
        `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
      );
  };
}

/** An operation of the document with its place. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly place: readonly string[];
  readonly content: Json;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

export function operationsOf({ paths }: Json): readonly Operation[] {
  return Object.entries(isJson(paths) ? paths : {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const content = isJson(item) ? item[method] : undefined;
      return isJson(content) ? [{ path, method, content, place: ["paths", path, method] }] : [];
    }),
  );
}

/** What stands at the end of a reference, or the value itself. */
export function resolved(document: Json, value: unknown): unknown {
  if (!isJson(value) || typeof value.$ref !== "string") return value;
  const names = value.$ref.replace(/^#\//, "").split("/");
  let target: unknown = document;
  for (const name of names) target = isJson(target) ? target[name.replaceAll("~1", "/")] : undefined;
  return target;
}

/** Where a value stands: behind its reference, or at the place where it was found. */
export function placeOf(value: unknown, foundAt: readonly string[]): readonly string[] {
  if (!isJson(value) || typeof value.$ref !== "string") return foundAt;
  return value.$ref.replace(/^#\//, "").split("/");
}

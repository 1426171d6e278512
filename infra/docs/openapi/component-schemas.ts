import * as z from "zod";
import { H2H_ANSWERS } from "./answers/h2h-answers.ts";
import { PUBLIC_ANSWERS } from "./answers/public-answers.ts";
import { SNAP_ANSWERS } from "./answers/snap-answers.ts";
import { annotated, type DescribedRequest } from "./field-notes.ts";
import type { Json } from "./json.ts";
import { H2H_REQUESTS } from "./requests/h2h-requests.ts";
import { SNAP_REQUESTS } from "./requests/snap-requests.ts";

const ANSWERS: Readonly<Record<string, z.core.$ZodType>> = {
  ...SNAP_ANSWERS,
  ...H2H_ANSWERS,
  ...PUBLIC_ANSWERS,
};
const REQUESTS: Readonly<Record<string, DescribedRequest>> = { ...SNAP_REQUESTS, ...H2H_REQUESTS };

const refTo = (name: string) => `#/components/schemas/${name}`;

/**
 * Every schema of the document, by name. Requests are those that the functions parse with, in the form in which a partner sends them. Answers are open: members may be
 * added (docs/partners/deprecation.md), so a client may not refuse what it does not know.
 */
export function componentSchemas(): Readonly<Record<string, Json>> {
  const requests = Object.entries(REQUESTS).map(([name, { schema, description, notes }]) => [
    name,
    { description, ...annotated(name, bare(z.toJSONSchema(schema, INPUT)), notes) },
  ]);
  return { ...Object.fromEntries(requests), ...answerSchemas("input") };
}

/** The answers with every member named and no other allowed: what tests hold real answers against. */
export const strictAnswerSchemas = (): Readonly<Record<string, Json>> => answerSchemas("output");

/** Transforms have no form of their own; what stands behind one is what a caller sends. */
const INPUT = { io: "input", unrepresentable: "any", override: withoutSafeIntegers } as const;

function answerSchemas(io: "input" | "output"): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: refTo, override: withoutSafeIntegers });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/** Without what says that it is a document of its own. */
function bare({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}

/** Zod states the limits of JavaScript's own numbers, which say nothing about ours. */
function withoutSafeIntegers({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

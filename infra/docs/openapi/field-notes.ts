import type * as z from "zod";
import { isJson, type Json } from "./json.ts";

/** What a request's schema does not say of a field: its meaning, and the form that code checks behind it. */
export interface FieldNote {
  readonly description: string;
  readonly format?: string;
  readonly type?: string;
  readonly examples?: readonly unknown[];
  /** The schema reads an absent field as well. */
  readonly optional?: true;
}

/** By the path of the field: `terminal.storeId`. */
export type FieldNotes = Readonly<Record<string, FieldNote>>;

/** A request of the running code, with what its schema cannot say. */
export interface DescribedRequest {
  readonly schema: z.core.$ZodType;
  readonly description: string;
  readonly notes: FieldNotes;
}

/**
 * A schema with its notes. @throws RangeError for a field without a note and for a note without a field: the descriptions stand apart from the deployed schemas, for their
 * weight, and would otherwise drift from them.
 */
export function annotated(name: string, schema: Json, notes: FieldNotes): Json {
  const used = new Set<string>();
  const result = noted(schema, "", (path) => {
    const note = notes[path];
    if (!note) throw new RangeError(`${name}.${path} is not described: add a note to it`);
    used.add(path);
    return note;
  });
  const left = Object.keys(notes).find((path) => !used.has(path));
  if (left !== undefined) throw new RangeError(`${name}.${left} is described and not read any more`);
  return result;
}

function noted(schema: Json, above: string, noteOf: (path: string) => FieldNote): Json {
  if (Array.isArray(schema.anyOf)) {
    return {
      ...schema,
      anyOf: schema.anyOf.map((each) => (isJson(each) ? noted(each, above, noteOf) : each)),
    };
  }
  if (isJson(schema.items)) return { ...schema, items: noted(schema.items, above, noteOf) };
  if (!isJson(schema.properties)) return schema;
  const optional = new Set<string>();
  const properties = Object.entries(schema.properties).map(([field, own]) => {
    const path = above === "" ? field : `${above}.${field}`;
    const { optional: isOptional, ...note } = noteOf(path);
    if (isOptional) optional.add(field);
    return [field, { ...(isJson(own) ? noted(own, path, noteOf) : {}), ...note }];
  });
  const required = Array.isArray(schema.required) ? schema.required : [];
  const left = required.filter((field) => !optional.has(field));
  const { required: _, ...rest } = schema;
  return { ...rest, properties: Object.fromEntries(properties), ...(left.length > 0 && { required: left }) };
}

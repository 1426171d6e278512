import * as z from "zod/mini";

/** Which page of a list is asked for: at most 200 rows, 50 where nobody says. */
export const PAGE_ASKED = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
};

/** Reads a query by its schema; the names of the fields that do not fit otherwise. A name that is given twice counts once, the last. */
export function queryOf<S extends z.core.$ZodType>(
  schema: S,
  query: URLSearchParams,
):
  | { readonly kind: "read"; readonly asked: z.output<S> }
  | { readonly kind: "unfit"; readonly fields: readonly string[] } {
  const read = z.safeParse(schema, Object.fromEntries(query));
  if (read.success) return { kind: "read", asked: read.data };
  const fields = read.error.issues.map(({ path }) => String(path[0] ?? "query"));
  return { kind: "unfit", fields: [...new Set(fields)] };
}

import * as z from "zod/mini";
import { readable } from "./readable.ts";

const oneOrMore = z.pipe(
  z.union([z.array(z.unknown()), z.unknown()]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);
/** Strict, so that a part of IAM that nobody has used until now stops the reader instead of being left out. */
const Statement = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.optional(z.union([z.string(), z.record(z.string(), oneOrMore)])),
  Action: oneOrMore,
  Resource: z.optional(oneOrMore),
  Condition: z._default(z.record(z.string(), z.record(z.string(), oneOrMore)), {}),
});
type Statement = z.infer<typeof Statement>;

const LEADING_KEYS = "dynamodb:LeadingKeys";

/** One statement of a policy as one line: who, what, on what, under which condition. Lists are sorted, so that only a change of meaning changes a line. */
export function statementLine(raw: unknown): string {
  const statement = z.parse(Statement, raw);
  const may = statement.Effect === "Allow" ? "may" : "may **not**";
  const who = principals(statement);
  const on = statement.Resource ? ` on ${list(statement.Resource)}` : "";
  return `${who}${may} ${list(statement.Action)}${on}${conditions(statement)}`;
}

const list = (values: readonly unknown[]): string =>
  values
    .map((value) => `\`${readable(value)}\``)
    .sort()
    .join(", ");

function principals({ Principal }: Statement): string {
  if (Principal === undefined) return "";
  if (typeof Principal === "string") return `\`${Principal}\` `;
  return `${list(Object.values(Principal).flat())} `;
}

/** Rights on the table name their partitions, and hold for nothing that names none. */
function conditions({ Condition }: Statement): string {
  const { "ForAllValues:StringLike": like, Null: absent, ...others } = Condition;
  const partitions = like?.[LEADING_KEYS];
  const isGuarded = absent?.[LEADING_KEYS]?.map(String).join() === "false";
  const isOnlyThat = Object.keys({ ...like, ...absent }).join() === LEADING_KEYS;
  const isUsual = partitions !== undefined && isGuarded && isOnlyThat;
  const rest = Object.entries(isUsual ? others : Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${list(values)}`),
  );
  const where = isUsual ? [`below ${list(partitions)}`] : [];
  return [...where, ...rest.sort().map((condition) => `where ${condition}`)]
    .map((each) => `, ${each}`)
    .join("");
}

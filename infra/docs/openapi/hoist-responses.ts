import { isJson, type Json } from "./json.ts";

type Paths = Readonly<Record<string, Json>>;

/** Paths in which a response that several operations share stands once, among the components. */
export interface Hoisted {
  readonly paths: Paths;
  readonly responses: Json;
}

/** Moves equal responses out of the operations: the eight reasons for a 401 are the same everywhere. `prefix` names them. */
export function hoistResponses(paths: Paths, prefix: string): Hoisted {
  const uses = new Map<string, number>();
  each(paths, (_, response) => {
    const text = JSON.stringify(response);
    uses.set(text, (uses.get(text) ?? 0) + 1);
    return response;
  });
  const names = new Map<string, string>();
  const responses: Record<string, Json> = {};
  const hoisted = each(paths, (status, response) => {
    const text = JSON.stringify(response);
    if ("$ref" in response || (uses.get(text) ?? 0) < 2) return response;
    const name = names.get(text) ?? freeName(`${prefix}${status}`, responses);
    names.set(text, name);
    responses[name] = response;
    return { $ref: `#/components/responses/${name}` };
  });
  return { paths: hoisted, responses };
}

function freeName(name: string, taken: Json): string {
  const free = [name, ..."BCDEFGH".split("").map((letter) => name + letter)].find((each) => !(each in taken));
  if (free === undefined) throw new RangeError(`too many shared responses of ${name}`);
  return free;
}

/** The paths with every response of every operation changed. */
function each(paths: Paths, change: (status: string, response: Json) => Json): Paths {
  const changed = (operation: unknown): unknown => {
    if (!isJson(operation) || !isJson(operation.responses)) return operation;
    const entries = Object.entries(operation.responses).map(([status, response]) => [
      status,
      isJson(response) ? change(status, response) : response,
    ]);
    return { ...operation, responses: Object.fromEntries(entries) };
  };
  const items = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, changed(value)])),
  ]);
  return Object.fromEntries(items);
}

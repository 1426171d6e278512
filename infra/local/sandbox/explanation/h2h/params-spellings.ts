import type { SignatureInput } from "../../../../../shared/signature/signature-input.ts";
import {
  type SfParameters,
  sfInteger,
  writeInnerList,
} from "../../../../../shared/signature/structured-fields.ts";
import type { NearMissName } from "../near-miss.ts";
import type { Spelling } from "../signing-text.ts";

/** The last line's name. */
export const PARAMS = "@signature-params";

const NEIGHBOUR_SECONDS = [-2, -1, 1, 2];
/** Orders of more parameters are too many to try. */
const PARAMETERS_MAX = 4;

/** Other texts of the line that tells what was signed and when (RFC 9421 section 2.3). */
export function paramsSpellings({ covered }: SignatureInput, inputHeader: string): readonly Spelling[] {
  const right = writeInnerList(covered);
  const withParameters = (parameters: SfParameters) => writeInnerList({ ...covered, parameters });
  const spelling = (name: NearMissName, values: readonly string[]): Spelling => ({
    ...{ part: PARAMS, name, values: values.filter((each) => each !== right) },
  });
  const entries = [...covered.parameters];
  return [
    spelling("params-with-label", [inputHeader, inputHeader.trim()]),
    spelling("params-not-canonical", [
      inputHeader.replace(/^[^=]*=/, ""),
      right.replaceAll(";", "; "),
      right.replaceAll('" "', '", "'),
      right.replace(/(keyid|alg)="([^"]*)"/g, "$1=$2"),
      right.replace(/created=(\d+)/, 'created="$1"'),
      right.replace(/^\(.*?\)/, (list) => list.replaceAll('"', "")),
    ]),
    spelling("params-order", [
      ...shifted(entries).map((order) => withParameters(new Map(order))),
      ...entries.map(([gone]) => withParameters(new Map(entries.filter(([name]) => name !== gone)))),
      right.replace(/^\(.*?\)/, ""),
      right.replace(/^(\(.*?\)).*$/, "$1"),
    ]),
    {
      ...spelling("time-read-twice", created(covered.parameters, NEIGHBOUR_SECONDS).map(withParameters)),
      pairs: false,
    },
  ];
}

/** Each order in which one entry has moved; of three entries these are all. */
function shifted<T>(entries: readonly T[]): readonly (readonly T[])[] {
  if (entries.length > PARAMETERS_MAX) return [[...entries].reverse()];
  return entries.flatMap((entry, from) => {
    const rest = [...entries.slice(0, from), ...entries.slice(from + 1)];
    return rest.map((_, at) => [...rest.slice(0, at), entry, ...rest.slice(at)]).concat([[...rest, entry]]);
  });
}

function created(parameters: SfParameters, seconds: readonly number[]): readonly SfParameters[] {
  const at = parameters.get("created");
  if (at?.type !== "integer") return [];
  return seconds.map((shift) => new Map([...parameters, ["created", sfInteger(at.value + shift)]]));
}

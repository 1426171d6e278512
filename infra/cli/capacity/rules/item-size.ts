/** An attribute value as DynamoDB's JSON carries it. */
export interface WireValue {
  readonly S?: string;
  readonly N?: string;
  /** Base64. */
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly M?: Readonly<Record<string, WireValue>>;
  readonly L?: readonly WireValue[];
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
}

export type WireItem = Readonly<Record<string, WireValue>>;

/** What a map or list costs by itself, and each of its elements (DynamoDB, "Item sizes and formats"). */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8");
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Size of an item by DynamoDB's published rules: names and values, no overhead of storage. */
export function itemBytes(item: WireItem): number {
  return sum(Object.entries(item).map(([name, value]) => bytesOf(name) + valueBytes(value)));
}

function valueBytes(value: WireValue): number {
  if (value.S !== undefined) return bytesOf(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, "base64");
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.M !== undefined) {
    const { M } = value;
    return CONTAINER_BYTES + itemBytes(M) + ELEMENT_BYTES * Object.keys(M).length;
  }
  if (value.L !== undefined) {
    return CONTAINER_BYTES + sum(value.L.map((each) => valueBytes(each) + ELEMENT_BYTES));
  }
  if (value.SS !== undefined) return sum(value.SS.map(bytesOf));
  if (value.NS !== undefined) return sum(value.NS.map(numberBytes));
  return sum((value.BS ?? []).map((each) => Buffer.byteLength(each, "base64")));
}

/** One byte for two significant digits and one more; the zeros at either end of a number do not count, a minus does. */
export function numberBytes(text: string): number {
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+|0+$/g, "");
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith("-") ? 1 : 0);
}

import { numberOf, textOf } from "./bson.js";
import type { Field } from "./entries.js";
import { Fault, unsupported } from "./fault.js";
import { type Filter, parseFilter } from "./filter.js";
import { pathOf } from "./paths.js";
import {
  assemble,
  type Element,
  element,
  elementsOf,
  rawDocument,
  slice,
  sliceElement,
  TYPE,
  type Value,
} from "./raw.js";

/** What an index is; `spec` is what its maker sent, without what means nothing here. */
export interface IndexSpec {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly unique: boolean;
  /** Only documents that meet this filter are in it. */
  readonly partial: Filter | null;
  /** Documents that lack every field are not in it. */
  readonly sparse: boolean;
  readonly spec: Value;
}

const TAKEN = ["key", "name", "unique", "sparse", "partialFilterExpression"];
const MEANINGLESS = ["background", "v", "ns"];

/** Reads an index. @throws Fault that names what is not the store's. */
export function parseIndex(given: Value): IndexSpec {
  const elements = elementsOf(given).filter(({ name }) => !MEANINGLESS.includes(name));
  const named = new Map(elements.map((found) => [found.name, found]));
  const key = named.get("key");
  const name = textOf(named.get("name") ?? given);
  if (key?.type !== TYPE.document || name === undefined)
    throw new Fault(9, "FailedToParse", "an index needs a key and a name");
  const other = elements.find(({ name }) => !TAKEN.includes(name));
  if (other !== undefined) throw unsupported(`the index option ${other.name}`);
  const partial = named.get("partialFilterExpression");
  const filter = partial === undefined ? null : parseFilter(partial);
  if (filter !== null && filter.alternatives.length + filter.excluded.length > 0)
    throw unsupported("a partial index with anything but conditions that all must hold");
  return {
    name,
    fields: fieldsOf(key),
    unique: isTrue(named.get("unique")),
    sparse: isTrue(named.get("sparse")),
    partial: filter,
    spec: rawDocument(assemble(elements.map(sliceElement))),
  };
}

function fieldsOf(key: Value): readonly Field[] {
  const fields = elementsOf(key).map((found) => ({ path: pathOf(found.name), direction: directionOf(found) }));
  const odd = fields.find(({ path }) => path.positions.some((position) => position >= 0));
  if (odd !== undefined) throw unsupported(`an index on a position (${odd.path.text})`);
  if (fields.length === 0) throw new Fault(67, "CannotCreateIndex", "Index keys cannot be an empty object");
  return fields;
}

function isTrue(value: Value | undefined): boolean {
  if (value === undefined) return false;
  return value.type === TYPE.boolean ? value.bytes[value.at] === 1 : (numberOf(value) ?? 0) !== 0;
}

/** A direction in a sort or an index: 1 or -1, whatever number type it came in. */
export function directionOf(found: Element): 1 | -1 {
  const number = numberOf(found);
  if (number === 1 || number === -1) return number;
  throw unsupported(`an order of ${found.name} other than 1 and -1`);
}

/** @throws Fault 85 or 86 where an index has the same key or the same name but is another. True where it is there. */
export function isSameIndex(known: IndexSpec, wanted: IndexSpec): boolean {
  const keyOfIndex = ({ fields }: IndexSpec) => fields.map(({ path, direction }) => `${path.text}:${direction}`).join();
  const options = ({ unique, sparse, spec }: IndexSpec) => {
    const partial = elementsOf(spec).find(({ name }) => name === "partialFilterExpression");
    return `${unique} ${sparse} ${partial === undefined ? "" : slice(partial).toString("latin1")}`;
  };
  const sameKey = keyOfIndex(known) === keyOfIndex(wanted);
  if (known.name === wanted.name) {
    if (sameKey && options(known) === options(wanted)) return true;
    const words = `An existing index has the same name as the requested index but differs: ${wanted.name}`;
    throw new Fault(86, "IndexKeySpecsConflict", words);
  }
  if (sameKey && options(known) === options(wanted))
    throw new Fault(85, "IndexOptionsConflict", `Index already exists with a different name: ${known.name}`);
  return false;
}

/** The shape in which the driver asks about indexes. */
export function describeIndex({ spec }: IndexSpec): Buffer {
  return assemble([VERSION, ...elementsOf(spec).map(sliceElement)]);
}

const VERSION = element(TYPE.int32, "v", Buffer.from([2, 0, 0, 0]));

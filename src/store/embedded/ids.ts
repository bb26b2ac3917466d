import { ObjectId } from "./bson.js";
import { Fault } from "./fault.js";
import { assemble, element, elementsOf, member, slice, sliceElement, TYPE, type Value } from "./raw.js";

/** The document with its `_id` in the first place, made where it has none; the bytes as they came where it has. */
export function withId(given: Value): { readonly document: Buffer; readonly id: Value } {
  const first = firstId(given);
  if (first !== null) return { document: slice(given), id: first };
  const elements = elementsOf(given);
  const found = elements.find(({ name }) => name === "_id");
  if (found === undefined) {
    const made = element(TYPE.objectId, "_id", new ObjectId().id);
    const document = assemble([made, ...elements.map(sliceElement)]);
    return { document, id: { type: TYPE.objectId, bytes: document, at: 8, end: 20 } };
  }
  requireUsableId(found);
  const others = elements.filter((other) => other !== found);
  return { document: assemble([found, ...others].map(sliceElement)), id: found };
}

const ID_NAME = Buffer.from("_id\0");

/** An `_id` in the first place, as drivers send it. */
function firstId(given: Value): Value | null {
  const { bytes, at } = given;
  if (bytes.compare(ID_NAME, 0, ID_NAME.length, at + 5, at + 5 + ID_NAME.length) !== 0) return null;
  const id = member(given, ID);
  if (id !== undefined) requireUsableId(id);
  return id ?? null;
}

const ID = Buffer.from("_id");
const NEVER_AN_ID: readonly number[] = [TYPE.array, TYPE.regex, TYPE.undefined];

function requireUsableId(id: Value): void {
  if (NEVER_AN_ID.includes(id.type))
    throw new Fault(53, "InvalidIdField", `The '_id' value cannot be of BSON type ${id.type}`);
  if (id.type !== TYPE.document) return;
  const stray = elementsOf(id).find(({ name }) => name.startsWith("$"));
  if (stray !== undefined)
    throw new Fault(52, "DollarPrefixedFieldName", `_id fields may not contain '$'-prefixed fields: ${stray.name}`);
}

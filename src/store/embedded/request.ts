import { Decimal128, type Doc, numberOf, textOf } from "./bson.js";
import type { Cursors } from "./cursors.js";
import type { Engine } from "./engine.js";
import type { Field } from "./entries.js";
import { badValue, Fault, unsupported } from "./fault.js";
import { directionOf } from "./indexSpec.js";
import { pathOf } from "./paths.js";
import { type Element, elementsOf, itemsOf, rawDocument, slice, TYPE, type Value } from "./raw.js";

/** What one connection's commands share. */
export interface Session {
  readonly engine: Engine;
  readonly cursors: Cursors;
}

/** A command as it came: its members, and lists of documents that were sent beside it. */
export interface Request {
  readonly name: string;
  readonly database: string;
  readonly members: ReadonlyMap<string, Element>;
  readonly sequences: ReadonlyMap<string, readonly Value[]>;
}

/** An answer whose documents are taken as they are stored, without decoding. */
export interface CursorReply {
  readonly namespace: string;
  readonly cursorId: bigint;
  readonly batchName: "firstBatch" | "nextBatch";
  readonly documents: readonly Uint8Array[];
}

/** An object to encode, a cursor's batch, or a document that is encoded already. */
export type Reply = Doc | CursorReply | Buffer;

export type Command = (session: Session, request: Request) => Reply | Promise<Reply>;

/** Members that change nothing about what a command means here; a hint chooses a way, never a result. */
const HARMLESS: ReadonlySet<string> = new Set([
  "$db",
  "lsid",
  "$readPreference",
  "writeConcern",
  "readConcern",
  "maxTimeMS",
  "comment",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "$clusterTime",
  "hint",
  "allowDiskUse",
  "noCursorTimeout",
  "bypassDocumentValidation",
]);

const TRANSACTION: readonly string[] = ["startTransaction", "txnNumber", "autocommit"];

/** @throws Fault that names the first member that the command does not take here. What is false asks for nothing. */
export function requireKnown(name: string, members: Iterable<Element>, known: readonly string[]): void {
  for (const found of members) {
    if (found.name === "readConcern") requireReadable(found);
    if (known.includes(found.name) || HARMLESS.has(found.name)) continue;
    if (TRANSACTION.includes(found.name))
      throw new Fault(20, "IllegalOperation", `not supported by the embedded store: transactions (${found.name})`);
    if (found.type === TYPE.boolean && found.bytes[found.at] === 0) continue;
    throw unsupported(`the option ${found.name} of ${name}`);
  }
}

/** Every read here sees what was acknowledged, which is what all levels but one ask for. */
function requireReadable(concern: Element): void {
  const level = concern.type === TYPE.document ? elementsOf(concern).find(({ name }) => name === "level") : undefined;
  if (level !== undefined && textOf(level) === "snapshot") throw unsupported("readConcern snapshot");
}

export function requireMembers({ name, members }: Request, known: readonly string[]): void {
  requireKnown(name, members.values(), [name, ...known]);
}

export function collectionName({ members }: Request, member: string): string {
  const value = members.get(member);
  const name = value === undefined ? undefined : textOf(value);
  if (name !== undefined && name !== "") return name;
  throw badValue(`${member} needs the name of a collection`);
}

/** `database.collection` of a command whose own member names the collection. */
export function namespaceOf(request: Request): string {
  return `${request.database}.${collectionName(request, request.name)}`;
}

export function documentOf(value: Value | undefined): Value | undefined {
  if (value === undefined || value.type === TYPE.document) return value;
  throw badValue("a document was expected");
}

export function whole(value: Value | undefined): number {
  if (value === undefined) return 0;
  const number = value.type === TYPE.decimal ? Number(new Decimal128(slice(value)).toString()) : numberOf(value);
  if (number !== undefined && Number.isSafeInteger(number)) return number;
  throw badValue("a whole number was expected");
}

/** @throws Fault for a number below 0 */
export function natural(value: Value | undefined, name: string): number {
  const number = whole(value);
  if (number >= 0) return number;
  throw new Fault(51024, "Location51024", `BSON field '${name}' value must be >= 0, actual value '${number}'`);
}

export function flag(value: Value | undefined): boolean {
  if (value === undefined) return false;
  if (value.type === TYPE.boolean) return value.bytes[value.at] === 1;
  return (numberOf(value) ?? 0) !== 0;
}

export function sortOf(value: Value | undefined): readonly Field[] {
  const sort = documentOf(value);
  if (sort === undefined) return [];
  return elementsOf(sort).map((found) => ({ path: pathOf(found.name), direction: directionOf(found) }));
}

/** The documents of a write command, sent beside it or within it. @throws Fault where there are none. */
export function listOf({ members, sequences }: Request, name: string): readonly Value[] {
  const member = members.get(name);
  const list = sequences.get(name) ?? (member?.type === TYPE.array ? itemsOf(member) : []);
  if (list.length > 0 && list.every(({ type }) => type === TYPE.document)) return list.map(alone);
  throw badValue(`${name} needs documents`);
}

/** Seen as a document of its own. */
function alone(value: Value): Value {
  return value.at === 0 ? value : rawDocument(slice(value));
}

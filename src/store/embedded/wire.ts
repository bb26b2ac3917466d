import { textOf } from "./bson.js";
import { badValue, unsupported } from "./fault.js";
import { type Element, elementsOf, rawDocument, requireSound, type Value } from "./raw.js";
import type { Request } from "./request.js";

/** The parts of the MongoDB wire protocol that drivers of today speak: OP_MSG, and OP_QUERY for the first hello. */

export const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
export const OP_MSG = 2013;
export const HEADER_BYTES = 16;
const MORE_TO_COME = 2;
const CHECKSUM_PRESENT = 1;
/** Flags below this must be understood (OP_MSG specification, "flagBits"). */
const MUST_BE_KNOWN = 0xffff;
export const MAX_MESSAGE_BYTES = 48_000_000;

export interface Message {
  readonly requestId: number;
  readonly kind: "msg" | "query";
  readonly request: Request;
  /** False where the sender wants no answer. */
  readonly wantsReply: boolean;
}

/**
 * Cuts a stream into messages. Each call returns the whole ones so far.
 *
 * @throws where the stream is no MongoDB traffic; the connection cannot go on then.
 */
export function messageReader(): (chunk: Buffer) => Buffer[] {
  let chunks: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (size < 4) return messages;
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readInt32LE(0) ?? 0;
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw badValue(`a message of ${length} bytes is not MongoDB's`);
      if (size < length) return messages;
      const joined = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      messages.push(joined.subarray(0, length));
      const rest = joined.subarray(length);
      chunks = rest.length === 0 ? [] : [rest];
      size = rest.length;
    }
  };
}

/** @throws where the message is not whole, sound MongoDB traffic. */
export function readMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, kind: "msg", ...readBody(bytes) };
  if (opcode !== OP_QUERY)
    throw unsupported(opcode === OP_COMPRESSED ? "compressed messages" : `the message type ${opcode}`);
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const body = rawDocument(bytes.subarray(nameEnd + 9));
  return { requestId, kind: "query", request: requestOf(body, new Map()), wantsReply: true };
}

function readBody(bytes: Buffer): Pick<Message, "request" | "wantsReply"> {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if (flags & MUST_BE_KNOWN & ~(MORE_TO_COME | CHECKSUM_PRESENT)) throw unsupported(`the message flags ${flags}`);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body: Value | undefined;
  const sequences = new Map<string, readonly Value[]>();
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    if (size < 5 || at + 1 + size > end) throw badValue("a section passes the end of its message");
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = rawDocument(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw badValue(`a section of kind ${kind} is not MongoDB's`);
    at += 1 + size;
  }
  if (body === undefined) throw badValue("a message without a body");
  return { request: requestOf(body, sequences), wantsReply: (flags & MORE_TO_COME) === 0 };
}

function readSequence(section: Buffer, into: Map<string, readonly Value[]>): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Value[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    const document = rawDocument(section.subarray(at, at + Math.max(size, 5)));
    requireSound(document);
    documents.push(document);
    at += size;
  }
  into.set(section.toString("utf8", 4, nameEnd), documents);
}

function requestOf(body: Value, sequences: ReadonlyMap<string, readonly Value[]>): Request {
  requireSound(body);
  const members = new Map<string, Element>();
  let name = "";
  for (const found of elementsOf(body)) {
    if (members.size === 0) name = found.name;
    members.set(found.name, found);
  }
  const database = members.get("$db");
  return { name, database: (database === undefined ? undefined : textOf(database)) ?? "test", members, sequences };
}

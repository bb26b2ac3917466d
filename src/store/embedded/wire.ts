import { type Doc, decode, encode } from "./bson.js";
import { badValue, unsupported } from "./fault.js";

/** The parts of the MongoDB wire protocol that drivers of today speak: OP_MSG, and OP_QUERY for the first hello. */

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const MORE_TO_COME = 2;
const CHECKSUM_PRESENT = 1;
export const MAX_MESSAGE_BYTES = 48_000_000;

export interface Message {
  readonly requestId: number;
  readonly kind: "msg" | "query";
  readonly command: Doc;
  /** False where the sender wants no answer. */
  readonly wantsReply: boolean;
}

/**
 * Cuts a stream into messages. `push` returns the whole ones so far.
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
      const whole = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      messages.push(whole.subarray(0, length));
      const rest = whole.subarray(length);
      chunks = rest.length === 0 ? [] : [rest];
      size = rest.length;
    }
  };
}

export function readMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, kind: "msg", ...readBody(bytes) };
  if (opcode === OP_QUERY) {
    const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
    return { requestId, kind: "query", command: decode(bytes.subarray(nameEnd + 9)), wantsReply: true };
  }
  throw unsupported(opcode === OP_COMPRESSED ? "compressed messages" : `the message type ${opcode}`);
}

function readBody(bytes: Buffer): Pick<Message, "command" | "wantsReply"> {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let command: Doc = {};
  const sequences: Doc = {};
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) command = decode(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw badValue(`a section of kind ${kind} is not MongoDB's`);
    at += 1 + size;
  }
  return { command: { ...command, ...sequences }, wantsReply: (flags & MORE_TO_COME) === 0 };
}

function readSequence(section: Buffer, into: Doc): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    documents.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  into[section.toString("utf8", 4, nameEnd)] = documents;
}

/** An answer whose documents are taken as they are stored, without decoding. */
export interface CursorReply {
  readonly namespace: string;
  readonly cursorId: bigint;
  readonly batchName: "firstBatch" | "nextBatch";
  readonly documents: readonly Uint8Array[];
}

export function writeReply(message: Message, reply: Doc | CursorReply, replyId: number): Buffer {
  const body = isCursorReply(reply) ? cursorBytes(reply) : Buffer.from(encode(reply));
  const isMsg = message.kind === "msg";
  const preamble = Buffer.alloc(isMsg ? HEADER_BYTES + 5 : HEADER_BYTES + 20);
  preamble.writeInt32LE(preamble.length + body.length, 0);
  preamble.writeInt32LE(replyId, 4);
  preamble.writeInt32LE(message.requestId, 8);
  preamble.writeInt32LE(isMsg ? OP_MSG : OP_REPLY, 12);
  if (!isMsg) preamble.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([preamble, body]);
}

function isCursorReply(reply: Doc | CursorReply): reply is CursorReply {
  return "batchName" in reply && "documents" in reply;
}

/** `{ cursor: { <batch>: […], id: <int64>, ns: <string> }, ok: 1.0 }`, put together around the stored bytes. */
function cursorBytes({ namespace, cursorId, batchName, documents }: CursorReply): Buffer {
  const elements = documents.flatMap((bytes, index) => [Buffer.from(`\x03${index}\0`), bytes]);
  const batch = documentOf(elements);
  const id = Buffer.alloc(8);
  id.writeBigInt64LE(cursorId);
  const ns = Buffer.from(`${namespace}\0`);
  const nsLength = Buffer.alloc(4);
  nsLength.writeInt32LE(ns.length);
  const cursor = documentOf([
    Buffer.from(`\x04${batchName}\0`),
    batch,
    Buffer.from("\x12id\0"),
    id,
    Buffer.from("\x02ns\0"),
    nsLength,
    ns,
  ]);
  const ok = Buffer.alloc(8);
  ok.writeDoubleLE(1);
  return documentOf([Buffer.from("\x03cursor\0"), cursor, Buffer.from("\x01ok\0"), ok]);
}

function documentOf(parts: readonly Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  const length = Buffer.alloc(4);
  length.writeInt32LE(size);
  return Buffer.concat([length, ...parts, Buffer.from([0])], size);
}

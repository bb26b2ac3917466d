import { encode } from "./bson.js";
import type { CursorReply, Reply } from "./request.js";
import { HEADER_BYTES, type Message, OP_MSG, OP_REPLY } from "./wire.js";

/** The bytes of an answer: header, what its kind of message has before the document, and the document. */
export function writeReply({ kind, requestId }: Message, reply: Reply, replyId: number): Buffer {
  const before = kind === "msg" ? HEADER_BYTES + 5 : HEADER_BYTES + 20;
  const bytes = isCursor(reply) ? cursorReply(reply, before) : plainReply(reply, before);
  bytes.fill(0, HEADER_BYTES, before);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(replyId, 4);
  bytes.writeInt32LE(requestId, 8);
  bytes.writeInt32LE(kind === "msg" ? OP_MSG : OP_REPLY, 12);
  if (kind === "query") bytes.writeInt32LE(1, HEADER_BYTES + 16);
  return bytes;
}

function isCursor(reply: Reply): reply is CursorReply {
  return !Buffer.isBuffer(reply) && "batchName" in reply && "documents" in reply;
}

function plainReply(reply: Exclude<Reply, CursorReply>, before: number): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply);
  const bytes = Buffer.allocUnsafe(before + body.length);
  bytes.set(body, before);
  return bytes;
}

/** Bytes of `{ cursor: { firstBatch: [` with its lengths open, and of what follows the batch. */
const CURSOR = Buffer.from("\x03cursor\0");
const OK = Buffer.concat([Buffer.from("\x01ok\0"), Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]), Buffer.from([0])]);

/** `{ cursor: { <batch>: […], id: <int64>, ns: <string> }, ok: 1.0 }`, put together around the stored bytes. */
function cursorReply({ namespace, cursorId, batchName, documents }: CursorReply, before: number): Buffer {
  const names = documents.map((_, position) => Buffer.from(`\x03${position}\0`));
  const batch = 5 + documents.reduce((sum, { length }, position) => sum + length + (names[position]?.length ?? 0), 0);
  const head = Buffer.from(`\x04${batchName}\0`);
  const tail = cursorTail(namespace, cursorId);
  const cursor = 4 + head.length + batch + tail.length;
  const body = 4 + CURSOR.length + cursor + OK.length;
  const bytes = Buffer.allocUnsafe(before + body);
  let at = bytes.writeInt32LE(body, before);
  const put = (part: Uint8Array) => {
    bytes.set(part, at);
    at += part.length;
  };
  put(CURSOR);
  at = bytes.writeInt32LE(cursor, at);
  put(head);
  at = bytes.writeInt32LE(batch, at);
  for (const [position, document] of documents.entries()) {
    put(names[position] ?? CURSOR);
    put(document);
  }
  at = bytes.writeUInt8(0, at);
  put(tail);
  put(OK);
  return bytes;
}

function cursorTail(namespace: string, cursorId: bigint): Buffer {
  const id = Buffer.alloc(8);
  id.writeBigInt64LE(cursorId);
  const ns = Buffer.from(`${namespace}\0`);
  const length = Buffer.alloc(4);
  length.writeInt32LE(ns.length);
  return Buffer.concat([Buffer.from("\x12id\0"), id, Buffer.from("\x02ns\0"), length, ns, Buffer.from([0])]);
}

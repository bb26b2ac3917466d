import type { Column } from "../columns.js";

/** Columns on their way between processes: their texts lie one behind the other in one piece of memory. */
export interface PackedColumns {
  readonly heads: readonly Head[];
  readonly bytes: Uint8Array;
}

interface Head extends Pick<Column, "keys" | "findings"> {
  readonly digest: Column["revision"]["digest"];
  readonly contentBytes: number;
  readonly readingBytes: number;
}

export function packed(columns: readonly Column[]): PackedColumns {
  const parts = columns.flatMap(({ revision: { content, reading } }) => [content, reading]);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const heads = columns.map(({ keys, findings, revision: { digest, content, reading } }) => ({
    keys,
    findings,
    digest,
    contentBytes: content.length,
    readingBytes: reading.length,
  }));
  return { heads, bytes };
}

/** The texts stay where they lie. */
export function unpacked({ heads, bytes }: PackedColumns): readonly Column[] {
  let at = 0;
  const next = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  return heads.map(({ keys, findings, digest, contentBytes, readingBytes }) => ({
    keys,
    findings,
    revision: { digest, content: next(contentBytes), reading: next(readingBytes) },
  }));
}

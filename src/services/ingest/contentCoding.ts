import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import { DomainError } from "../../domain/error.js";

/** Codings within one another that are undone; a feed has one. */
const MAX_LAYERS = 3;
/** Bytes that tell a coding, or a text, from another. */
const PEEKED_BYTES = 16;
/** What is shorter is a crumb. */
const CRUMB_BYTES = 16_384;

type Coding = "gzip" | "deflate" | "raw-deflate" | "br" | "zstd";

/** Node has zstd from 22.15 on. */
const zstd = (zlib as { readonly createZstdDecompress?: () => Transform }).createZstdDecompress;

const DECODERS: Readonly<Record<Coding, (() => Transform) | undefined>> = {
  gzip: () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  "raw-deflate": () => zlib.createInflateRaw(),
  br: () => zlib.createBrotliDecompress(),
  zstd,
};

/** What is asked for. */
export const ACCEPT_ENCODING = ["gzip", "deflate", "br", ...(zstd === undefined ? [] : ["zstd"])].join(", ");

/**
 * Reads a body to its end and undoes its codings as it comes, never holding more than `maxBytes` of any layer. What the
 * bytes are counts for more than what `Content-Encoding` calls them: servers mislabel in both directions.
 *
 * @throws DomainError `feed.unreachable` where it is too large, or its compression is broken.
 */
export async function readExpanded(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const labels = labelsOf(contentEncoding);
  let layer = limited(body, maxBytes);
  for (let depth = 0; depth < MAX_LAYERS; depth++) {
    const { start, whole } = await peeked(layer);
    const coding = codingOf(start, labels[depth] ?? null);
    layer = coding === null ? whole : limited(decoded(whole, coding), maxBytes);
    if (coding === null && depth >= labels.length) break;
  }
  return collected(layer);
}

/** Crumbs are copied together: one byte may be all that is wanted of a large buffer, which would be kept with it. */
async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let crumbs = Buffer.alloc(0);
  let used = 0;
  const sweep = () => {
    if (used > 0) kept.push(crumbs.subarray(0, used));
    crumbs = crumbs.subarray(used);
    used = 0;
  };
  for await (const chunk of chunks) {
    const isCrumb = chunk.byteLength < CRUMB_BYTES;
    if (!isCrumb || used + chunk.byteLength > crumbs.byteLength) sweep();
    if (!isCrumb) {
      kept.push(chunk);
      continue;
    }
    if (chunk.byteLength > crumbs.byteLength) crumbs = Buffer.allocUnsafeSlow(CRUMB_BYTES);
    crumbs.set(chunk, used);
    used += chunk.byteLength;
  }
  sweep();
  return Buffer.concat(kept);
}

/** RFC 9110 §8.4: in the order in which they were applied, so the last is undone first. */
function labelsOf(contentEncoding: string | null): readonly string[] {
  return (contentEncoding ?? "")
    .split(",")
    .map((label) => label.trim().toLowerCase().replace(/^x-/u, ""))
    .filter((label) => label !== "" && label !== "identity")
    .reverse()
    .slice(0, MAX_LAYERS);
}

function codingOf(start: Buffer, label: string | null): Coding | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  if (start.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))) return "zstd";
  if (start.length === 0 || isText(start)) return null;
  if (label === "br") return "br";
  if (label === "deflate") return isZlib(start) ? "deflate" : "raw-deflate";
  return null;
}

/** RFC 1950 §2.2: method 8, and a check that makes the two bytes a multiple of 31. */
function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 15) === 8 && ((method << 8) | flags) % 31 === 0;
}

function isText(start: Buffer): boolean {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return true;
  return /^(?:\u00EF\u00BB\u00BF)?[\t\n\r ]*(?:<[?!A-Za-z]|\{[\s"}])[\t\n\r -~]*$/u.test(start.toString("latin1"));
}

async function peeked(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < PEEKED_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    size += next.value.byteLength;
  }
  return { start: Buffer.concat(held).subarray(0, PEEKED_BYTES), whole: again(held, iterator) };
}

async function* again(
  held: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* held;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* limited(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) throw refused(`The feed is larger than ${maxBytes} bytes; ask the partner for a shorter one.`);
    yield chunk;
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<Uint8Array, void> {
  const decoder = DECODERS[coding]?.();
  if (decoder === undefined) throw refused("The answer is compressed with zstd, which was not asked for.");
  let why: Error | null = null;
  // A failure of the source ends the decoder with the same error, which the loop below meets.
  pipeline(Readable.from(chunks), decoder, (error) => {
    why = error ?? null;
  });
  try {
    yield* decoder as AsyncIterable<Uint8Array>;
  } catch (error) {
    const { code } = (why ?? error) as NodeJS.ErrnoException;
    const isBroken = code !== undefined && /^(?:Z_|ERR__ERROR_|ERR_BROTLI|ZSTD_|ERR_PADDING)/u.test(code);
    throw isBroken
      ? refused(`The answer's compression (${coding}) is broken or cut off; it is tried again later.`)
      : error;
  }
}

function refused(detail: string): DomainError {
  return new DomainError("feed.unreachable", detail);
}

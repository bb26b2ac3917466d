import { canonicalJson, type Digest, digestOfText, storable } from "./digest.js";
import type { Finding } from "./finding.js";
import type { StatedRight } from "./statedRight.js";
import type { Instant } from "./window.js";

export interface Image {
  readonly url: string;
  readonly alt: string;
  readonly credit: string | null;
}

/** The images that the feed lists, then those of the text alone; what either says of one picture is kept. */
export function picturesOf(listed: readonly Image[], inText: readonly Image[]): readonly Image[] {
  const known = new Map(inText.map((image) => [image.url, image]));
  const urls = new Set(listed.map(({ url }) => url));
  return [
    ...listed.map(({ url, alt, credit }) => {
      const same = known.get(url);
      return { url, alt: alt === "" ? (same?.alt ?? "") : alt, credit: credit ?? same?.credit ?? null };
    }),
    ...inText.filter(({ url }) => !urls.has(url)),
  ];
}

/** An audio, video or other file that the feed attaches. `bytes` is the stated length, null where unknown. */
export interface Enclosure {
  readonly url: string;
  readonly type: string;
  readonly bytes: number | null;
}

/**
 * One exact content of a column. This object, in canonical JSON, is what the digest names and what an approval pins:
 * what an editor saw is what goes out. `html` is sanitized and cleaned, with absolute links and every image as stated
 * by the feed; images leave only where they are cleared.
 */
export interface RevisionContent {
  /** Plain text. */
  readonly title: string;
  /** Plain names, in the feed's order. */
  readonly authors: readonly string[];
  /** The original column, absolute http(s). */
  readonly url: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly publishedAt: Instant | null;
  readonly tags: readonly string[];
  readonly html: string;
  /** Plain text. */
  readonly summary: string | null;
  readonly images: readonly Image[];
  readonly enclosures: readonly Enclosure[];
  /** What the entry and its body state; what the whole feed states is kept with the source. */
  readonly statedRights: readonly StatedRight[];
}

/** A passage that cleaning removed, verbatim. */
export interface Cut {
  readonly kind: "furniture" | "mailing" | "stated-rights" | "unsafe" | "tracking";
  readonly text: string;
}

/** What is unsafe or counts readers never comes back. */
export function isReversible({ kind }: Cut): boolean {
  return kind === "furniture" || kind === "mailing" || kind === "stated-rights";
}

/** How the content was read: not part of the digest, since it says nothing that is published. */
export interface Reading {
  /** The body as the feed carried it; null where it is the content's own, to the letter. */
  readonly originalHtml: string | null;
  readonly cuts: readonly Cut[];
  readonly findings: readonly Finding[];
  /** What relative addresses were resolved by; absent in older readings. */
  readonly baseUrl?: string | null;
  /** Words of cuts that an editor put back. */
  readonly restored?: readonly string[];
}

export interface Revision {
  readonly digest: Digest;
  readonly content: RevisionContent;
  readonly reading: Reading;
}

/**
 * A revision as it is kept and handed on, in UTF-8: the canonical JSON of its content, of which the digest is the SHA-256,
 * and the JSON of its reading.
 */
export interface SealedRevision {
  readonly digest: Digest;
  readonly content: Uint8Array;
  readonly reading: Uint8Array;
}

export function sealedRevisionOf(content: RevisionContent, reading: Reading): SealedRevision {
  const read = reading.originalHtml === content.html ? { ...reading, originalHtml: null } : reading;
  const bytes = UTF8.encode(canonicalJson(storable(content)));
  return { digest: digestOfText(bytes), content: bytes, reading: UTF8.encode(JSON.stringify(storable(read))) };
}

/** @throws SyntaxError where the bytes are not what `sealedRevisionOf` makes. */
export function opened({ digest, content, reading }: SealedRevision): Revision {
  return { digest, content: jsonIn(content) as RevisionContent, reading: jsonIn(reading) as Reading };
}

const UTF8 = new TextEncoder();
const FROM_UTF8 = new TextDecoder("utf-8", { fatal: true });

export function jsonIn(bytes: Uint8Array): unknown {
  return JSON.parse(FROM_UTF8.decode(bytes));
}

/** The body as the feed carried it. */
export function originalHtmlOf({ content, reading }: Pick<Revision, "content" | "reading">): string {
  return reading.originalHtml ?? content.html;
}

import type { Enclosure } from "../../domain/revision.js";
import type { Instant } from "../../domain/window.js";

/** One channel at one instant, ready to be written in any format. All URLs are absolute. */
export interface OutboundFeed {
  /** Stable IRI in normal form, e.g. `urn:uuid:…`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly homeUrl: string;
  /** Address of this very document, per format. */
  readonly selfUrls: FormatUrls;
  /** Of the first page, which is the one to subscribe to. */
  readonly firstUrls: FormatUrls;
  /** Of the page with older entries; null on the last. */
  readonly nextUrls: FormatUrls | null;
  /** True where this document lists everything: what is absent has left (RFC 5005 §2). */
  readonly isComplete: boolean;
  /** Where to subscribe for pushes (WebSub). */
  readonly hubUrl: string;
  /** Where consumers of formats without tombstones find what was withdrawn. */
  readonly withdrawalsUrl: string;
  readonly updatedAt: Instant;
  /** Who emits the channel: the newsroom that runs the desk. */
  readonly publisher: { readonly name: string; readonly url: string };
  readonly entries: readonly OutboundEntry[];
  readonly withdrawn: readonly OutboundWithdrawal[];
}

export interface FormatUrls {
  readonly rss: string;
  readonly atom: string;
  readonly json: string;
}

export interface OutboundWithdrawal {
  /** The entry id it had. */
  readonly id: string;
  readonly when: Instant;
  /** Public words, e.g. `The permission to publish this column has ended.` */
  readonly reason: string;
}

export interface OutboundEntry {
  /** Stable `urn:uuid:…`, never reused. */
  readonly id: string;
  /** The desk's public page of this column. */
  readonly url: string;
  readonly originalUrl: string | null;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publishedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly tags: readonly string[];
  readonly language: string | null;
  /** Sanitized body, cleared components only, without notice and credit: the writer places those. */
  readonly html: string;
  readonly summary: string | null;
  readonly enclosures: readonly Enclosure[];
  /** Pictures in the body, all of them cleared; none where pictures are not. */
  readonly images: readonly OutboundImage[];
  readonly rights: OutboundRights;
  /** The partner's feed it came from. */
  readonly source: OutboundSource;
  /** Compact JWS that states what was cleared; null where none was signed. */
  readonly receipt: string | null;
}

/** A picture under the terms of its column, with the credit that the partner gives it. */
export interface OutboundImage {
  readonly url: string;
  /** What it shows, in plain text; may be empty. */
  readonly alt: string;
  readonly credit: string | null;
}

export interface OutboundRights {
  /** Composed copyright notice, plain text, one or more sentences, e.g. `© 2026 X. Republished with permission. …`. Never empty. */
  readonly notice: string;
  readonly noticePlacement: "top" | "bottom";
  /** Required credit, plain text, or null where no duty asks for one. */
  readonly creditLine: string | null;
  readonly creditPlacement: "top" | "bottom";
  /** True where a duty asks for a visible link to the original. */
  readonly linkBack: boolean;
  /** Whether the body is the column or all of it that is cleared. */
  readonly extent: "whole" | "excerpt";
  /** The partner's counting pixel, https, where a duty asks for it on the web; else null. */
  readonly pixelUrl: string | null;
  /** True where a duty asks for each picture's credit beside it: none is in the body without. */
  readonly picturesCredited: boolean;
  readonly usageTerms: string;
  readonly holder: string;
  readonly license: { readonly name: string; readonly url: string | null };
  readonly validFrom: Instant | null;
  readonly validUntil: Instant | null;
  readonly permission: string;
}

export interface OutboundSource {
  readonly id: string;
  readonly title: string;
  readonly feedUrl: string;
  readonly homeUrl: string | null;
  readonly updatedAt: Instant;
  /** What the partner's feed states about its rights, verbatim, or null. */
  readonly rights: string | null;
}

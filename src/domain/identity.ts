import { canonicalUrl, earlierCanonicalUrl } from "./address.js";
import { shortDigest } from "./digest.js";

/** What an entry of a source may be known by. */
export interface Identity {
  readonly source: string;
  readonly guid: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: string | null;
  /** The first words; they tell entries apart that have neither id, address, title nor date. */
  readonly opening?: string;
}

/**
 * The digests by which the column is recognised, strongest first: the source's own id, the canonical address, and,
 * where there is neither, what it says. An id counts within its source only; an address counts across sources, so that
 * the same column in two feeds, or under a changed id, is one item. Every such merge can be undone: see `itemMerge`.
 */
export function identityKeys({ source, guid, url, title, publishedAt, opening }: Identity): readonly string[] {
  const canonical = url === null ? null : canonicalUrl(url);
  const earlier = url === null ? null : earlierCanonicalUrl(url);
  const keys = [
    ...(guid === null || guid === "" ? [] : [shortDigest(`guid\n${source}\n${guid}`)]),
    ...(canonical === null ? [] : [shortDigest(`url\n${canonical}`)]),
    ...(earlier === null || earlier === canonical ? [] : [shortDigest(`url\n${earlier}`)]),
  ];
  if (keys.length > 0) return keys;
  const words = publishedAt === null && opening !== undefined ? `\n${opening}` : "";
  return [shortDigest(`content\n${source}\n${title}\n${publishedAt ?? ""}${words}`)];
}

/** A shared key within one source: for a column that an editor said is not the one that the key names elsewhere. */
export function keyWithin(source: string, key: string): string {
  return shortDigest(`within\n${source}\n${key}`);
}

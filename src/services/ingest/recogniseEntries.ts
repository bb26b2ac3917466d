import { canonicalUrl } from "../../domain/address.js";
import { shortDigest } from "../../domain/digest.js";
import { identityKeys } from "../../domain/identity.js";
import type { Partner } from "../../domain/partner.js";
import type { FeedDocument, FeedEntry, FeedFault } from "../../formats/read/document.js";

export const UNTITLED = "(untitled)";
/** Raised where reading or cleaning makes something else of the same entry: every entry is then read anew, once. */
export const READING_FORM = "2";
/** Characters of a body that tell nameless entries apart. */
const OPENING_CHARACTERS = 400;

/** An entry with what it may be known by; `digest` names its raw form, so that the same again need not be cleaned. */
export interface Recognised {
  readonly entry: FeedEntry;
  readonly faults: readonly FeedFault[];
  readonly keys: readonly string[];
  readonly digest: string;
}

/** What is not in a feed but decides how it reads. */
export interface ColumnContext {
  readonly partner: Pick<Partner, "name" | "rightsHolder" | "language">;
  /** Id of the source. */
  readonly source: string;
}

/** Entries of a feed, with what each may be known by; of two that are known by the same, the first. */
export function recognise(feed: FeedDocument, { partner, source }: ColumnContext): readonly Recognised[] {
  const urls = sharedUrls(feed);
  const ids = sharedIds(feed);
  const heads = sharedHeads(feed);
  const faults = new Map<number | null, FeedFault[]>();
  for (const fault of feed.faults) faults.set(fault.entry, [...(faults.get(fault.entry) ?? []), fault]);
  const { name, rightsHolder, language } = partner;
  const context = JSON.stringify([READING_FORM, name, rightsHolder, language, feed.language, feed.homeUrl]);
  const recognised = feed.entries.map((entry, index): Recognised => {
    const own = faults.get(index) ?? [];
    const isAlike = heads.size > 0 && heads.has(headOf(entry));
    const keys = identityKeys({
      source,
      guid: entry.id === null || ids.has(entry.id) ? null : entry.id,
      url: entry.url === null || urls.has(canonical(entry.url)) ? null : entry.url,
      title: entry.title ?? UNTITLED,
      publishedAt: isAlike ? null : (entry.publishedAt ?? entry.updatedAt),
      ...(entry.title === null || isAlike ? { opening: entry.html.slice(0, OPENING_CHARACTERS) } : {}),
    });
    const placeless = own.map(({ code, detail }) => ({ code, detail }));
    return { entry, faults: own, keys, digest: shortDigest(`${context}${JSON.stringify([entry, placeless])}`) };
  });
  return firstOfEach(recognised);
}

/**
 * Addresses that tell no column from another, in their canonical form: the feed's own, one that is written twice, and one
 * under which different titles stand (a parameter that counts readers elsewhere may be a column's number here).
 */
function sharedUrls(feed: FeedDocument): ReadonlySet<string> {
  const shared = new Set<string>(feed.homeUrl === null ? [] : [canonical(feed.homeUrl)]);
  const written = new Set<string>();
  const titles = new Map<string, string | null>();
  for (const { url, title } of feed.entries) {
    if (url === null) continue;
    const known = canonical(url);
    if (written.has(url) || (titles.has(known) && titles.get(known) !== title)) shared.add(known);
    written.add(url);
    titles.set(known, title);
  }
  return shared;
}

function canonical(url: string): string {
  return canonicalUrl(url) ?? url;
}

/** Ids under which the feed carries columns with different titles or addresses. */
function sharedIds(feed: FeedDocument): ReadonlySet<string> {
  const named = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, title, url } of feed.entries) {
    if (id === null) continue;
    const what = JSON.stringify([title, url]);
    if ((named.get(id) ?? what) !== what) shared.add(id);
    named.set(id, what);
  }
  return shared;
}

/** Title and date of entries that have them in common, and neither id nor address: their words tell them apart. */
function sharedHeads({ entries }: FeedDocument): ReadonlySet<string> {
  const bodies = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    if (entry.id !== null || entry.url !== null) continue;
    const head = headOf(entry);
    if ((bodies.get(head) ?? entry.html) !== entry.html) shared.add(head);
    bodies.set(head, entry.html);
  }
  return shared;
}

function headOf({ title, publishedAt, updatedAt }: FeedEntry): string {
  return JSON.stringify([title, publishedAt ?? updatedAt]);
}

/** A feed that carries a column twice means the first. */
function firstOfEach(recognised: readonly Recognised[]): readonly Recognised[] {
  const seen = new Set<string>();
  return recognised.filter(({ keys }) => {
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

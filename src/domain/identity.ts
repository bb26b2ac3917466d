import { shortDigest } from "./digest.js";

/** Query parameters that say where a reader came from, not which column it is. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref|ref_src|cmpid)$/iu;

/**
 * One text for the addresses under which the same column is met: scheme, `www.`, trailing slash, fragment, default port
 * and tracking parameters do not matter, and the order of the others does not either.
 *
 * @returns null for what is no http(s) address.
 */
export function canonicalUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const host = url.host.replace(/^www\./u, "");
  const path = url.pathname.replace(/\/+$/u, "");
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort(byText);
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return `${host}${path}${search === "" ? "" : `?${search}`}`;
}

function byText(a: readonly [string, string], b: readonly [string, string]): number {
  const [left, right] = [a.join("="), b.join("=")];
  return left < right ? -1 : Number(left > right);
}

/** What an entry of a source may be known by. */
export interface Identity {
  readonly source: string;
  readonly guid: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: string | null;
}

/**
 * The digests by which the column is recognised, strongest first: the source's own id, the canonical address, and,
 * where there is neither, what it says. An id counts within its source only; an address counts across sources.
 */
export function identityKeys({ source, guid, url, title, publishedAt }: Identity): readonly string[] {
  const canonical = url === null ? null : canonicalUrl(url);
  const keys = [
    ...(guid === null || guid === "" ? [] : [shortDigest(`guid\n${source}\n${guid}`)]),
    ...(canonical === null ? [] : [shortDigest(`url\n${canonical}`)]),
  ];
  return keys.length > 0 ? keys : [shortDigest(`content\n${source}\n${title}\n${publishedAt ?? ""}`)];
}

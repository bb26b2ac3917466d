/** Query parameters that say where a reader came from, not which column it is: exact names. */
const TRACKING_NAMES: ReadonlySet<string> = new Set(
  (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid mc_cid mc_eid igshid igsh twclid ttclid li_fat_id yclid ysclid " +
    "_openstat wickedid vero_id vero_conv oly_anon_id oly_enc_id _hsenc _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok " +
    "s_cid icid ncid cmpid cmp campaign_id ito smid sref srnd _ga _gl ref ref_src ref_url referrer rss partner_rss " +
    "xtor at_medium at_campaign wt.mc_id sc_cid spm scm share_id cndid sfmc_id trk trkcampaign"
  ).split(" "),
);
/** The same, by the beginning of the name. */
const TRACKING_PREFIXES = ["utm_", "hsa_", "pk_", "piwik_", "mtm_", "matomo_", "ga_", "at_custom", "stm_", "itm_"];

export function isTracking(parameter: string): boolean {
  const name = parameter.toLowerCase();
  return TRACKING_NAMES.has(name) || TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** What a server shows for the folder itself. */
const INDEX_PAGE = /\/(?:index|default|home)\.(?:html?|shtml|php\d?|aspx?|jsp|cfm)$/iu;
/** The accelerated copy of a page, as a last part of the path after another one. */
const AMP_PAGE = /(?<=\/[^/]+)\/amp$/iu;
/** Parameters that ask for the accelerated copy. */
const AMP_PARAMETERS: ReadonlySet<string> = new Set(["amp", "amp=", "amp=1", "amp=true", "outputtype=amp"]);
/** Parts of a host's name that do not say which site it is. */
const HOST_PREFIX = /^(?:www|amp)\./u;
const DEFAULT_PORTS: ReadonlySet<string> = new Set(["", "80", "443"]);
/** RFC 3986 §2.3: these mean the same whether they are escaped or not. */
const UNRESERVED = /[\w.~-]/u;

/**
 * One text for the addresses under which the same column is met. Of no account are: the scheme; the case of the host,
 * a dot at its end, `www.` and `amp.` before it, the default port of either scheme; a trailing slash, a doubled slash, an
 * index page, `/amp` at the end; escapes of unreserved characters and the case of escapes (RFC 3986 §6.2.2); the
 * fragment; tracking parameters, and the order of the others. The path's case counts, and so does every other parameter.
 *
 * @returns null for what is no http(s) address.
 */
export function canonicalUrl(address: string): string | null {
  const plain = PLAIN.exec(address);
  if (plain !== null) return `${(plain[1] ?? "").replace(HOST_PREFIX, "")}${pathOf(plain[2] ?? "")}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const host = url.hostname.replace(/\.$/u, "").replace(HOST_PREFIX, "");
  const port = DEFAULT_PORTS.has(url.port) ? "" : `:${url.port}`;
  return `${host}${port}${pathOf(plainEscapes(url.pathname).replace(/\/{2,}/gu, "/"))}${queryOf(url)}`;
}

/**
 * Most addresses are written as they are read: a host in small letters with no number at its end, no port, a path without
 * dots alone, escapes or doubled slashes, no query, no fragment. They need not be taken apart.
 */
const PLAIN =
  /^https?:\/\/((?!xn--)[a-z\d]+(?:[.-](?!xn--)[a-z\d]+){0,10}\.[a-z]{2,20})((?:\/[\w~-][\w.~-]{0,300}){0,30}\/?)$/;

function pathOf(path: string): string {
  return path.replace(INDEX_PAGE, "/").replace(/\/$/u, "").replace(AMP_PAGE, "");
}

function queryOf(url: URL): string {
  const kept = [...url.searchParams]
    .filter(([name, value]) => !isTracking(name) && !AMP_PARAMETERS.has(`${name}=${value}`.toLowerCase()))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function plainEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/giu, (written) => {
    const character = String.fromCharCode(Number.parseInt(written.slice(1), 16));
    return UNRESERVED.test(character) ? character : written.toUpperCase();
  });
}

/** The site an address belongs to: its host without `www.`; null for what is no http(s) address. */
export function siteOf(address: string | null): string | null {
  const canonical = address === null ? null : canonicalUrl(address);
  return canonical === null ? null : canonical.replace(/[/?:].*$/s, "");
}

const EARLIER_TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref|ref_src|cmpid)$/iu;

/**
 * The text that version 0.1 made of an address. Columns that it recorded are known by it, so it is looked up beside
 * `canonicalUrl` wherever it differs.
 */
export function earlierCanonicalUrl(address: string): string | null {
  const plain = PLAIN.exec(address);
  if (plain !== null) return `${(plain[1] ?? "").replace(/^www\./u, "")}${(plain[2] ?? "").replace(/\/$/u, "")}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const host = url.host.replace(/^www\./u, "");
  const query = [...url.searchParams].filter(([name]) => !EARLIER_TRACKING.test(name)).sort(byText);
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return `${host}${url.pathname.replace(/\/+$/u, "")}${search === "" ? "" : `?${search}`}`;
}

function byText(a: readonly [string, string], b: readonly [string, string]): number {
  const [left, right] = [a.join("="), b.join("=")];
  return left < right ? -1 : Number(left > right);
}

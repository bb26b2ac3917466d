import { isDeepStrictEqual } from "node:util";
import { DomainError } from "../../domain/error.js";
import type { Partner } from "../../domain/partner.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { DiscoveredFeed } from "../../formats/read/discover.js";
import { type OpmlFeed, readOpml, writeOpml } from "../../formats/read/opml.js";
import { isTooDeep } from "../../formats/shapes/shape.js";
import type { Desk } from "../desk.js";
import { allStates } from "../reads.js";
import type { Changes } from "./changes.js";
import type { FetchFeed } from "./fetchFeed.js";
import { intoSource, placeNamed, receive } from "./intake.js";
import { shownUrl } from "./shownUrl.js";

/** What came of something sent in. */
export interface Received {
  readonly source: string;
  /** Columns that were in it. */
  readonly columns: number;
  readonly changes: Changes;
  /** What was passed over, counted by kind. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** A column, or several, as JSON Feed writes them: one item, or a whole feed. */
export async function receiveJson(desk: Desk, actor: Actor, source: string, body: unknown): Promise<Received> {
  if (isTooDeep(body)) throw new DomainError("input.invalid", "The item is nested too deep; send it flat.");
  const sent = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  const feed = "items" in sent ? sent : { version: "https://jsonfeed.org/version/1.1", items: [sent] };
  const items: unknown = Reflect.get(feed, "items");
  if (!Array.isArray(items) || items.length === 0 || items.some((item) => isDeepStrictEqual(item, {})))
    throw new DomainError(
      "input.invalid",
      "Send an item of JSON Feed 1.1: id, url, title, content_html or content_text.",
    );
  return receiveBytes(desk, actor, source, Buffer.from(JSON.stringify(feed)), "application/feed+json");
}

/** A column as an HTML page or fragment. */
export async function receiveHtml(desk: Desk, actor: Actor, source: string, html: string): Promise<Received> {
  return receiveBytes(desk, actor, source, Buffer.from(html), "text/html");
}

/** A file of whatever kind: HTML, a feed in XML or JSON, or a WordPress export. @throws DomainError `feed.unreadable` */
export async function receiveBytes(
  desk: Desk,
  actor: Actor,
  source: string,
  bytes: Uint8Array,
  contentType: string | null,
): Promise<Received> {
  requireCapability(actor, "poll");
  const place = await placeNamed(desk, source);
  const hints = { contentType, url: place.partner.homepage };
  const arrival = await desk.reader.take(bytes, hints, intoSource(place));
  const { feed, skipped } = arrival.outline;
  return { source, columns: feed.dates.length, changes: await receive(desk, actor, place, arrival), skipped };
}

/** The feeds that a page names; a feed's own address names itself. Nothing is guessed. @throws DomainError */
export async function discover(
  desk: Desk,
  actor: Actor,
  fetchFeed: FetchFeed,
  address: string,
): Promise<readonly DiscoveredFeed[]> {
  requireCapability(actor, "poll");
  if (!URL.canParse(address))
    throw new DomainError("input.invalid", `${address} is no address; write it with https://.`);
  const fetched = await fetchFeed(address, { etag: null, lastModified: null });
  if (fetched.kind !== "body") throw new DomainError("feed.unreachable", `${shownUrl(address)} has no page.`);
  return desk.reader.discover(fetched.bytes, { contentType: fetched.contentType, url: fetched.url });
}

/** A partner's file, ready to be looked through, completed and saved. */
export interface PartnerProposal {
  readonly file: string;
  readonly content: object;
}

/**
 * The files in `feeds/inbound/` are what counts, so a list of feeds is not imported into the ledger: it becomes files to
 * save. What a list cannot know, rights holder and contact, is left to be filled in.
 */
export function proposePartners(opml: string): readonly PartnerProposal[] {
  const names = new Map<string, number>();
  return readOpml(opml).map((feed) => {
    const title = feed.title ?? new URL(feed.feedUrl).hostname;
    const file = unusedName(slugOf(title), names);
    const content = {
      name: title,
      homepage: feed.homeUrl ?? new URL("/", feed.feedUrl).href,
      rightsHolder: title,
      creditLine: `From ${title}`,
      contact: "unknown: ask the partner",
      sources: [{ id: "columns", title, url: feed.feedUrl }],
    };
    return { file: `feeds/inbound/${file}.json`, content };
  });
}

function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 50)
    .replace(/-$/u, "");
  return slug === "" ? "partner" : slug;
}

/** @param names every name given so far, with the number that was last put behind it: no number is tried twice. */
function unusedName(wanted: string, names: Map<string, number>): string {
  let name = wanted;
  let number = names.get(wanted) ?? 1;
  while (names.has(name)) name = `${wanted}-${++number}`;
  names.set(wanted, number);
  names.set(name, names.get(name) ?? 1);
  return name;
}

/** Every source of every partner, as OPML 2.0. */
export async function sourcesAsOpml(desk: Desk, actor: Actor): Promise<string> {
  requireCapability(actor, "read");
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const feeds = partners.flatMap(({ name, homepage, sources }) =>
    sources.map(({ title, url }): OpmlFeed => ({ title: `${name}: ${title}`, feedUrl: url, homeUrl: homepage })),
  );
  return writeOpml(`Sources of ${desk.settings.publisher.name}`, feeds);
}

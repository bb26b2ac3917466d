import { Parser } from "htmlparser2";
import { webUrl } from "./links.js";

/** A hub that sends what is new at a topic (WebSub §4). */
export interface HubOffer {
  readonly hub: string;
  readonly topic: string;
}

/** Bytes from the beginning in which an XML feed or a page names its hub. */
const MAX_HEAD_BYTES = 262_144;
/** Read so much at a time, until the first entry. */
const SLICE_CHARACTERS = 4_096;
/** What leaves more elements open than this names its hub no further on; looking on would cost the parser dearly. */
const MAX_OPEN = 1_000;
/** A larger JSON feed is not parsed a second time for its hub. */
const MAX_JSON_BYTES = 2_097_152;

interface Links {
  readonly hub: string | null;
  readonly self: string | null;
}

/**
 * Finds hub and topic: in the `Link` headers first, then in the body, be it Atom, RSS, HTML or JSON Feed. What the body
 * says counts where the headers say nothing. Without `rel=self`, the topic is the address itself.
 *
 * @param url the address that answered, after redirects.
 */
export function hubOffer(link: string | null, bytes: Uint8Array, url: string): HubOffer | null {
  const header = fromHeader(link ?? "", url);
  const body = header.hub !== null && header.self !== null ? header : fromBody(bytes, url);
  const hub = header.hub ?? body.hub;
  return hub === null ? null : { hub, topic: header.self ?? body.self ?? url };
}

function fromHeader(link: string, url: string): Links {
  const found = [...link.matchAll(/<([^<>]*)>([^<>]*)/g)].map(([, target = "", parameters = ""]) => {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/iu.exec(parameters) ?? [];
    return { rel: quoted ?? bare ?? "", href: /;\s*anchor\s*=/iu.test(parameters) ? null : target };
  });
  return firstOf(found, url);
}

function firstOf(links: readonly { readonly rel: string; readonly href: string | null }[], url: string): Links {
  const first = (wanted: string) => {
    const found = links.filter(({ rel }) => rel.toLowerCase().split(/\s+/u).includes(wanted));
    return found.map(({ href }) => webUrl(href, url)).find((href) => href !== null) ?? null;
  };
  return { hub: first("hub"), self: first("self") };
}

function fromBody(bytes: Uint8Array, url: string): Links {
  const head = new TextDecoder().decode(bytes.subarray(0, MAX_HEAD_BYTES)).trimStart();
  return head.startsWith("{") ? fromJson(bytes, url) : fromMarkup(head, url);
}

/** `link` elements before the first entry, whatever their prefix. */
function fromMarkup(head: string, url: string): Links {
  const links: { rel: string; href: string | null }[] = [];
  let inEntries = false;
  let open = 0;
  const isHtml = /^(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html\b)/isu.test(head);
  const parser = new Parser(
    {
      onopentag: (written, attributes) => {
        const name = written.slice(written.indexOf(":") + 1).toLowerCase();
        inEntries ||= !isHtml && (name === "item" || name === "entry");
        const { rel, href } = attributes;
        if (name === "link" && !inEntries && rel !== undefined && href !== undefined) links.push({ rel, href });
        open++;
      },
      onclosetag: () => {
        open--;
      },
    },
    { xmlMode: !isHtml, lowerCaseAttributeNames: true },
  );
  for (let at = 0; at < head.length && !inEntries && open <= MAX_OPEN; at += SLICE_CHARACTERS)
    parser.write(head.slice(at, at + SLICE_CHARACTERS));
  return firstOf(links, url);
}

/** JSON Feed 1.1: `hubs` with `type` and `url`; `feed_url` is the feed's own address. */
function fromJson(bytes: Uint8Array, url: string): Links {
  const none = { hub: null, self: null };
  if (bytes.byteLength > MAX_JSON_BYTES) return none;
  const feed = parsed(new TextDecoder().decode(bytes));
  if (feed === null) return none;
  const hubs = Array.isArray(feed.hubs) ? (feed.hubs as unknown[]) : [];
  const addresses = hubs.map((hub) => textIn((hub as Record<string, unknown> | null)?.url));
  return {
    hub: addresses.map((address) => webUrl(address, url)).find((address) => address !== null) ?? null,
    self: webUrl(textIn(feed.feed_url), url),
  };
}

/** What is no JSON names no hub; that it cannot be read is said where the feed is read. */
function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

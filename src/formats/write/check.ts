import type { Element } from "@xmldom/xmldom";
import { DomainError } from "../../domain/error.js";
import type { OutboundEntry, OutboundFeed } from "./document.js";
import { creditBlock, noticeBlock } from "./notice.js";
import { clean } from "./text.js";
import { childrenOf, parseXml, rootOf } from "./xml.js";

/** What one written entry says, as a reader of the finished document finds it. */
interface Written {
  readonly id: string;
  readonly body: string;
  readonly notice: string;
}

/**
 * Reads the finished document anew and refuses it where an entry lacks its notice, in the body a person reads or in the
 * element a machine reads, or a required credit.
 *
 * @throws DomainError `feed.refused`
 */
export function checkRss(xml: string, feed: OutboundFeed): void {
  const [channel] = childrenOf(rootOf(parseXml(xml)), "channel");
  const items = channel === undefined ? [] : childrenOf(channel, "item");
  compare(
    feed,
    items.map((item) => ({
      id: textOf(item, "guid"),
      body: textOf(item, "content:encoded"),
      notice: textOf(item, "dc:rights"),
    })),
  );
}

export function checkAtom(xml: string, feed: OutboundFeed): void {
  const entries = childrenOf(rootOf(parseXml(xml)), "entry");
  compare(
    feed,
    entries.map((entry) => ({
      id: textOf(entry, "id"),
      body: textOf(entry, "content"),
      notice: textOf(entry, "rights"),
    })),
  );
}

export function checkJson(json: string, feed: OutboundFeed): void {
  const { items } = JSON.parse(json) as {
    items: readonly { id: string; content_html: string; _rights: { notice: string } }[];
  };
  compare(
    feed,
    items.map(({ id, content_html, _rights }) => ({ id, body: content_html, notice: _rights.notice })),
  );
}

function textOf(parent: Element, name: string): string {
  return childrenOf(parent, name)[0]?.textContent ?? "";
}

function compare(feed: OutboundFeed, written: readonly Written[]): void {
  if (written.length !== feed.entries.length) throw refused("an entry is missing from the document");
  feed.entries.forEach((entry, index) => {
    const found = written[index];
    const fault = found === undefined ? "it is missing" : faultOf(entry, found);
    if (fault !== null) throw refused(`${entry.id}: ${fault}`);
  });
}

function faultOf({ id, rights }: OutboundEntry, { id: writtenId, body, notice }: Written): string | null {
  if (writtenId !== id) return `it was written as ${writtenId}`;
  if (rights.notice.trim() === "") return "it has no copyright notice";
  if (folded(notice) !== folded(clean(rights.notice))) return "its notice is not in the machine-readable element";
  if (!folded(body).includes(folded(noticeBlock(rights.notice)))) return "its notice is not in the body";
  const needsCredit = rights.creditLine !== null && rights.creditLine !== rights.notice;
  if (needsCredit && !folded(body).includes(folded(creditBlock(rights.creditLine ?? ""))))
    return "its credit is not in the body";
  return null;
}

/** XML reads CR LF as LF; nothing else is forgiven. */
function folded(text: string): string {
  return text.replace(/\r\n?/gu, "\n");
}

function refused(fault: string): DomainError {
  return new DomainError("feed.refused", `The feed was not published: ${fault}.`);
}

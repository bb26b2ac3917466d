import { Parser } from "htmlparser2";
import { canonicalUrl } from "../../domain/address.js";
import { originalHtmlOf, type Reading, type RevisionContent } from "../../domain/revision.js";
import { folded } from "./whiteSpace.js";

/**
 * The canonical form by which two texts are compared (docs/revision.md). What differs only in this way is the same text:
 * white space, the order and quoting of attributes, the spelling of characters (references, NFC), comments, the query of
 * a picture's address, tracking parameters and other differences that `canonicalUrl` does not count in links.
 */
export function canonicalHtml(html: string): string {
  const parts: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (SILENT.has(name)) silent++;
      parts.push(`<${[name, ...attributesOf(attributes)].join(" ")}>`);
    },
    onclosetag: (name) => {
      if (SILENT.has(name) && silent > 0) silent--;
      parts.push(`</${name}>`);
    },
    ontext: (text) => void (silent === 0 && parts.push(text.replaceAll("<", "&lt;"))),
  });
  parser.end(html);
  return line(parts.join(""))
    .replace(/ ?(<\/?(?:[a-z]+)[^<]*>) ?/g, "$1")
    .trim();
}

/** What is never part of the text. */
const SILENT: ReadonlySet<string> = new Set(["script", "style", "template", "noscript"]);

function attributesOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}=${JSON.stringify(attributeValue(name, value))}`)
    .sort();
}

function attributeValue(name: string, value: string): string {
  if (name === "src" || name === "srcset") return pictureUrl(value);
  return name === "href" ? (canonicalUrl(value) ?? line(value)) : line(value);
}

/**
 * Resizing and expiry stand in the query; which picture it is stands before it. Servers that share the load are numbered
 * (`i0.`, `cdn2.`) and take turns.
 */
function pictureUrl(address: string): string {
  return line(address)
    .replace(/[?#].*$/s, "")
    .replace(/^https?:/iu, "")
    .replace(/^(\/\/[a-z-]{1,30})\d{1,3}(?=\.[^/]*\.)/iu, "$1");
}

function isPicture(type: string): boolean {
  return type.toLowerCase().startsWith("image/");
}

function line(text: string): string {
  return folded(text.normalize("NFC").replace(/[\u200B\uFEFF]/g, " "));
}

/** Everything of a revision that is compared: one value for all texts that say the same. */
function canonicalContent(content: RevisionContent): unknown {
  return {
    ...headOf(content),
    html: canonicalHtml(content.html),
    images: content.images.map(({ url, alt, credit }) => [pictureUrl(url), line(alt), credit]),
    enclosures: content.enclosures.map(({ url, type }) => [
      isPicture(type) ? pictureUrl(url) : canonicalUrl(url),
      type,
    ]),
    rights: content.statedRights.map(({ kind, text, holder, year, licenseUrl }) => [
      kind,
      line(text),
      holder,
      year,
      licenseUrl,
    ]),
  };
}

/** What the entry says besides body, pictures and rights. */
function headOf({ title, authors, url, language, publishedAt, tags, summary }: RevisionContent) {
  return {
    title: line(title),
    authors: authors.map(line),
    url: url === null ? null : canonicalUrl(url),
    language,
    publishedAt,
    tags: tags.map(line).sort(),
    summary: summary === null ? null : line(summary),
  };
}

export interface Compared {
  readonly content: RevisionContent;
  readonly reading: Reading;
}

/** True where a difference is only cosmetic: not a new revision. */
export function isSameText(before: Compared, now: Compared): boolean {
  return JSON.stringify(canonicalContent(before.content)) === JSON.stringify(canonicalContent(now.content));
}

/**
 * True where the partner sent the same and only the desk reads it differently, as after an upgrade: head and original
 * body are compared, not what was made of them.
 */
export function isSameAsSent(before: Compared, now: Compared): boolean {
  const sent = (revision: Compared) => {
    const { title, authors, publishedAt } = headOf(revision.content);
    return JSON.stringify([title, authors, publishedAt, canonicalHtml(originalHtmlOf(revision))]);
  };
  return sent(before) === sent(now);
}

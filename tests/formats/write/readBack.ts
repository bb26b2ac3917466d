import assert from "node:assert/strict";
import Parser from "rss-parser";
import type { FeedFormat } from "../../../src/formats/write/writeFeed.js";

/** What a reader that shares no code with the writer finds in one entry. */
export interface Found {
  readonly id: unknown;
  readonly title: unknown;
  readonly authors: readonly unknown[];
  readonly tags: readonly unknown[];
  readonly notice: unknown;
  readonly credit: unknown;
  readonly holder: unknown;
  readonly source: unknown;
  readonly body: unknown;
}

type Raw = Readonly<Record<string, unknown>>;

const KEPT = { keepArray: true } as const;
const NAMES = [
  ...["guid", "title", "dc:creator", "category", "dc:rights", "source", "content:encoded", "id", "author", "rights"],
  ...["content", "dcterms:rightsHolder", "dcterms:bibliographicCitation"],
];
const FIELDS = NAMES.map((name): [string, string, typeof KEPT] => [name, `x:${name}`, KEPT]);
const parser = new Parser<Raw, Raw>({ customFields: { item: FIELDS as unknown as (keyof Raw)[] } });

/** Every entry of a finished document, read strictly: by `sax` in strict mode for XML, besides the rules that it does not know. */
export async function readBack(written: string, format: FeedFormat): Promise<readonly Found[]> {
  if (format === "json") return fromJson(written);
  assertCharacters(written);
  const { items } = await parser.parseString(written);
  return items.map((item) => (format === "rss" ? fromRss(item) : fromAtom(item)));
}

/** XML 1.0 §2.2 and §2.4, which `sax` does not look at. */
function assertCharacters(xml: string): void {
  for (const character of xml) {
    const point = character.codePointAt(0) ?? 0;
    const isAllowed =
      [0x9, 0xa].includes(point) || (point >= 0x20 && point <= 0xd7ff) || (point >= 0xe000 && point <= 0xfffd);
    assert.ok(isAllowed || point >= 0x1_0000, `U+${point.toString(16)} stands in the document`);
  }
  assert.equal(xml.replace(/<!\[CDATA\[.*?\]\]>/gs, "").includes("]]>"), false, "]]> stands outside CDATA");
}

function fromRss(item: Raw): Found {
  return {
    ...shared(item),
    id: textsOf(item, "guid")[0],
    authors: textsOf(item, "dc:creator"),
    tags: textsOf(item, "category"),
    notice: textsOf(item, "dc:rights")[0],
    source: textsOf(item, "source")[0],
    body: textsOf(item, "content:encoded")[0],
  };
}

function fromAtom(item: Raw): Found {
  return {
    ...shared(item),
    id: textsOf(item, "id")[0],
    authors: elementsOf(item, "author").map((author) => (author as { name: readonly unknown[] }).name[0]),
    tags: elementsOf(item, "category").map((category) => (category as { $: { term: unknown } }).$.term),
    notice: textsOf(item, "rights")[0],
    source: (elementsOf(item, "source")[0] as { title: readonly unknown[] }).title[0],
    body: textsOf(item, "content")[0],
  };
}

function shared(item: Raw): Pick<Found, "title" | "holder" | "credit"> {
  return {
    title: textsOf(item, "title")[0],
    holder: textsOf(item, "dcterms:rightsHolder")[0],
    credit: textsOf(item, "dcterms:bibliographicCitation")[0],
  };
}

function elementsOf(item: Raw, name: string): readonly unknown[] {
  return (item[`x:${name}`] ?? []) as readonly unknown[];
}

/** xml2js gives a string, or an object where there are attributes. */
function textsOf(item: Raw, name: string): readonly unknown[] {
  return elementsOf(item, name).map((element) =>
    typeof element === "string" ? element : (element as { readonly _?: string })._,
  );
}

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly content_html: string;
  readonly authors?: readonly { readonly name: string }[];
  readonly tags?: readonly string[];
  readonly _rights: {
    readonly notice: string;
    readonly credit: string | null;
    readonly holder: string;
    readonly source: { readonly title: string };
  };
}

function fromJson(written: string): readonly Found[] {
  const { items } = JSON.parse(written) as { readonly items: readonly JsonItem[] };
  return items.map(({ id, title, content_html: body, authors = [], tags = [], _rights: rights }) => {
    const { notice, credit, holder, source } = rights;
    return {
      id,
      title,
      authors: authors.map(({ name }) => name),
      tags,
      notice,
      credit,
      holder,
      source: source.title,
      body,
    };
  });
}

/** What is left of a text: XML holds no control characters, and reads every line end as LF. */
export function kept(given: string): string {
  const code = (value: string) => value.codePointAt(0) ?? 0;
  return [...given.toWellFormed()]
    .filter((character) => {
      const point = code(character);
      return point >= 0x20 ? point !== 0xfffe && point !== 0xffff : [0x9, 0xa, 0xd].includes(point);
    })
    .join("")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n");
}

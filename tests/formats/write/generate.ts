import fc from "fast-check";
import { uuidUrnOf } from "../../../src/domain/digest.js";
import type { OutboundEntry } from "../../../src/formats/write/document.js";
import { entryWith } from "./sample.js";

const SEED = 20_260_601;

const TRAPS = [
  ...["]]>", "]]>]]>]]>", "]]", "<![CDATA[", "<!--", "--", "<script>", "</p>", "<?xml?>", "<!DOCTYPE a [", "\\"],
  ...["&", "&amp;", "&amp;amp;", "&lt;", "&#0;", "&#x1F;", "&nbsp;", '"', "'", "\t", "\n", "\r\n", "\r"],
  ...["\0", "\u0001", "\b", "\u000b", "\f", "\u001f", "\u007f", "\u0085", "\u2028", "\ufeff", "\ufffe", "\uffff"],
  ...[
    "\ud800",
    "\udfff",
    "\udbff\ud800",
    "\u{1fffe}",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200f",
    "مرحبا",
    "👩‍🌾",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "e\u0301",
  ],
];

const piece = fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: "binary", maxLength: 6 }), fc.constant("word "));
const words = fc.array(piece, { maxLength: 6 }).map((pieces) => `a${pieces.join("")}z`);

/** Every character that RFC 3986 reserves, and some that belong in no address. */
const RESERVED = ":/?#[]@!$&'()*+,;=%20\"<>|^`{}é";
const address = fc
  .array(fc.constantFrom(...RESERVED), { maxLength: 20 })
  .map((characters) => `http://lantern.example/a?q=${characters.join("")}`)
  .filter((url) => URL.canParse(url));

const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const entry = fc
  .record({
    title: words,
    authors: fc.array(words, { maxLength: 3 }),
    tags: fc.array(words, { maxLength: 3 }),
    summary: fc.option(words),
    body: fc.array(words, { maxLength: 3 }),
    originalUrl: address,
    notice: words,
    credit: words,
    holder: words,
    terms: words,
    source: words,
  })
  .map(({ body, notice, credit, holder, terms, source, originalUrl, ...facts }): OutboundEntry => {
    const made = entryWith({
      ...facts,
      originalUrl,
      html: body.map((paragraph) => `<p>${text(paragraph)}</p>`).join(""),
      enclosures: [{ url: originalUrl, type: "audio/mpeg", bytes: null }],
      rights: { notice, creditLine: credit, holder, usageTerms: terms, license: { name: terms, url: originalUrl } },
    });
    return { ...made, source: { ...made.source, title: source, rights: source } };
  });

/** The same entries every time, each with an id of its own. */
export function hostileEntries(count: number): readonly OutboundEntry[] {
  const made = fc.sample(entry, { numRuns: count, seed: SEED });
  return made.map((one, index) => ({ ...one, id: uuidUrnOf(`hostile ${index}`) }));
}

/** A body of 1 MB, and 500 categories. */
export function largeEntries(): readonly OutboundEntry[] {
  return [
    entryWith({ id: uuidUrnOf("large"), html: `<p>${"]]&gt; tide &amp; ]]> ".repeat(50_000)}</p>` }),
    entryWith({ id: uuidUrnOf("many"), tags: Array.from({ length: 500 }, (_, index) => `tag ${index} & <${index}>`) }),
  ];
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import Parser from "rss-parser";
import { readFeed } from "../src/formats/read/readFeed.js";
import { READING_LIMITS } from "../src/services/ingest/reading/readingPool.js";
import { readingOptions } from "../src/services/ingest/reading/readingProcess.js";
import { type BenchRow, median, timed } from "./row.js";

const ENTRIES = 1_000;
const ROUNDS = 15;
/** Rounds before those that count: a reading process has read before. */
const WARMING = 5;
const TARGET_RATE = 0.8;

const PARAGRAPH =
  '<p>The tide came in twice on the day, as it does, and nobody on the quay was surprised &amp; all was well. <a href="https://lantern.example/tides?day=1&amp;page=2">Tables</a> <b>are kept</b>.</p>';
/** About 4 KB. */
const BODY = PARAGRAPH.repeat(22);
const ESCAPED = BODY.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const FEEDS = {
  "RSS in CDATA": rss(`<![CDATA[${BODY}]]>`),
  "RSS escaped": rss(ESCAPED),
  "Atom in XHTML": atom(),
} as const;

function rss(body: string): string {
  const items = entries(
    (index) =>
      `<item><title>Column ${index}</title><link>https://lantern.example/${index}</link><guid isPermaLink="false">g${index}</guid><dc:creator>Ada Brook</dc:creator><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate><content:encoded>${body}</content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lantern</title><link>https://lantern.example/</link>${items}</channel></rss>`;
}

function atom(): string {
  const items = entries(
    (index) =>
      `<entry><title>Column ${index}</title><id>urn:example:${index}</id><link href="https://lantern.example/${index}"/><updated>2026-06-01T08:00:00Z</updated><author><name>Ada Brook</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${BODY}</div></content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lantern</title><id>urn:example:feed</id><updated>2026-06-01T08:00:00Z</updated>${items}</feed>`;
}

function entries(entry: (index: number) => string): string {
  return Array.from({ length: ENTRIES }, (_, index) => entry(index)).join("");
}

/**
 * Bytes to entries with rights, dates and bodies, beside `rss-parser` alone on the decoded text, round by round, both in one
 * process that is started as the desk starts those in which it reads.
 */
export async function benchReading(): Promise<readonly BenchRow[]> {
  const child = fork(fileURLToPath(import.meta.url), ["measure"], readingOptions(READING_LIMITS.heapMegabytes));
  const [ratios] = (await once(child, "message")) as [Readonly<Record<string, number>>];
  return Object.entries(ratios).map(([name, value]) => ({
    name: `reading ${ENTRIES.toLocaleString("en")} entries, ${name} / rss-parser alone`,
    value,
    unit: "of its rate",
    target: `at least ${TARGET_RATE}`,
    met: value >= TARGET_RATE,
  }));
}

async function measure(): Promise<Readonly<Record<string, number>>> {
  const ratios: Record<string, number> = {};
  for (const [name, feed] of Object.entries(FEEDS)) {
    const bytes = Buffer.from(feed);
    const own: number[] = [];
    const alone: number[] = [];
    for (let round = -WARMING; round < ROUNDS; round++) {
      const [bare, ours] = [
        await timed(() => new Parser().parseString(feed)),
        await timed(() => readFeed(bytes, { contentType: null, url: "https://lantern.example/feed" })),
      ];
      if (round < 0) continue;
      alone.push(bare);
      own.push(ours);
    }
    ratios[name] = median(alone) / median(own);
  }
  return ratios;
}

const [, script, asked] = process.argv;
if (script === fileURLToPath(import.meta.url) && asked === "measure") process.send?.(await measure());

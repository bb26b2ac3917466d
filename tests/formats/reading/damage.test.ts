import assert from "node:assert/strict";
import fc from "fast-check";
import iconv from "iconv-lite";
import { DomainError } from "../../../src/domain/error.js";
import type { FeedDocument, FeedEntry } from "../../../src/formats/read/document.js";
import { readFeed } from "../../../src/formats/read/readFeed.js";
import { processorTime } from "../../processorTime.js";
import { runs } from "../../runs.js";
import { type Column, FORMATS, type GeneratedFeed, generated } from "./generated.js";

const FEEDS = runs(2_000);
/** Of a usual processor: one small feed takes well under a millisecond; a second would be a hang in the making. */
const MAX_SECONDS_EACH = 10;

interface Damage {
  readonly kind: "cut" | "overwritten" | "swapped" | "doubled" | "reordered" | "re-encoded";
  /** Parts of the feed, from 0 to 1, where it begins and how far it goes. */
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly encoding: string;
}

const word = fc.constantFrom("harbour", "Licht", "marée", "маяк", "灯台", "tea & toast", "3 < 5", "“quay”");
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((found) => found.join(" "));
const column: fc.Arbitrary<Column> = fc.record({ title: words, author: words, body: words });
const feed = fc.record({
  format: fc.constantFrom(...FORMATS),
  encoding: fc.constantFrom("utf-8", "utf-8", "utf-8", "utf-16le", "gb18030", "windows-1251"),
  columns: fc.array(column, { minLength: 1, maxLength: 4 }),
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom("cut", "overwritten", "swapped", "doubled", "reordered", "re-encoded"),
  at: part,
  length: part,
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  encoding: fc.constantFrom("utf-16le", "windows-1251", "utf-8", "latin1", "shift_jis"),
});

/** From `at` on only. */
function damaged(whole: Buffer, { kind, at, length, bytes, encoding }: Damage): { bytes: Buffer; from: number } {
  const from = Math.floor(at * whole.length);
  const to = Math.min(whole.length, from + Math.floor(length * length * (whole.length - from)));
  const [before, hit, after] = [whole.subarray(0, from), whole.subarray(from, to), whole.subarray(to)];
  const middle = Math.floor(hit.length / 2);
  const made = {
    cut: [before],
    overwritten: [before, Buffer.from(bytes), whole.subarray(Math.min(whole.length, from + bytes.length))],
    swapped: [before, hit.subarray(middle), hit.subarray(0, middle), after],
    doubled: [before, hit, hit, after],
    reordered: [before, Buffer.from(hit).reverse(), after],
    "re-encoded": [before, iconv.encode(hit.toString("utf8"), encoding), after],
  }[kind];
  return { bytes: Buffer.concat(made), from };
}

async function readOrRefused(bytes: Buffer): Promise<FeedDocument | null> {
  try {
    return await readFeed(bytes, { contentType: null, url: "http://lantern.example/feed" });
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === "feed.unreadable", String(error));
    return null;
  }
}

function facts({ id, url, title, authors, html }: FeedEntry): readonly unknown[] {
  return [id, url, title, authors, html];
}

async function wholeColumns({ bytes }: GeneratedFeed): Promise<readonly unknown[]> {
  return (await readOrRefused(bytes))?.entries.map(facts) ?? [];
}

describe("damage to a feed", () => {
  it(`of ${FEEDS.toLocaleString("en")} feeds crashes nothing, hangs nothing and loses no column before it`, async () => {
    await fc.assert(
      fc.asyncProperty(feed, damage, async (parts, harm) => {
        const whole = generated(parts);
        const { bytes, from } = damaged(whole.bytes, harm);
        const survivors = whole.ends.filter((end) => end <= from).length;
        const took = processorTime();
        const read = await readOrRefused(bytes);
        assert.ok(took() < MAX_SECONDS_EACH, "it takes too long");
        if (survivors === 0) return;
        const expected = (await wholeColumns(whole)).slice(0, survivors);
        assert.deepEqual(read?.entries.slice(0, survivors).map(facts), expected);
      }),
      { numRuns: FEEDS },
    );
  });

  it("is what these feeds lack: undamaged, every column is read as it was written", async () => {
    const complete = feed.filter(({ encoding }) => encoding !== "windows-1251");
    await fc.assert(
      fc.asyncProperty(complete, async (parts) => {
        const document = await readOrRefused(generated(parts).bytes);
        assert.deepEqual(
          document?.entries.map(({ title, authors }) => [title, authors]),
          parts.columns.map(({ title, author }) => [title, [author]]),
        );
        assert.deepEqual(document?.faults, []);
      }),
      { numRuns: runs(100) },
    );
  });
});

import assert from "node:assert/strict";
import { opened } from "../../src/domain/revision.js";
import { cleanColumn } from "../../src/formats/read/cleanColumn.js";
import { outlineOf } from "../../src/formats/read/document.js";
import { readFeed } from "../../src/formats/read/readFeed.js";
import { type Column, freshColumns } from "../../src/services/ingest/columns.js";
import {
  type FeedReader,
  READING_LIMITS,
  type ReadingLimits,
  readingPool,
} from "../../src/services/ingest/reading/readingPool.js";
import type { ReadInto } from "../../src/services/ingest/reading/work.js";
import { eventually, LONG_SECONDS } from "../eventually.js";
import { rssOf } from "../program.js";

const HINTS = { contentType: "application/rss+xml", url: "http://lantern.example/feed" };
const FEED = Buffer.from(rssOf([{ guid: "one" }, { guid: "two" }]));
const INTO: ReadInto = {
  partner: { name: "Lantern", rightsHolder: "Lantern Press", language: "en" },
  source: "lantern/columns",
  known: [],
  before: null,
  accepted: null,
};
const HUGE = Buffer.from(
  rssOf(Array.from({ length: 3_000 }, (_, index) => ({ guid: `g${index}`, body: "<p>tide </p>".repeat(1_600) }))),
);

async function all(batches: AsyncIterable<readonly Column[]>): Promise<readonly Column[]> {
  const found: Column[] = [];
  for await (const columns of batches) found.push(...columns);
  return found;
}

describe("reading in a process of its own", () => {
  let reader: FeedReader;

  function limited(limits: Partial<ReadingLimits>): FeedReader {
    reader = readingPool({ ...READING_LIMITS, timeoutSeconds: LONG_SECONDS, processes: 1, ...limits });
    return reader;
  }
  afterEach(() => reader.close());

  it("reads and cleans as the desk itself would", async () => {
    limited({});
    const { outline, batches } = await reader.read(FEED, HINTS, INTO);
    const feed = await readFeed(FEED, HINTS);
    assert.deepEqual(outline.feed, outlineOf(feed));
    const own = freshColumns(feed, INTO);
    assert.deepEqual(await all(batches), [...own.parts].flat());
    assert.deepEqual(outline.entries, own.entries);
    const column = { html: "<p onclick='x()'>Tide</p><script>1</script>", baseUrl: null, authors: ["Ada Brook"] };
    assert.deepEqual(await reader.clean([column, column]), [
      cleanColumn(column.html, column),
      cleanColumn(column.html, column),
    ]);
    assert.deepEqual(await reader.clean([]), []);
  });

  it("refuses in the same words", async () => {
    limited({});
    const page = Buffer.from("<!doctype html><title>Not a feed</title>");
    const words = async (read: Promise<unknown>) =>
      read.then(
        () => "read",
        (error: Error) => error.message,
      );
    assert.equal(await words(reader.read(page, HINTS, INTO)), await words(readFeed(page, HINTS)));
  });

  it("ends a feed that takes too long, and goes on with the next", async () => {
    limited({ timeoutSeconds: 0.001 });
    await assert.rejects(reader.read(HUGE, HINTS, INTO), /took more than 0\.001 seconds and was ended/u);
    await reader.close();
    limited({});
    const late = reader.read(FEED, HINTS, INTO);
    assert.equal((await all((await late).batches)).length, 2);
  });

  it("ends a feed that takes too much memory, and goes on with the next", async () => {
    limited({ heapMegabytes: 15 });
    const refused = reader.read(HUGE, HINTS, INTO);
    const next = reader.read(FEED, HINTS, INTO);
    await assert.rejects(refused, /took more than 15 MB of memory and was ended/u);
    assert.equal((await all((await next).batches)).length, 2);
  });

  it("answers many at once, each with its own feed, over processes that are replaced", async () => {
    limited({ processes: 2, tasksEach: 3 });
    const feeds = Array.from({ length: 20 }, (_, index) => Buffer.from(rssOf([{ guid: `only-${index}` }])));
    const read = await Promise.all(feeds.map((feed) => reader.read(feed, HINTS, INTO)));
    assert.deepEqual(
      await Promise.all(
        read.map(async ({ batches }) => (await all(batches)).map(({ revision }) => opened(revision).content.title)),
      ),
      feeds.map((_, index) => [`Column only-${index}`]),
    );
  });

  it("cleans no further ahead than is taken, and its time does not run meanwhile", async () => {
    const timeoutSeconds = LONG_SECONDS + 1;
    const running = new Set<unknown>();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    const watched = Object.assign((work: () => void, milliseconds?: number) => {
      const timer = set(work, milliseconds);
      if (milliseconds === timeoutSeconds * 1_000) running.add(timer);
      return timer;
    }, set);
    globalThis.setTimeout = watched;
    globalThis.clearTimeout = (timer) => {
      running.delete(timer);
      clear(timer);
    };
    try {
      limited({ timeoutSeconds });
      const feed = Buffer.from(rssOf(Array.from({ length: 1_200 }, (_, index) => ({ guid: `long-${index}` }))));
      const { batches } = await reader.read(feed, HINTS, INTO);
      await eventually("the time stands still while nobody takes a batch", () => running.size === 0);
      assert.equal((await all(batches)).length, 1_200);
    } finally {
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    }
  });

  it("leaves a document in the middle, and goes on with the next", async () => {
    limited({});
    const { batches, leave } = await reader.read(HUGE, HINTS, INTO);
    for await (const columns of batches) {
      assert.ok(columns.length > 0);
      break;
    }
    await leave();
    assert.equal((await all((await reader.read(FEED, HINTS, INTO)).batches)).length, 2);
  });

  it("gives up what waits when the desk closes", async () => {
    limited({});
    const reads = [reader.read(HUGE, HINTS, INTO), reader.read(HUGE, HINTS, INTO)].map((read) =>
      read.catch((error: Error) => error.message),
    );
    await reader.close();
    for (const words of await Promise.all(reads)) assert.match(String(words), /The desk closed before/u);
    await assert.rejects(reader.read(FEED, HINTS, INTO), /The desk is closing/u);
  });
});

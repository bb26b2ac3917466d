import assert from "node:assert/strict";
import { cleanColumn } from "../../src/formats/read/cleanColumn.js";
import { readFeed } from "../../src/formats/read/readFeed.js";
import {
  type FeedReader,
  READING_LIMITS,
  type ReadingLimits,
  readingPool,
} from "../../src/services/ingest/reading/readingPool.js";
import { rssOf } from "../program.js";

const HINTS = { contentType: "application/rss+xml", url: "http://lantern.example/feed" };
const FEED = Buffer.from(rssOf([{ guid: "one" }, { guid: "two" }]));
const HUGE = Buffer.from(
  rssOf(Array.from({ length: 3_000 }, (_, index) => ({ guid: `g${index}`, body: "<p>tide </p>".repeat(400) }))),
);

describe("reading in a process of its own", function () {
  this.timeout(30_000);
  let reader: FeedReader;

  function limited(limits: Partial<ReadingLimits>): FeedReader {
    reader = readingPool({ ...READING_LIMITS, processes: 1, ...limits });
    return reader;
  }
  afterEach(() => reader.close());

  it("reads and cleans as the desk itself would", async () => {
    limited({});
    assert.deepEqual(await reader.read(FEED, HINTS), await readFeed(FEED, HINTS));
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
    assert.equal(await words(reader.read(page, HINTS)), await words(readFeed(page, HINTS)));
  });

  it("ends a feed that takes too long, and goes on with the next", async () => {
    limited({ timeoutSeconds: 0.001 });
    await assert.rejects(reader.read(HUGE, HINTS), /took more than 0\.001 seconds and was ended/u);
    await reader.close();
    limited({ timeoutSeconds: 20 });
    const late = reader.read(FEED, HINTS);
    assert.equal((await late).entries.length, 2);
  });

  it("ends a feed that takes too much memory, and goes on with the next", async () => {
    limited({ heapMegabytes: 24 });
    const refused = reader.read(HUGE, HINTS);
    const next = reader.read(FEED, HINTS);
    await assert.rejects(refused, /took more than 24 MB of memory and was ended/u);
    assert.equal((await next).entries.length, 2);
  });

  it("answers many at once, each with its own feed, over processes that are replaced", async () => {
    limited({ processes: 2, tasksEach: 3 });
    const feeds = Array.from({ length: 20 }, (_, index) => Buffer.from(rssOf([{ guid: `only-${index}` }])));
    const read = await Promise.all(feeds.map((feed) => reader.read(feed, HINTS)));
    assert.deepEqual(
      read.map(({ entries }) => entries.map(({ id }) => id)),
      feeds.map((_, index) => [`only-${index}`]),
    );
  });

  it("gives up what waits when the desk closes", async () => {
    limited({});
    const reads = [reader.read(HUGE, HINTS), reader.read(HUGE, HINTS)].map((read) =>
      read.catch((error: Error) => error.message),
    );
    await reader.close();
    for (const words of await Promise.all(reads)) assert.match(String(words), /The desk closed before/u);
    await assert.rejects(reader.read(FEED, HINTS), /The desk is closing/u);
  });
});

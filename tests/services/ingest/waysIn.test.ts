import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { currentRevision, type Item } from "../../../src/domain/item.js";
import { systemActor } from "../../../src/domain/role.js";
import { discoverFeeds } from "../../../src/formats/read/discover.js";
import { readOpml, writeOpml } from "../../../src/formats/read/opml.js";
import { readPage } from "../../../src/formats/read/page.js";
import { takeFolder, takeNamedFile } from "../../../src/services/ingest/folder.js";
import { allStates, getRevision } from "../../../src/services/reads.js";
import { type RunningDesk, rssOf, runningDesk, temporaryFolder } from "../../program.js";

const post = (
  id: number,
  title: string,
  members: string,
) => `<item><title>${title}</title><link>https://lantern.example/?p=${id}</link>
<dc:creator>ada</dc:creator><guid isPermaLink="false">https://lantern.example/?p=${id}</guid>${members}</item>`;
const WXR = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Lantern</title><link>https://lantern.example</link><wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Brook</wp:author_display_name></wp:author>
${post(1, "Published", `<content:encoded><![CDATA[First thought.\n\nSecond thought.]]></content:encoded><excerpt:encoded><![CDATA[In short.]]></excerpt:encoded><wp:post_date_gmt>2026-05-01 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>`)}
${post(2, "Draft", "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type>")}
${post(3, "About", "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>")}
${post(4, "A picture", "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>")}
</channel></rss>`;

describe("ways in besides feeds", () => {
  let desk: RunningDesk;
  const folder = temporaryFolder();
  const place = join(folder.path, "lantern", "columns");

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
    mkdirSync(place, { recursive: true });
  });
  after(async () => {
    await desk.stop();
    folder.remove();
  });

  const items = () => allStates<Item>(desk.program.desk, "item");
  const look = async (times: number) => {
    const seen = new Map<string, string>();
    const results = [];
    for (let time = 0; time < times; time++) results.push(...(await takeFolder(desk.program.desk, folder.path, seen)));
    return results;
  };

  it("takes the published posts of a WordPress export, in one entry, and counts the rest", async () => {
    const file = join(folder.path, "export.xml");
    writeFileSync(file, WXR);
    const { ledger } = desk.program.desk;
    const before = ledger.head().seq;
    const received = await takeNamedFile(desk.program.desk, systemActor("test"), "lantern/columns", file);
    assert.equal(ledger.head().seq, before + 1);
    assert.deepEqual(received.skipped, { "draft post": 1, page: 1, attachment: 1 });
    assert.equal(received.changes.received, 1);
    const item = (await items()).at(-1);
    assert.ok(item !== undefined);
    const found = await Promise.all(
      (await items()).map((one) => getRevision(desk.program.desk, currentRevision(one).digest)),
    );
    const content = found.find((one) => one.content.title === "Published")?.content;
    assert.equal(content?.html, "<p>First thought.</p><p>Second thought.</p>");
    assert.equal(content?.summary, "In short.");
    assert.deepEqual(content?.authors, ["Ada Brook"]);
    assert.equal(content?.publishedAt, "2026-05-01T08:00:00.000Z");
  });

  it("takes a file from the watched folder once it is complete, and moves it to done", async () => {
    writeFileSync(join(place, "tides.html"), "<h1>From a file</h1><p>Its text.</p>");
    assert.deepEqual(await look(1), [], "it may still be written");
    const [result] = await look(2);
    assert.equal(result?.problem, null);
    assert.deepEqual(readdirSync(join(place, "done")), ["tides.html"]);
    writeFileSync(join(place, "tides.html"), "<h1>From a file</h1><p>Its text.</p>");
    const before = (await items()).length;
    await look(2);
    assert.deepEqual(readdirSync(join(place, "done")).sort(), ["2-tides.html", "tides.html"]);
    assert.equal((await items()).length, before);
  });

  it("takes a page in the encoding that it names, or that its bytes show", async () => {
    const page = (name: string, head = "") => `${head}<h1>${name}: d\u00e9j\u00e0 vu</h1><p>Caf\u00e9, na\u00efve.</p>`;
    const meta = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">';
    writeFileSync(join(place, "a.html"), Buffer.from(page("a", meta), "latin1"));
    writeFileSync(join(place, "b.html"), Buffer.from(page("b"), "latin1"));
    writeFileSync(join(place, "c.html"), Buffer.from(`\uFEFF${page("c")}`, "utf16le"));
    writeFileSync(join(place, "d.html"), page("d", meta));
    assert.deepEqual(
      (await look(2)).map(({ problem }) => problem),
      [null, null, null, null],
    );
    const all = await Promise.all(
      (await items()).map((item) => getRevision(desk.program.desk, currentRevision(item).digest)),
    );
    const texts = all.flatMap(({ content: { title, html } }) => (title.includes(": d") ? `${title} ${html}` : []));
    const expected = [..."abcd"].map((name) => `${name}: déjà vu <p>Café, naïve.</p>`);
    assert.deepEqual(texts.sort(), expected);
  });

  it("moves what cannot be read to failed, with the reason beside it", async () => {
    writeFileSync(join(place, "broken.xml"), "neither");
    writeFileSync(join(place, "notes.docx"), "PK");
    const results = await look(2);
    assert.equal(results.filter(({ problem }) => problem !== null).length, 2);
    assert.match(readFileSync(join(place, "failed", "broken.xml.problem.txt"), "utf8"), /neither XML nor JSON/u);
    assert.ok(existsSync(join(place, "failed", "notes.docx")));
  });

  it("follows no link, and looks only into the folders of known sources", async () => {
    const secret = join(folder.path, "secret.html");
    writeFileSync(secret, "<h1>Secret</h1><p>Not for the desk.</p>");
    symlinkSync(secret, join(place, "link.html"));
    symlinkSync(folder.path, join(place, "linked"));
    mkdirSync(join(folder.path, "nobody", "columns"), { recursive: true });
    writeFileSync(join(folder.path, "nobody", "columns", "a.html"), "<h1>A</h1><p>B</p>");
    assert.deepEqual(await look(3), []);
    assert.ok(existsSync(join(place, "link.html")));
  });

  it("writes the list of feeds that it reads", () => {
    const feeds = [
      {
        title: 'Tides & "Ebb" <daily>',
        feedUrl: "https://lantern.example/feed?a=1&b=2",
        homeUrl: "https://lantern.example/",
      },
      { title: "Quay", feedUrl: "https://quay.example/atom", homeUrl: null },
    ];
    assert.deepEqual(readOpml(writeOpml("Sources", feeds)), feeds);
    assert.throws(() => readOpml("<rss/>"), /no OPML/u);
  });

  it("finds feeds by their type only, relative to the page's base", () => {
    const html = `<base href="https://lantern.example/news/"><link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="feed.atom">
<link rel="alternate" type="text/html" hreflang="de" href="/de"><link rel="alternate" type="application/feed+json" href="javascript:alert(1)">
<link rel="alternate" type="application/feed+json" title="JSON" href="https://lantern.example/feed.json"><a href="/rss">RSS</a>`;
    assert.deepEqual(discoverFeeds(html, "https://lantern.example/"), [
      { url: "https://lantern.example/news/feed.atom", type: "application/atom+xml", title: null },
      { url: "https://lantern.example/feed.json", type: "application/feed+json", title: "JSON" },
    ]);
  });

  it("refuses a page that is nested without end", () => {
    assert.throws(() => readPage("<div>".repeat(100_000), null), /nests more than/u);
  });
});

import assert from "node:assert/strict";
import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { coalesced } from "../../src/services/publish/coalesce.js";
import { eventually } from "../eventually.js";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe("what caches are told", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf(Array.from({ length: 5 }, (_, index) => ({ guid: `c${index}` }))));
    await desk.api("POST", "/permissions", grantOf());
    for (const item of list((await desk.api("GET", "/items")).body, "items"))
      await desk.api("POST", `/items/${text(item, "id")}/approve`, {
        revision: at(item, "revision"),
        channels: ["web", "post"],
      });
    desk.clock.advance(60_000);
  });
  after(() => desk.stop());

  /** Bytes as they came, undecoded. */
  function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(`${desk.origin}${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  it("a strong tag and a date, to ask again each time, and what the answer varies by", async () => {
    const { status, headers } = await ask("/feeds/web.rss");
    assert.equal(status, 200);
    assert.match(String(headers.etag), /^"[0-9a-f]{64}"$/u);
    assert.ok(!Number.isNaN(Date.parse(String(headers["last-modified"]))));
    assert.equal(headers["cache-control"], "public, no-cache");
    assert.equal(headers.vary, "Accept-Encoding, Authorization");
  });

  it("an outlet's feed is for its own cache only", async () => {
    const issued = (await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body;
    const { headers } = await ask(`/feeds/post.rss?token=${text(issued, "secret")}`);
    assert.equal(headers["cache-control"], "private, no-cache");
    assert.doesNotMatch(String(headers.link), /token/u);
  });

  it("gzip and brotli carry the same text under tags of their own, and the same bytes each time", async () => {
    const plain = await ask("/feeds/web.atom");
    const tags = new Set([plain.headers.etag]);
    for (const [coding, decode] of [
      ["gzip", gunzipSync],
      ["br", brotliDecompressSync],
    ] as const) {
      const coded = await ask("/feeds/web.atom", { "accept-encoding": coding });
      assert.equal(coded.headers["content-encoding"], coding);
      assert.ok(decode(coded.body).equals(plain.body), coding);
      assert.ok((await ask("/feeds/web.atom", { "accept-encoding": coding })).body.equals(coded.body), coding);
      assert.equal(Number(coded.headers["content-length"]), coded.body.length);
      tags.add(coded.headers.etag);
    }
    assert.equal(tags.size, 3);
    const refused = await ask("/feeds/web.atom", { "accept-encoding": "gzip;q=0, br;q=0" });
    assert.equal(refused.headers["content-encoding"], undefined);
  });

  it("HEAD says what GET says, sends nothing, and is no delivery", async () => {
    const count = () => desk.program.desk.models.delivery.countDocuments({});
    const got = await ask("/feeds/web.json");
    const before = await count();
    const head = await ask("/feeds/web.json", {}, "HEAD");
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    for (const name of ["etag", "last-modified", "content-length", "content-type", "link", "vary", "cache-control"])
      assert.equal(head.headers[name], got.headers[name], name);
    assert.equal(await count(), before);
  });

  it("a tag decides before a date does, and 304 repeats what a cache needs", async () => {
    const { headers } = await ask("/feeds/web.rss");
    const [tag, date] = [String(headers.etag), String(headers["last-modified"])];
    const long = "Mon, 01 Jan 2001 00:00:00 GMT";
    const cases: readonly (readonly [Record<string, string>, number])[] = [
      [{ "if-none-match": tag }, 304],
      [{ "if-none-match": `W/${tag}` }, 304],
      [{ "if-none-match": `"other", ${tag}` }, 304],
      [{ "if-none-match": "*" }, 304],
      [{ "if-none-match": '"other"' }, 200],
      [{ "if-none-match": tag, "if-modified-since": long }, 304],
      [{ "if-none-match": '"other"', "if-modified-since": date }, 200],
      [{ "if-modified-since": date }, 304],
      [{ "if-modified-since": long }, 200],
      [{ "if-modified-since": "nonsense" }, 200],
    ];
    for (const [asked, status] of cases) {
      const answer = await ask("/feeds/web.rss", asked);
      assert.equal(answer.status, status, JSON.stringify(asked));
      if (status !== 304) continue;
      assert.equal(answer.body.length, 0);
      for (const name of ["etag", "cache-control", "vary", "last-modified"])
        assert.equal(answer.headers[name], headers[name], name);
    }
  });

  it("no date stands while its second is not over, since two changes may fall into it", async () => {
    const [item] = list((await desk.api("GET", "/items?decision=approved")).body, "items");
    desk.clock.advance(500);
    await desk.api("POST", `/items/${text(item, "id")}/hold`, { reason: "A test" });
    assert.equal((await ask("/feeds/web.rss")).headers["last-modified"], undefined);
    desk.clock.advance(500);
    assert.ok((await ask("/feeds/web.rss")).headers["last-modified"]);
  });

  it("many who ask at once after a change share one rendering", async () => {
    const count = () => desk.program.desk.models.rendering.countDocuments({ channel: "web", format: "json" });
    const before = await count();
    const [item] = list((await desk.api("GET", "/items?decision=approved")).body, "items");
    await desk.api("POST", `/items/${text(item, "id")}/hold`, { reason: "A test" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("/feeds/web.json")));
    assert.equal(new Set(answers.map(({ headers }) => headers.etag)).size, 1);
    assert.equal((await count()) - before, 1);
  });

  it("a page of older columns that is none is refused, and an empty one is a feed", async () => {
    assert.equal((await ask("/feeds/web.rss?after=yesterday")).status, 422);
    const { status, body } = await ask(`/feeds/web.atom?after=2020-01-01T00:00:00.000Z~rel_00`);
    assert.equal(status, 200);
    assert.doesNotMatch(body.toString(), /<entry>|deleted-entry|fh:complete\//u);
  });
});

describe("work that is shared", () => {
  it("answers each caller by a run that began after it asked", async () => {
    let runs = 0;
    const gates: (() => void)[] = [];
    const ask = coalesced(async () => {
      const run = ++runs;
      await new Promise<void>((resolve) => gates.push(resolve));
      return run;
    });
    const [first, second] = [ask(), ask()];
    await eventually("the first has begun", () => gates.length === 1);
    const [third, fourth] = [ask(), ask()];
    assert.equal(runs, 1);
    gates[0]?.();
    assert.deepEqual([await first, await second], [1, 1]);
    await eventually("the second has begun", () => gates.length === 2);
    gates[1]?.();
    assert.deepEqual([await third, await fourth], [2, 2]);
  });

  it("tells a failure to those who shared it, and begins anew for the next", async () => {
    let runs = 0;
    const ask = coalesced(async () => {
      if (++runs === 1) throw new Error("the first");
      return runs;
    });
    await assert.rejects(Promise.all([ask(), ask()]), /the first/u);
    assert.equal(await ask(), 2);
  });
});

describe("a channel with more columns than a page takes", () => {
  it("is walked by its next links, each column once, and says when a document lists everything", async () => {
    const desk = await runningDesk(rssOf(Array.from({ length: 7 }, (_, index) => ({ guid: `c${index}` }))));
    try {
      await desk.api("POST", "/permissions", grantOf());
      const items = list((await desk.api("GET", "/items")).body, "items");
      for (const [index, item] of items.entries()) {
        if (index % 2 === 0) desk.clock.advance(1_000);
        await desk.api("POST", `/items/${text(item, "id")}/approve`, {
          revision: at(item, "revision"),
          channels: ["small"],
        });
      }
      const seen: string[] = [];
      const pages: string[] = [];
      for (let path: string | null = "/feeds/small.json"; path !== null; ) {
        const page: unknown = await (await desk.get(path)).json();
        pages.push(path);
        seen.push(...list(page, "items").map((one) => text(one, "id")));
        const next = at(page, "next_url");
        path = next === undefined ? null : String(next).replace("http://desk.example", "");
      }
      assert.deepEqual(pages.length, 3);
      assert.equal(seen.length, 7);
      assert.equal(new Set(seen).size, 7);
      const second = await (await desk.get(pages[1] ?? "")).text();
      await desk.api("POST", `/items/${text(items[6], "id")}/hold`, { reason: "A test" });
      assert.equal(
        await (await desk.get(pages[1] ?? "")).text(),
        second,
        "what changes before a page leaves it as it is",
      );
      assert.match(await (await desk.get("/feeds/small.atom")).text(), /rel="next"/u);
      const web = async () => (await desk.get("/feeds/web.atom")).text();
      assert.doesNotMatch(await web(), /fh:complete\//u, "a channel in which nothing ever was lists nothing surely");
      await desk.api("POST", `/items/${text(items[0], "id")}/approve`, {
        revision: at(items[0], "revision"),
        channels: ["web"],
      });
      assert.match(await web(), /<fh:complete\/>/u);
      await desk.api("POST", `/items/${text(items[0], "id")}/hold`, { reason: "A test" });
      assert.match(await web(), /<fh:complete\/>.*deleted-entry/su);
      assert.doesNotMatch(await (await desk.get("/feeds/small.atom")).text(), /fh:complete\//u);
    } finally {
      await desk.stop();
    }
  });
});

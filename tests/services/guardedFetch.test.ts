import assert from "node:assert/strict";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { readExpanded } from "../../src/services/ingest/contentCoding.js";
import { type Fetched, guardedFetch, type Validators } from "../../src/services/ingest/fetchFeed.js";
import { hostTurns } from "../../src/services/ingest/politeness.js";
import { CLOCK, HURRIED, type Loopback, loopback, NONE, SETTINGS } from "./loopback.js";

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Ebb and flow</title></channel></rss>`;

describe("the guarded fetch", () => {
  let server: Loopback;
  beforeEach(async () => {
    server = await loopback();
  });
  afterEach(() => server.close());

  async function fetched(changes: Partial<typeof SETTINGS> = {}, validators: Validators = NONE): Promise<Fetched> {
    const fetchFeed = guardedFetch({ ...SETTINGS, ...changes }, CLOCK, HURRIED);
    try {
      return await fetchFeed(`${server.origin}/feed`, validators);
    } finally {
      await fetchFeed.close();
    }
  }

  async function text(): Promise<string> {
    const answer = await fetched();
    return answer.kind === "body" ? Buffer.from(answer.bytes).toString("utf8") : answer.kind;
  }

  function serve(body: Buffer | string, headers: Record<string, string> = {}): void {
    server.answer = (_request, response) => response.writeHead(200, headers).end(body);
  }

  const codings: readonly (readonly [string, string | null, Buffer])[] = [
    ["gzip", "gzip", gzipSync(FEED)],
    ["x-gzip", "x-gzip", gzipSync(FEED)],
    ["deflate with the zlib header", "deflate", deflateSync(FEED)],
    ["deflate without it", "deflate", deflateRawSync(FEED)],
    ["br", "br", brotliCompressSync(FEED)],
    ["two codings, undone in reverse", "deflate, gzip", gzipSync(deflateSync(FEED))],
    ["plain bytes labelled gzip", "gzip", Buffer.from(FEED)],
    ["plain bytes labelled br", "br", Buffer.from(`\uFEFF${FEED}`)],
    ["plain bytes labelled deflate", "deflate", Buffer.from(FEED)],
    ["gzip bytes without a label", null, gzipSync(FEED)],
    ["gzip bytes labelled br", "br", gzipSync(FEED)],
    ["gzip twice, labelled once", "gzip", gzipSync(gzipSync(FEED))],
    ["gzip in several members", "gzip", Buffer.concat([gzipSync(FEED.slice(0, 20)), gzipSync(FEED.slice(20))])],
    ["a label that nobody knows", "sdch", Buffer.from(FEED)],
    ["an identity label", "identity", Buffer.from(FEED)],
  ];
  for (const [what, label, body] of codings) {
    it(`reads ${what}`, async () => {
      serve(body, label === null ? {} : { "content-encoding": label });
      assert.equal((await text()).replace(/^\uFEFF/u, ""), FEED);
    });
  }

  it("says that a compression is broken, or cut off", async () => {
    serve(gzipSync(FEED).subarray(0, 40), { "content-encoding": "gzip" });
    await assert.rejects(fetched(), /compression \(gzip\) is broken or cut off/u);
    serve(Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), { "content-encoding": "gzip" });
    await assert.rejects(fetched(), /compression \(gzip\) is broken/u);
  });

  const spaces = Buffer.alloc(20_000_000, 0x20);
  const bombs: readonly (readonly [string, string, Buffer])[] = [
    ["gzip", "gzip", gzipSync(spaces)],
    ["deflate", "deflate", deflateSync(spaces)],
    ["br", "br", brotliCompressSync(spaces)],
    ["gzip in gzip", "gzip, gzip", gzipSync(gzipSync(spaces))],
  ];
  for (const [what, label, bomb] of bombs) {
    it(`refuses a small answer in ${what} that expands beyond the limit`, async () => {
      serve(bomb, { "content-encoding": label });
      await assert.rejects(fetched(), /larger than 1000000 bytes/u);
    });
  }

  it("cuts an endless answer off at the limit of size", async () => {
    let sent = 0;
    server.answer = (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    };
    await assert.rejects(fetched(), /larger than 1000000 bytes/u);
    assert.ok(sent < 20_000_000, `${sent} bytes were taken`);
  });

  it("keeps of an answer in crumbs the crumbs alone", async () => {
    let most = 0;
    async function* crumbs() {
      for (let count = 0; count < 8_000; count++) {
        yield Buffer.alloc(65_536, " ").subarray(0, 1);
        if (count % 100 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    }
    const before = process.memoryUsage().arrayBuffers;
    assert.equal((await readExpanded(crumbs(), null, 1_000_000)).byteLength, 8_000);
    assert.ok(most - before < 200 * 2 ** 20, `${most - before} bytes were kept`);
  });

  it("cuts an answer of one byte at a time off at the limit of time", async () => {
    server.answer = (_request, response) => {
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    };
    await assert.rejects(fetched({ timeoutSeconds: 0.3 }), /no full answer within 0\.3 seconds/u);
  });

  it("cuts off headers that never come, and redirects that together take too long", async () => {
    server.answer = () => undefined;
    await assert.rejects(fetched({ timeoutSeconds: 0.2 }), /no full answer within/u);
    server.answer = (_request, response) => {
      setTimeout(() => response.writeHead(302, { location: "/on" }).end(), 120);
    };
    await assert.rejects(fetched({ timeoutSeconds: 0.3, maxRedirects: 20 }), /no full answer within/u);
  });

  it("follows as many redirects as are allowed, and no more", async () => {
    let left = SETTINGS.maxRedirects;
    server.answer = (_request, response) => {
      if (left-- > 0) response.writeHead(302, { location: "/next" }).end("a body that nobody reads");
      else response.end(FEED);
    };
    assert.equal(await text(), FEED);
    server.answer = (_request, response) => response.writeHead(302, { location: "/loop" }).end();
    await assert.rejects(fetched(), /redirects more than 3 times/u);
  });

  it("follows the first address it is sent to, in UTF-8 where it is written so", async () => {
    const written = Buffer.from("/caf\u00e9", "utf8").toString("latin1");
    server.answer = ({ url }, response) => {
      if (url === "/caf%C3%A9") response.end(FEED);
      else response.setHeader("location", [written, "/elsewhere"]).writeHead(302).end();
    };
    assert.equal(await text(), FEED);
  });

  it("tells a move for good from a detour", async () => {
    const led = async (...statuses: readonly number[]) => {
      server.answer = (request, response) => {
        const step = Number(/\d+$/u.exec(request.url ?? "")?.[0] ?? 0);
        const status = statuses[step];
        if (status === undefined) response.end(FEED);
        else response.writeHead(status, { location: `/at-${step + 1}` }).end();
      };
      const answer = await fetched();
      return answer.kind === "body" ? (answer.movedTo?.replace(server.origin, "") ?? null) : answer.kind;
    };
    assert.equal(await led(), null);
    assert.equal(await led(301), "/at-1");
    assert.equal(await led(308, 301), "/at-2");
    assert.equal(await led(301, 302), "/at-1");
    assert.equal(await led(302, 301), null);
    assert.equal(await led(307), null);
  });

  it("sends validators and who it is, and takes 304 and 410 for what they are", async () => {
    const known = { etag: '"v1"', lastModified: "Mon, 01 Jun 2026 08:00:00 GMT" };
    server.answer = (_request, response) => response.writeHead(304).end();
    assert.equal((await fetched({}, known)).kind, "unchanged");
    const headers = server.requests[0]?.headers ?? {};
    assert.equal(headers["if-none-match"], known.etag);
    assert.equal(headers["if-modified-since"], known.lastModified);
    assert.equal(headers["user-agent"], "Imprimatur/test");
    assert.match(String(headers["accept-encoding"]), /^gzip, deflate, br/u);
    server.answer = (_request, response) => response.writeHead(410).end("gone");
    assert.deepEqual(await fetched(), { kind: "gone" });
  });

  it("takes a feed for gone where only moves for good led to the 410", async () => {
    const led = async (status: number) => {
      server.answer = ({ url }, response) => {
        if (url === "/gone") response.writeHead(410).end();
        else response.writeHead(status, { location: "/gone" }).end();
      };
      return fetched();
    };
    assert.deepEqual(await led(301), { kind: "gone" });
    await assert.rejects(led(302), /answered 410 Gone; it is tried again later/u);
  });

  it("reads how long to wait, in seconds or as a date of the server's own clock", async () => {
    const asked = async (status: number, headers: Record<string, string>) => {
      server.answer = (_request, response) => response.writeHead(status, headers).end();
      const error: unknown = await fetched().catch((thrown: unknown) => thrown);
      return (error as { retryAfterSeconds?: unknown }).retryAfterSeconds;
    };
    assert.equal(await asked(429, { "retry-after": "120" }), 120);
    const date = "Mon, 01 Jun 2026 08:00:00 GMT";
    assert.equal(await asked(503, { "retry-after": "Mon, 01 Jun 2026 09:00:00 GMT", date }), 3_600);
    assert.equal(await asked(503, { "retry-after": "Mon, 01 Jun 2026 08:10:00 GMT", date: "unknown" }), 600, "by ours");
    assert.equal(await asked(503, { "retry-after": "soon" }), null);
    assert.equal(await asked(503, { "retry-after": "-1" }), null);
    assert.equal(await asked(429, { "retry-after": "100000000000" }), 1e11);
    assert.equal(await asked(500, {}), null);
  });

  it("says how long an answer stays fresh", async () => {
    const fresh = async (headers: Record<string, string>) => {
      serve(FEED, headers);
      const answer = await fetched();
      return answer.kind === "body" ? answer.freshSeconds : answer.kind;
    };
    const date = "Mon, 01 Jun 2026 08:00:00 GMT";
    assert.equal(await fresh({ "cache-control": "public, max-age=600" }), 600);
    assert.equal(await fresh({ "cache-control": "public, max-age=600", age: "500" }), 100);
    assert.equal(await fresh({ "cache-control": "no-cache, max-age=600" }), 0);
    assert.equal(await fresh({ expires: "Mon, 01 Jun 2026 08:30:00 GMT", date }), 1_800);
    assert.equal(await fresh({ expires: "Mon, 01 Jun 2026 08:10:00 GMT", date: "unknown" }), 600, "by ours");
    assert.equal(await fresh({ expires: "0", date }), 0);
    assert.equal(await fresh({}), null);
  });
});

describe("politeness", () => {
  it("asks one host once at a time, with a pause, while another host does not wait", async () => {
    let now = 0;
    const waited: number[] = [];
    const turns = hostTurns(1_000, {
      now: () => now,
      wait: async (milliseconds) => {
        waited.push(milliseconds);
        now += milliseconds;
      },
    });
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    await Promise.all([turns.take("one.example", false, work), turns.take("one.example", false, work)]);
    assert.equal(most, 1);
    assert.deepEqual(waited, [1_000]);
    await turns.take("one.example", true, work);
    await turns.take("other.example", false, work);
    assert.deepEqual(waited, [1_000]);
    now += 400;
    await turns.take("one.example", false, work);
    assert.deepEqual(waited, [1_000, 600]);
  });

  it("goes on after a request that failed", async () => {
    const turns = hostTurns(0);
    await assert.rejects(turns.take("one.example", false, () => Promise.reject(new Error("down"))));
    assert.equal(await turns.take("one.example", false, async () => "up"), "up");
  });
});

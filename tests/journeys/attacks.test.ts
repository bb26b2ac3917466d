import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { TIME_FOR_REQUESTS } from "../../src/cli/start.js";
import { verify } from "../../src/ledger/verify.js";
import { BOOTSTRAP_ACCOUNT, signInLink } from "../../src/services/accounts.js";
import { Person } from "../person.js";
import { processorTime } from "../processorTime.js";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";
import { pollingDesk } from "../services/pollingDesk.js";

const SOURCE = "/items?source=lantern/columns";
/** Of a usual processor. */
const MAX_SECONDS = 20;

describe("somebody who means harm", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());
  afterEach(async () => {
    assert.equal((await desk.get("/readyz")).status, 200, "the program keeps serving");
    assert.equal(Reflect.get({}, "polluted"), undefined);
  });

  function send(path: string, type: string, body: string | Buffer, more: Record<string, string> = {}) {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": type, ...more };
    return fetch(`${desk.origin}/api/v1${path}`, { method: "POST", headers, body: new Uint8Array(Buffer.from(body)) });
  }

  async function within<T>(work: () => Promise<T>): Promise<T> {
    const time = processorTime();
    const result = await work();
    const took = time();
    assert.ok(took < MAX_SECONDS, `${took} s`);
    return result;
  }

  const nested = (depth: number) => `{"id":"deep","title":"D","_x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  const refused: readonly (readonly [string, string, string | Buffer, number, Record<string, string>?])[] = [
    ["JSON 400,000 deep", "application/json", nested(400_000), 422],
    ["JSON 5,000 deep", "application/json", nested(5_000), 422],
    ["a page 190,000 deep", "text/html", "<div>".repeat(190_000), 422],
    ["a prototype in the body", "application/json", '{"__proto__":{"polluted":1},"id":"p"}', 400],
    ["a constructor's prototype", "application/json", '{"constructor":{"prototype":{"polluted":1}},"items":[]}', 422],
    ["an operator for items", "application/json", '{"items":{"$gt":""}}', 422],
    ["a list", "application/json", "[1]", 422],
    ["nothing", "application/json", "null", 400],
    ["JSON that calls itself plain text", "text/plain", '{"id":"a","title":"A"}', 422],
    ["JSON that calls itself a form", "application/x-www-form-urlencoded", '{"id":"a","title":"A"}', 422],
    ["bytes of no kind", "application/octet-stream", "x", 422],
    ["two megabytes", "text/html", "a".repeat(2_000_000), 413],
    ["200 MB in gzip", "application/json", gzipSync(Buffer.alloc(2e8, 0x20)), 413, { "content-encoding": "gzip" }],
    ["a gzip that is none", "application/json", "nope", 400, { "content-encoding": "gzip" }],
    ["a coding that nobody knows", "application/json", "nope", 400, { "content-encoding": "bogus" }],
  ];
  for (const [what, type, body, status, more] of refused) {
    it(`sends in ${what}, and is refused in words, soon`, async () => {
      const answer = await within(() => send(SOURCE, type, body, more));
      assert.equal(answer.status, status);
      assert.match(text(await answer.json(), "detail"), /[.!]$/u);
    });
  }

  it("sends NUL, lone surrogates and operators in every field, which become text, and no feed or proof breaks", async () => {
    const bad = "a\0b\ud800c\udc00d\u202e\ufffe";
    const column = {
      id: bad,
      title: bad,
      url: `http://lantern.example/${bad}`,
      content_html: `<p>${bad}</p>`,
      tags: [bad],
    };
    assert.equal(
      (await send(SOURCE, "application/json", JSON.stringify({ ...column, authors: [{ name: bad }] }))).status,
      201,
    );
    const operators = {
      id: { $gt: "" },
      title: { $ne: 1 },
      url: ["x"],
      content_html: { $where: "1" },
      tags: { $in: [] },
    };
    assert.equal((await send(SOURCE, "application/json", JSON.stringify(operators))).status, 201);
    await desk.api("POST", "/permissions", grantOf());
    for (const item of list((await desk.api("GET", "/items")).body, "items")) {
      const approval = { revision: at(item, "revision"), channels: ["web"] };
      assert.equal((await desk.api("POST", `/items/${text(item, "id")}/approve`, approval)).status, 200);
    }
    for (const format of ["rss", "atom", "json"]) {
      const feed = await (await desk.get(`/feeds/web.${format}`)).text();
      assert.doesNotMatch(feed, /\0|\\u0000|\ufffe|\\ufffe/u);
      assert.ok(feed.isWellFormed());
    }
    assert.deepEqual((await verify(desk.program.desk.models, null)).faults, []);
  });

  const outlines = (count: number, one: (index: number) => string) =>
    `<opml version="2.0"><body>${Array.from({ length: count }, (_, index) => one(index)).join("")}</body></opml>`;
  const lists: readonly (readonly [string, string, number])[] = [
    ["100,000 outlines", outlines(100_000, () => "<outline/>"), 0],
    ["8,000 feeds of one name", outlines(8_000, (at) => `<outline title="a" xmlUrl="http://a.example/${at}"/>`), 8_000],
    ["100,000 nested outlines", "<opml><body>".concat("<outline>".repeat(100_000)), 0],
    [
      "scripts and files",
      outlines(2, (at) => `<outline xmlUrl="${["javascript:alert(1)", "file:///etc/hostname"][at]}"/>`),
      0,
    ],
    [
      "entities that multiply",
      `<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>${outlines(1, () => '<outline title="&b;&c;" xmlUrl="http://a.example/"/>')}`,
      1,
    ],
    [
      "a name of 900,000 signs",
      outlines(1, () => `<outline title="${"&amp;-".repeat(150_000)}" xmlUrl="http://a.example/"/>`),
      1,
    ],
  ];
  for (const [what, opml, count] of lists) {
    it(`sends a list of feeds of ${what}, which costs little`, async () => {
      const answer = await within(() => send("/sources/opml", "text/x-opml", opml));
      const proposals = list(await answer.json(), "proposals");
      assert.equal(proposals.length, count);
      assert.equal(new Set(proposals.map((one) => at(one, "file"))).size, count);
      assert.ok(proposals.every((one) => /^feeds\/inbound\/[a-z0-9-]+\.json$/u.test(text(one, "file"))));
      assert.doesNotMatch(JSON.stringify(proposals), /haha|javascript:|file:/u);
    });
  }

  it("finds no password of a list of feeds in the files that are made of it", async () => {
    const opml = outlines(
      1,
      () => '<outline title="A" xmlUrl="http://ada:lock@a.example/f" htmlUrl="http://ada:lock@a.example/"/>',
    );
    const made = await (await send("/sources/opml", "text/x-opml", opml)).text();
    assert.match(made, /http:\/\/a\.example\/f/u);
    assert.doesNotMatch(made, /lock/u);
  });

  it("gets nothing by strange paths, queries and methods", async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    for (const path of ["/%zz", "/..%2f..%2faccounts", "/%00", "/[$gt]=", "/__proto__", "/constructor"])
      assert.equal((await desk.get(`/api/v1/items${path}`, headers)).status, 404, path);
    for (const after of ["-1", "1e9", "%00", "NaN", "99999999999999999999", "0x10"])
      assert.equal((await desk.get(`/api/v1/items?after=${after}`, headers)).status, 422, after);
    assert.equal((await desk.get("/api/v1/items?decision[$ne]=x&after[$gt]=1", headers)).status, 200);
    const head = (await desk.api("GET", "/ledger/head")).body;
    for (const name of ["x-http-method-override", "x-method-override", "x-http-method"]) {
      await send("/channels/post/tokens/tok_0?_method=DELETE", "application/json", "{}", { [name]: "DELETE" });
      await fetch(`${desk.origin}/api/v1/apply?_method=POST`, { headers: { ...headers, [name]: "POST" } });
    }
    assert.deepEqual((await desk.api("GET", "/ledger/head")).body, head);
  });

  it("cannot frame a page, be led away by one, or have a type guessed", async () => {
    for (const path of ["/sign-in", "/api/v1/items", "/healthz", "/nothing", "/assets/desk.css"]) {
      const { headers } = await desk.get(path);
      assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/u);
      assert.match(headers.get("content-security-policy") ?? "", /form-action 'self'/u);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
    }
    for (const path of ["/desk?next=http://evil.example/", "/sign-in?next=//evil.example", "//evil.example/desk"]) {
      const response = await fetch(`${desk.origin}${path}`, { redirect: "manual" });
      assert.match(response.headers.get("location") ?? "/", /^\/(?!\/)/u);
    }
  });

  it("does not use up a sign-in link by looking at it, nor use it twice, nor learn it from a referrer", async () => {
    const link = new URL(await signInLink(desk.program.desk, BOOTSTRAP_ACCOUNT));
    const open = (method: string) =>
      fetch(`${desk.origin}${link.pathname}${link.search}`, { method, redirect: "manual" });
    const looked = await open("HEAD");
    assert.deepEqual([looked.status, looked.headers.get("set-cookie")], [200, null]);
    const used = await open("GET");
    assert.equal(used.status, 303);
    assert.equal(used.headers.get("referrer-policy"), "no-referrer");
    assert.equal(used.headers.get("location"), "/desk");
    assert.match(used.headers.get("set-cookie") ?? "", /httponly/iu);
    assert.match(used.headers.get("set-cookie") ?? "", /samesite=lax/iu);
    assert.equal((await open("GET")).status, 401);
  });

  it("cannot sign somebody else's browser in from a page elsewhere", async () => {
    const response = await fetch(`${desk.origin}/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
      body: `token=${ADMIN_TOKEN}`,
      redirect: "manual",
    });
    assert.deepEqual([response.status, response.headers.get("set-cookie")], [403, null]);
  });

  it("cannot act by a session with JSON, plain text or a guess of the form's token", async () => {
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const head = (await desk.api("GET", "/ledger/head")).body;
    for (const [type, body] of [
      ["text/plain", "source=lantern/columns&reason=x&csrf="],
      ["application/json", '{"source":"lantern/columns","reason":"x","csrf":{"length":32}}'],
      ["application/json", '{"source":"lantern/columns","reason":"x","csrf":["a"]}'],
      ["application/x-www-form-urlencoded", "source=lantern/columns&reason=x&csrf[$ne]=x"],
    ] as const) {
      const response = await fetch(`${desk.origin}/desk/sources/pause`, {
        method: "POST",
        headers: { "content-type": type, cookie: person.cookie() },
        body,
        redirect: "manual",
      });
      assert.equal(response.status, 403);
    }
    const byCookie = await fetch(`${desk.origin}/api/v1/apply`, {
      method: "POST",
      headers: { cookie: person.cookie() },
    });
    assert.equal(byCookie.status, 401, "the API takes no cookies");
    assert.deepEqual((await desk.api("GET", "/ledger/head")).body, head);
  });

  it("cannot break a header with a line end, nor follow a refused body with another request", async () => {
    const { port } = new URL(desk.origin);
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    const hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.write(
      `POST /api/v1/items?source=a%0d%0aX-Evil:1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: bogus\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    );
    await once(socket, "close");
    const answer = Buffer.concat(chunks).toString("utf8");
    assert.equal(answer.match(/HTTP\/1\.1/gu)?.length, 1);
    assert.match(answer, /^HTTP\/1\.1 400/u);
    assert.doesNotMatch(answer, /^X-Evil/imu);
  });

  it("has fifteen seconds for the head of a request, and a minute for the whole", () => {
    assert.ok(TIME_FOR_REQUESTS.headersTimeout <= 15_000 && TIME_FOR_REQUESTS.requestTimeout <= 60_000);
  });

  it("forges no receipt: without a signature, with the public key as a secret, with a key of its own, by a strange name", async () => {
    const feed = (await (await desk.get("/feeds/web.json")).json()) as unknown;
    const [header = "", payload = "", signature = ""] = text(feed, "items", 0, "_rights", "receipt").split(".");
    const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
    const coded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const { keys } = (await (await desk.get("/.well-known/jwks.json")).json()) as { keys: Record<string, string>[] };
    const own = generateKeyPairSync("ed25519");
    const signedBy = (head: object, sign: (input: string) => Buffer) => {
      const input = `${coded({ ...decoded(header), ...head })}.${coded({ ...decoded(payload), outlet: "mallory" })}`;
      return `${input}.${sign(input).toString("base64url")}`;
    };
    const byOwn = (input: string) => sign(null, Buffer.from(input), own.privateKey);
    const forged = [
      `${header}.${coded({ ...decoded(payload), outlet: "mallory" })}.${signature}`,
      signedBy({ alg: "none" }, () => Buffer.alloc(0)),
      signedBy({}, () => Buffer.alloc(64)),
      ...keys.flatMap(({ x = "", ...rest }) =>
        [Buffer.from(x, "base64url"), x, JSON.stringify({ ...rest, x })].map((secret) =>
          signedBy({ alg: "HS256" }, (input) => createHmac("sha256", secret).update(input).digest()),
        ),
      ),
      signedBy({}, byOwn),
      signedBy({ jwk: own.publicKey.export({ format: "jwk" }) }, byOwn),
      signedBy({ jku: `${desk.partner.url}`, x5u: desk.partner.url }, byOwn),
      ...["", "../key", "__proto__", { $gt: "" }, ["a"], null, 1].map((kid) => signedBy({ kid }, byOwn)),
      signedBy({ crit: ["exp"], exp: 1 }, byOwn),
    ];
    const before = desk.partner.requests.length;
    for (const receipt of forged) {
      const { status, body } = await desk.api("POST", "/receipts/verify", { receipt });
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual([at(body, "genuine"), at(body, "holds"), at(body, "receipt")], [false, false, null]);
    }
    assert.equal(desk.partner.requests.length, before, "no key is fetched");
    for (const receipt of [
      "a.b.c",
      ".".repeat(3_000),
      "e30.e30.e30.e30.e30",
      "W10.e30.AAAA",
      { $gt: "" },
      "x".repeat(500_000),
    ])
      assert.notEqual(at((await desk.api("POST", "/receipts/verify", { receipt })).body, "genuine"), true);
  });
});

describe("a desk behind https", () => {
  it("marks the cookie of a session as one for https only", async () => {
    const desk = await pollingDesk({ BASE_URL: "https://desk.example", ADMIN_TOKEN });
    const origin = await desk.listen();
    const response = await fetch(`${origin}/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ token: ADMIN_TOKEN }),
      redirect: "manual",
    });
    const [session = ""] = response.headers.getSetCookie();
    assert.match(session, /^imprimatur_session=.*; secure; httponly/u);
    await desk.stop();
  });
});

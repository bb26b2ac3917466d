import assert from "node:assert/strict";
import { BOOTSTRAP_ACCOUNT, signInLink } from "../../src/services/accounts.js";
import { listening } from "../opened.js";
import { ADMIN_TOKEN, at, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const THREE = [{ guid: "one" }, { guid: "two" }, { guid: "three" }];

async function items(desk: RunningDesk, decision = "waiting"): Promise<readonly unknown[]> {
  return list((await desk.api("GET", `/items?decision=${decision}`)).body, "items");
}

function send(desk: RunningDesk, path: string, contentType: string, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": contentType };
  return fetch(`${desk.origin}/api/v1${path}`, { method: "POST", headers, body });
}

const seq = (desk: RunningDesk) => desk.program.desk.ledger.head().seq;

describe("what a source brings, again and again", () => {
  let desk: RunningDesk;

  beforeEach(async () => {
    desk = await runningDesk(rssOf(THREE));
  });
  afterEach(() => desk.stop());

  it("records nothing for the same bytes, and nothing for the same entries in other bytes", async () => {
    const before = seq(desk);
    await desk.poll();
    desk.partner.serve(rssOf(THREE).replace("<channel>", "<channel>\n<ttl>60</ttl>"));
    await desk.poll();
    assert.equal(seq(desk), before);
  });

  it("takes a cosmetic change for none, and an edited text for a revision with a word diff", async () => {
    const body = (src: string, words: string) =>
      `<p class="a" id="b">${words}</p><img src="${src}" alt="A pier"><a href="http://lantern.example/next?utm_source=rss">Next</a>`;
    const serve = (src: string, words: string, link = "http://lantern.example/one") =>
      desk.partner.serve(rssOf([{ guid: "one", link, body: body(src, words) }, ...THREE.slice(1)]));
    serve("http://lantern.example/a.jpg?t=1", "Low tide &amp; high tide");
    await desk.poll();
    const before = seq(desk);
    serve(
      "http://lantern.example/a.jpg?t=2",
      "Low  tide &#38;\nhigh tide",
      "https://www.lantern.example/one/?utm_medium=feed",
    );
    await desk.poll();
    assert.equal(seq(desk), before, "cosmetic");
    serve("http://lantern.example/a.jpg?t=2", "Low tide &amp; spring tide");
    await desk.poll();
    assert.equal(seq(desk), before + 1);

    const found = (await items(desk)).find((item) => at(item, "title") === "Column one");
    const id = text(found, "id");
    const revisions = list((await desk.api("GET", `/items/${id}`)).body, "revisions").map((one) => text(one, "digest"));
    const [from = "", to = ""] = revisions.slice(-2);
    const { status, body: diff } = await desk.api("GET", `/items/${id}/revisions/${from}/diff/${to}`);
    assert.equal(status, 200);
    const changed = list(diff, "text").filter((one) => at(one, "kind") !== "same");
    assert.deepEqual(
      changed.map((one) => [at(one, "kind"), text(one, "text").trim()]),
      [
        ["removed", "high"],
        ["added", "spring"],
      ],
    );
    assert.equal((await desk.api("GET", `/items/${id}/revisions/${from}/diff/sha256:${"0".repeat(64)}`)).status, 404);
  });

  it("recognises a column under another id, scheme and tracked address", async () => {
    const links = (guid: string) => `https://www.lantern.example/${guid}/?utm_source=rss#top`;
    desk.partner.serve(
      rssOf(
        THREE.map(({ guid }) => ({
          guid: `new-${guid}`,
          title: `Column ${guid}`,
          link: links(guid),
          body: `<p>The tide came in twice on the day of column ${guid}, as it does.</p>`,
        })),
      ),
    );
    await desk.poll();
    assert.equal((await items(desk)).length, 3);
  });

  it("keeps every column of a feed that gives them all one id", async () => {
    desk.partner.serve(
      rssOf(["a", "b", "c"].map((name) => ({ guid: "same", title: name, link: `http://lantern.example/${name}` }))),
    );
    await desk.poll();
    assert.equal((await items(desk)).length, 6);
  });

  it("holds back a feed that is suddenly another's, until it is as before or somebody accepts it", async () => {
    const before = seq(desk);
    const other = rssOf([{ guid: "x", link: "http://casino.example/x" }])
      .replace("The Lantern", "Lucky Nine")
      .replace("http://lantern.example/<", "http://casino.example/<");
    desk.partner.serve(other);
    await desk.poll();
    assert.equal(seq(desk), before);
    const held = at((await desk.api("GET", "/sources")).body, "sources", 0, "held");
    assert.equal(at(held, "code"), "feed.other-owner");

    desk.partner.serve(rssOf(THREE));
    await desk.poll();
    assert.equal(at((await desk.api("GET", "/sources")).body, "sources", 0, "held"), null);

    desk.partner.serve(other);
    await desk.poll();
    const accepted = await desk.api("POST", "/sources/accept?source=lantern/columns", { reason: "They moved house" });
    assert.equal(accepted.status, 200);
    await desk.poll();
    assert.equal((await items(desk)).length, 4);
    const again = await desk.api("POST", "/sources/accept?source=lantern/columns", { reason: "They moved house" });
    assert.deepEqual([again.status, again.body], [accepted.status, accepted.body]);
    const another = await desk.api("POST", "/sources/accept?source=lantern/columns", { reason: "They moved again" });
    assert.equal(another.status, 409);
  });

  it("merges two columns by hand and splits them again", async () => {
    const [one, two] = (await items(desk)).map((item) => text(item, "id"));
    const merged = await desk.api("POST", `/items/${one}/merge`, { item: two, reason: "The same text" });
    assert.equal(merged.status, 200);
    assert.equal((await items(desk)).length, 2);
    await desk.poll();
    assert.equal((await items(desk)).length, 2);
    const split = await desk.api("POST", `/items/${one}/split`, { item: two, reason: "It is not" });
    assert.equal(split.status, 200);
    assert.equal((await items(desk)).length, 3);
    assert.equal((await desk.api("POST", `/items/${one}/split`, { item: two, reason: "It is not" })).status, 200);
    assert.equal((await desk.api("POST", `/items/${one}/split`, { item: two, reason: "I say so" })).status, 409);
    assert.equal((await desk.api("POST", `/items/${one}/split`, { reason: "Of what?" })).status, 422);
  });

  it("takes columns sent in as JSON and as HTML the same way, each once", async () => {
    const item = {
      id: "sent-1",
      url: "https://lantern.example/sent",
      title: "Sent in",
      content_html: "<p>By hand.</p>",
    };
    const first = await desk.api("POST", "/items?source=lantern/columns", item);
    assert.equal(first.status, 201);
    assert.equal(at(first.body, "changes", "received"), 1);
    const again = await desk.api("POST", "/items?source=lantern/columns", item);
    assert.equal(at(again.body, "changes", "received"), 0);
    const page = `<html lang="en"><head><title>Site</title><meta name="author" content="Bo Field"></head><body><h1>A page</h1><p onclick="x()">Its text.</p><script>alert(1)</script></body></html>`;
    const sent = await send(desk, "/items?source=lantern/columns", "text/html", page);
    assert.equal(sent.status, 201);
    const found = (await items(desk)).find((one) => at(one, "title") === "A page");
    assert.deepEqual(at(found, "authors"), ["Bo Field"]);
    const { body } = await desk.api("GET", `/items/${text(found, "id")}`);
    assert.equal(at(body, "content", "html"), "<p>Its text.</p>");
    const latin = Buffer.from("<h1>Caf\u00e9</h1>", "latin1").toString("latin1");
    assert.equal(
      (await send(desk, "/items?source=lantern/columns", "text/html; charset=iso-8859-1", latin)).status,
      422,
    );
    assert.equal((await desk.api("POST", "/items?source=nobody/columns", item)).status, 422);
    assert.equal((await desk.api("POST", "/items?source=lantern/columns", {})).status, 422);
    assert.equal((await fetch(`${desk.origin}/api/v1/items?source=lantern/columns`, { method: "POST" })).status, 401);
  });

  it("finds the feeds a page names, and makes partner files of a list of feeds", async () => {
    const { origin, close } = await listening((_request, response) =>
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(
          `<!doctype html><link rel="alternate" type="application/rss+xml" title="All" href="/all.rss"><link rel="stylesheet" href="/a.css">`,
        ),
    );
    const found = await desk.api("GET", `/discover?url=${encodeURIComponent(`${origin}/page`)}`);
    await close();
    assert.deepEqual(at(found.body, "feeds"), [
      { url: `${origin}/all.rss`, type: "application/rss+xml", title: "All" },
    ]);

    const list = `<opml version="2.0"><body><outline text="Quays"><outline text="The Quay" xmlUrl="http://quay.example/feed" htmlUrl="http://quay.example/"/></outline></body></opml>`;
    const proposed = (await (await send(desk, "/sources/opml", "text/x-opml", list)).json()) as unknown;
    assert.equal(at(proposed, "proposals", 0, "file"), "feeds/inbound/the-quay.json");
    assert.equal(at(proposed, "proposals", 0, "content", "sources", 0, "url"), "http://quay.example/feed");
  });

  it("shows a column's pictures through the desk, by what they are, and nothing else", async () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(8)]);
    const { origin, close } = await listening((request, response) =>
      response
        .writeHead(200, { "content-type": "image/png" })
        .end(request.url === "/a.png" ? png : "<svg onload='x()'/>"),
    );
    const body = `<p>Look.</p><img src="${origin}/a.png" alt="A"><img src="${origin}/b.svg" alt="B">`;
    desk.partner.serve(rssOf([{ guid: "pictured", title: "Pictured", body }]));
    await desk.poll();
    const item = (await items(desk)).find((one) => at(one, "title") === "Pictured");
    const { signIn } = { signIn: await signInLink(desk.program.desk, BOOTSTRAP_ACCOUNT) };
    const entered = await fetch(`${desk.origin}${new URL(signIn).pathname}${new URL(signIn).search}`, {
      redirect: "manual",
    });
    const cookie = String(entered.headers.get("set-cookie")).split(";")[0] ?? "";
    const page = await (await desk.get(`/desk/items/${text(item, "id")}`, { cookie })).text();
    assert.ok(!page.includes(`src="${origin}`), "nothing is loaded from the partner");
    const addresses = [...page.matchAll(/<img class="preview" src="([^"]+)"/gu)].map((match) => match[1] ?? "");
    assert.equal(addresses.length, 2);
    const [shown, refused] = await Promise.all(addresses.map((address) => desk.get(address, { cookie })));
    assert.equal(shown?.status, 200);
    assert.equal(shown?.headers.get("content-type"), "image/png");
    assert.match(shown?.headers.get("content-security-policy") ?? "", /sandbox/u);
    assert.equal(refused?.status, 502);
    const [first = ""] = addresses;
    assert.equal((await desk.get(first.replace(/[0-9a-f]{32}$/u, "0".repeat(32)), { cookie })).status, 404);
    const stranger = await fetch(`${desk.origin}${first}`, { redirect: "manual" });
    assert.notEqual(stranger.status, 200);
    await close();
  });
});

import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import { digestOfText } from "../../src/domain/digest.js";
import { amendNow, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const BODY =
  "<p>The tide came in twice on the day. Nobody saw it leave <em>by the quay</em>.</p><p>At noon the fair began, and the whole town went to it, all but two.</p><p>The last words are not given away.</p>";
const EXCERPT = "<p>The tide came in twice on the day.</p>";
const FEEDS = ["web.rss", "web.atom", "web.json"] as const;

describe("a permission that clears only an excerpt", () => {
  let desk: RunningDesk;
  let item: string;
  let permission: string;

  beforeEach(async () => {
    const picture = '<p><img src="http://lantern.example/quay.png" alt="The quay"></p>';
    desk = await runningDesk(rssOf([{ guid: "one", title: "The tide", body: `${picture}${BODY}` }]));
    const { body } = await desk.api("POST", "/permissions", grantOf({ actions: ["excerpt"], excerpt: { words: 10 } }));
    permission = text(body, "permission");
    item = text((await desk.api("GET", "/items")).body, "items", 0, "id");
  });
  afterEach(() => desk.stop());

  const column = async () => (await desk.api("GET", `/items/${item}`)).body;
  const approve = async () =>
    desk.api("POST", `/items/${item}/approve`, { revision: at(await column(), "revision"), channels: ["web"] });
  const feed = async (name: string) => (await desk.get(`/feeds/${name}`)).text();
  const inJson = async () => at(JSON.parse(await feed("web.json")), "items", 0);

  it("is offered with its size and its words, and all three formats carry it, a link to the original and no more", async () => {
    const [answer] = list(await column(), "clearances").filter((one) => at(one, "channel") === "web");
    assert.equal(at(answer, "verdict"), "cleared");
    assert.equal(at(answer, "excerpt", "words"), 8);
    assert.equal(at(answer, "excerpt", "text"), "The tide came in twice on the day.");
    assert.equal((await approve()).status, 200);
    for (const name of FEEDS) {
      const written = await feed(name);
      assert.match(written, /The tide came in twice on the day\./u, name);
      assert.match(written, /Read the original/u, name);
      assert.match(written, /This is an excerpt; no more of the column may be published\./u, name);
      assert.doesNotMatch(written, /Nobody saw|the fair|last words|quay\.png/u, name);
    }
    const entry = await inJson();
    assert.equal(at(entry, "_rights", "extent"), "excerpt");
    assert.ok(text(entry, "content_html").includes(EXCERPT));
    assert.equal(at(entry, "summary"), undefined);
  });

  it("records, explains and signs for the excerpt's very text, until the permission ends", async () => {
    await approve();
    const { body } = await desk.api("GET", `/items/${item}/explain?channel=web`);
    assert.match(text(body, "answer"), /^Published as an excerpt of 8 words/u);
    const receipt = text(await inJson(), "_rights", "receipt");
    assert.equal(decodeJwt(receipt).excerpt, digestOfText(EXCERPT));
    const check = async () => (await desk.api("POST", "/receipts/verify", { receipt })).body;
    assert.equal(at(await check(), "holds"), true);
    await desk.api("POST", `/permissions/${permission}/revoke`, { reason: "It is over", effect: "now" });
    assert.equal(at(await check(), "holds"), false);
    assert.equal(at(JSON.parse(await feed("web.json")), "items", "length"), 0);
    const [release] = list(await column(), "releases");
    assert.equal(at(release, "words"), 8);
    assert.equal(at(release, "excerpt", "digest"), digestOfText(EXCERPT));
  });

  it("does not offer the column where it has no original to link to, nor where not a word fits", async () => {
    desk.partner.serve(
      rssOf([
        { guid: "two", link: " ", body: BODY },
        { guid: "three", body: "<p>One</p>" },
      ]),
    );
    desk.clock.advance(3_600_000);
    await desk.poll();
    for (const { id } of list((await desk.api("GET", "/items")).body, "items") as readonly { readonly id: string }[]) {
      if (id === item) continue;
      const found = list((await desk.api("GET", `/items/${id}`)).body, "clearances");
      assert.deepEqual([...new Set(found.map((one) => at(one, "verdict")))], ["refused"], id);
    }
  });

  it("is taken out where the limit is amended, and gives way to the whole where that is cleared, by new approvals only", async () => {
    await approve();
    const record = { ...grantOf({ actions: ["excerpt"], excerpt: { words: 5 } }), reason: "Shorter" };
    const amended = await amendNow(desk, permission, record);
    assert.equal(amended.status, 200, JSON.stringify(amended.body));
    const now = JSON.parse(await feed("web.json"));
    assert.equal(list(now, "items").length, 0);
    assert.equal(list(now, "_withdrawn", "items").length, 1);
    assert.equal((await approve()).status, 200);
    assert.match(text(await inJson(), "content_html"), /<p>The tide came in twice…<\/p>/u);

    await desk.api("POST", "/permissions", grantOf());
    assert.match(text(await inJson(), "content_html"), /twice…<\/p>/u);
    assert.equal((await approve()).status, 200);
    assert.match(text(await inJson(), "content_html"), /The last words/u);
    assert.equal(at(await inJson(), "_rights", "extent"), "whole");
  });
});

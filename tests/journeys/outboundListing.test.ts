import assert from "node:assert/strict";
import { parseOpml } from "feedsmith";
import { readOpml } from "../../src/formats/read/opml.js";
import { ADMIN_TOKEN, at, list, type RunningDesk, rssOf, runningDesk } from "../program.js";

describe("the list of feeds", () => {
  let desk: RunningDesk;
  before(async () => {
    desk = await runningDesk(rssOf([]));
  });
  after(() => desk.stop());

  it("leads readers to every feed for everyone by itself, each with its type, and to no outlet's", async () => {
    const response = await desk.get("/feeds");
    assert.equal(response.status, 200);
    const page = await response.text();
    const links = [...page.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)" title="([^"]+)"\/>/gu)];
    assert.deepEqual(
      links.map(([, type, href, title]) => [type, href, title]).filter(([, href]) => href?.includes("/web.")),
      [
        ["application/rss+xml", "http://desk.example/feeds/web.rss", "Web (RSS)"],
        ["application/atom+xml", "http://desk.example/feeds/web.atom", "Web (Atom)"],
        ["application/feed+json", "http://desk.example/feeds/web.json", "Web (JSON Feed)"],
      ],
    );
    assert.equal(links.length, 6, "two channels in three formats");
    assert.doesNotMatch(page, /post|Post/u);
  });

  it("is had as OPML by anyone without the outlets' channels, and by staff with them", async () => {
    const open = await desk.get("/feeds.opml");
    assert.match(String(open.headers.get("content-type")), /^text\/x-opml/u);
    const outlines = list(parseOpml(await open.text()), "body", "outlines");
    assert.deepEqual(outlines.map((outline) => at(outline, "xmlUrl")).sort(), [
      "http://desk.example/feeds/small.rss",
      "http://desk.example/feeds/web.rss",
    ]);
    assert.equal((await desk.get("/api/v1/channels.opml")).status, 401);
    const all = await desk.get("/api/v1/channels.opml", { authorization: `Bearer ${ADMIN_TOKEN}` });
    assert.equal(readOpml(await all.text()).length, 3);
  });
});

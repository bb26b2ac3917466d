import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

describe("what a column’s public page and the machine-readable terms say", () => {
  let desk: RunningDesk;
  let item: string;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one", title: "The tide" }]));
    const { licensesDir } = desk.program.config;
    cpSync(join(licensesDir, "house"), join(licensesDir, "open"), { recursive: true });
    const terms = JSON.parse(readFileSync(join(licensesDir, "house", "terms.json"), "utf8")) as object;
    writeFileSync(join(licensesDir, "open", "terms.json"), JSON.stringify({ ...terms, ai: { search: "allow" } }));
    await desk.api("POST", "/apply");
    const granted = await desk.api("POST", "/permissions", grantOf({ license: "open", searchWish: "canonical" }));
    assert.equal(granted.status, 201, JSON.stringify(granted.body));
    const [column] = list((await desk.api("GET", "/items")).body, "items");
    item = text(column, "id");
    await desk.api("POST", `/items/${item}/approve`, { revision: at(column, "revision"), channels: ["web", "post"] });
  });
  after(() => desk.stop());

  it("names license, holder, year, notice, credit, author, original and publisher in schema.org’s words", async () => {
    const html = await (await desk.get(`/items/${item}`)).text();
    const facts = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/u.exec(html)?.[1] ?? "") as unknown;
    assert.equal(at(facts, "license", "name"), "House terms");
    assert.equal(at(facts, "copyrightHolder", "name"), "Lantern Press");
    assert.equal(at(facts, "copyrightYear"), 2026);
    assert.match(text(facts, "copyrightNotice"), /Republished with permission/u);
    assert.equal(at(facts, "creditText"), "From The Lantern");
    assert.equal(at(facts, "creator", 0, "name"), "Ada Brook");
    assert.equal(at(facts, "isBasedOn"), "http://lantern.example/one");
    assert.equal(at(facts, "acquireLicensePage"), "http://lantern.example/");
    assert.equal(at(facts, "usageInfo"), `http://desk.example/items/${item}`);
    assert.ok(text(facts, "publisher", "name").length > 0);
    assert.match(html, /<link rel="canonical" href="http:\/\/lantern\.example\/one"\/?>/u);
    assert.match(html, /<meta name="tdm-reservation" content="1"\/?>/u);
    assert.doesNotMatch(html, /noindex/u);
    assert.doesNotMatch(html, /twice on the day/u, "never its text");
  });

  it("reserve mining in headers, on the page and for the whole place (TDMRep)", async () => {
    for (const path of ["/feeds/web.rss", `/items/${item}`]) {
      const { headers } = await desk.get(path);
      assert.equal(headers.get("tdm-reservation"), "1", path);
      assert.equal(headers.get("tdm-policy"), "http://desk.example/tdm-policy.json");
    }
    const places = (await (await desk.get("/.well-known/tdmrep.json")).json()) as readonly unknown[];
    assert.deepEqual(
      places.map((place) => at(place, "tdm-reservation")),
      [1, 1],
    );
    const policy = await (await desk.get("/tdm-policy.json")).json();
    assert.equal(at(policy, "permission", 0, "duty", 0, "action"), "obtainConsent");
  });

  it("say in RSL what machines may do at our own addresses, and lead to it", async () => {
    const feed = await desk.get("/feeds/web.atom");
    assert.match(
      String(feed.headers.get("link")),
      /<http:\/\/desk\.example\/rsl\/web\.xml>; rel="license"; type="application\/rsl\+xml"/u,
    );
    assert.match(String(feed.headers.get("link")), /rel="self"/u);
    const response = await desk.get("/rsl/web.xml");
    assert.match(String(response.headers.get("content-type")), /^application\/rsl\+xml/u);
    const root = new DOMParser().parseFromString(await response.text(), "text/xml").documentElement;
    const contents = [...(root?.getElementsByTagName("content") ?? [])];
    assert.equal(contents.length, 4);
    for (const content of contents) {
      assert.match(content.getAttribute("url") ?? "", /^http:\/\/desk\.example\//u);
      assert.equal(content.getElementsByTagName("permits").item(0)?.textContent, "search");
      assert.equal(content.getElementsByTagName("prohibits").item(0)?.textContent, "ai-input ai-index ai-train");
    }
    assert.match(await (await desk.get("/robots.txt")).text(), /^License: http:\/\/desk\.example\/rsl\/web\.xml$/mu);
  });

  it("tell nothing of an outlet’s channel", async () => {
    const [outlets, none] = [await desk.get("/rsl/post.xml"), await desk.get("/rsl/nothing.xml")];
    assert.equal(outlets.status, 404);
    assert.equal(none.status, 404);
    assert.doesNotMatch(await (await desk.get("/robots.txt")).text(), /post/u);
    assert.doesNotMatch(JSON.stringify([...(await desk.get("/feeds/post.rss")).headers]), /rsl/u);
  });
});

import assert from "node:assert/strict";
import {
  amendNow,
  at,
  changeLicense,
  grantOf,
  list,
  type RunningDesk,
  rssOf,
  runningDesk,
  settled,
  text,
} from "../program.js";

const PIXEL = "https://lantern.example/p.gif?a=1&b=2";
const IN_BODY = '<img src="https://lantern.example/p.gif?a=1&amp;b=2" alt="" width="1" height="1">';
const HOUSE = [
  { class: "credit", placement: "top" },
  { class: "notice", placement: "bottom" },
  { class: "link", placement: "bottom" },
];
const DUTIES = [...HOUSE, { class: "pixel", parameters: { url: PIXEL } }];
/** The license of these tests has no address, so that the notice is empty. */
const NOTHING = { notice: "{licenseUrl}" };
const BODY = '<p>The tide.</p><p><img src="http://lantern.example/quay.png?a=1&amp;b=2" alt="The quay"></p>';

describe("what goes along with a column", () => {
  let desk: RunningDesk;
  let item: string;
  let permission: string;
  let secret: string;

  const column = async () => (await desk.api("GET", `/items/${item}`)).body;
  const approve = async (channels: readonly string[]) => {
    const revision = at(await column(), "revision");
    return desk.api("POST", `/items/${item}/approve`, { revision, channels });
  };
  const feed = async (name: string) =>
    JSON.parse(await (await desk.get(`/feeds/${name}.json`, { authorization: `Bearer ${secret}` })).text());
  const begin = async (title: string, grant: object) => {
    desk = await runningDesk(rssOf([{ guid: "one", title, body: BODY }]));
    permission = text((await desk.api("POST", "/permissions", grantOf({ ...grant }))).body, "permission");
    item = text((await desk.api("GET", "/items")).body, "items", 0, "id");
    secret = text((await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body, "secret");
  };
  afterEach(() => desk.stop());

  it("is the counting pixel on the web alone, and pictures only where they are cleared", async () => {
    await begin("The tide", { duties: DUTIES });
    await approve(["web", "post"]);
    const [web, post] = [at(await feed("web"), "items", 0), at(await feed("post"), "items", 0)];
    assert.ok(text(web, "content_html").endsWith(IN_BODY), text(web, "content_html"));
    assert.doesNotMatch(text(post, "content_html"), /p\.gif/u);
    assert.deepEqual(at(web, "_rights", "images"), []);
    assert.doesNotMatch(JSON.stringify([web, post]), /quay\.png|<p><\/p>/u);
  });

  it("are pictures with their credits where drawings and photographs are cleared", async () => {
    await begin("The tide", {});
    const components = { text: "allow", headline: "allow", images: "allow", graphics: "allow", embeds: "deny" };
    await changeLicense(desk, { components });
    await amendNow(desk, permission, { ...grantOf(), reason: "Drawings too" });
    await approve(["web"]);
    const rss = await (await desk.get("/feeds/web.rss")).text();
    assert.match(rss, /<media:content url="http:\/\/lantern\.example\/quay\.png\?a=1&amp;b=2" medium="image">/u);
  });

  it("are pictures with their credits beside them where a duty asks for it, and none without", async () => {
    const figure = (name: string, caption: string) =>
      `<figure><img src="http://lantern.example/${name}.png"><figcaption>${caption}</figcaption></figure>`;
    await begin("The tide", {});
    const components = { text: "allow", headline: "allow", images: "allow", graphics: "allow", embeds: "deny" };
    await changeLicense(desk, { components, duties: [...HOUSE, { class: "image-credit" }] });
    const one = figure("quay", "Dawn. Photo: Ada Brook") + figure("pier", "The pier");
    desk.partner.serve(rssOf([{ guid: "two", title: "Two", body: `<p>The tide.</p>${one}` }]));
    await desk.poll();
    const waiting = list((await desk.api("GET", "/items")).body, "items");
    item = text(
      waiting.find((one) => at(one, "title") === "Two"),
      "id",
    );
    await amendNow(desk, permission, { ...grantOf(), reason: "With credits" });
    assert.equal((await approve(["web"])).status, 200);
    const entry = at(await feed("web"), "items", 0);
    assert.match(text(entry, "content_html"), /quay\.png.*Dawn\. Photo: Ada Brook<\/figcaption>/u);
    assert.doesNotMatch(text(entry, "content_html"), /pier/u);
    assert.deepEqual(
      list(entry, "_rights", "images").map((image) => [at(image, "url"), at(image, "credit")]),
      [["http://lantern.example/quay.png", "Ada Brook"]],
    );
    for (const format of ["rss", "atom"]) assert.equal((await desk.get(`/feeds/web.${format}`)).status, 200);
  });

  it("is never left unsaid: a column that cannot be written any more gets a tombstone, and staff see why", async () => {
    await begin("The tide", {});
    await approve(["web"]);
    assert.equal(list(await feed("web"), "items").length, 1);
    const amended = await amendNow(desk, permission, { ...grantOf(NOTHING), reason: "Oh" });
    assert.equal(amended.status, 200, JSON.stringify(amended.body));
    const after = await feed("web");
    assert.equal(list(after, "items").length, 0);
    assert.match(text(after, "_withdrawn", "items", 0, "reason"), /cannot be published as its rights ask/u);
    await settled(desk.program);
    const page = await desk.get(`/items/${item}`);
    assert.equal(page.status, 410);
    const view = await column();
    assert.equal(at(view, "unwritten", 0, "channel"), "web");
    assert.match(text(view, "unwritten", 0, "problem"), /^It has no copyright notice\.$/u);
    assert.equal(at(view, "releases", 0, "withdrawal"), "unwritable");
    const etag = (await desk.get("/feeds/web.json")).headers.get("etag");
    assert.equal((await desk.get("/feeds/web.json")).headers.get("etag"), etag);

    await amendNow(desk, permission, { ...grantOf({}), reason: "Mended" });
    assert.equal(list(await feed("web"), "items").length, 0);
    await approve(["web"]);
    assert.equal(list(await feed("web"), "items").length, 1);
    assert.deepEqual(at(await column(), "unwritten"), []);
  });

  it("is looked at before it is released: an approval says what could not be written, and the desk does", async () => {
    await begin("The tide", NOTHING);
    const refused = await approve(["web"]);
    assert.equal(refused.status, 409);
    assert.equal(at(refused.body, "code"), "item.unwritable");
    assert.match(text(refused.body, "detail"), /in web; nothing was approved\. It has no copyright notice\. Mend/u);
    assert.equal(text(refused.body, "errors", 0, "pointer"), "/channels/web");
    const view = await column();
    assert.match(JSON.stringify(at(view, "clearances", 0)), /"verdict":"cleared".*"unwritable":"It has no copyright/u);
    assert.deepEqual([at(view, "releases"), at(view, "approvals")], [[], []]);
    assert.equal((await approve(["web", "post"])).status, 409);

    await amendNow(desk, permission, { ...grantOf(), reason: "Mended" });
    assert.equal(at(await column(), "clearances", 0, "unwritable"), null);
    assert.equal((await approve(["web"])).status, 200);
  });

  it("is not released by a standing instruction where it cannot be written; it waits", async () => {
    await begin("The tide", NOTHING);
    const until = new Date(Date.parse(desk.clock()) + 86_400_000).toISOString();
    await desk.api("POST", "/instructions", { source: "lantern/columns", channel: "web", until });
    const serve = (guids: readonly string[]) =>
      desk.partner.serve(rssOf(guids.map((guid) => ({ guid, title: guid, body: BODY }))));
    const decisions = async () => {
      await desk.poll();
      const { body } = await desk.api("GET", "/items?decision=approved");
      return list(body, "items").map((one) => at(one, "title"));
    };
    serve(["one", "two"]);
    assert.deepEqual(await decisions(), []);
    await amendNow(desk, permission, { ...grantOf(), reason: "Mended" });
    serve(["one", "two", "three"]);
    assert.deepEqual(await decisions(), ["three"]);
  });

  it("asks for a counting pixel only with a secure address of it", async () => {
    await begin("The tide", {});
    for (const parameters of [{}, { url: "http://lantern.example/p.gif" }]) {
      const refused = await desk.api(
        "POST",
        "/permissions",
        grantOf({ duties: [...HOUSE, { class: "pixel", parameters }] }),
      );
      assert.equal(refused.status, 422);
      assert.equal(text(refused.body, "errors", 0, "pointer"), "/duties/3/parameters/url");
    }
  });
});

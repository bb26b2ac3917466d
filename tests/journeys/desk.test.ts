import assert from "node:assert/strict";
import { Person } from "../person.js";
import { ADMIN_TOKEN, type RunningDesk, rssOf, runningDesk } from "../program.js";

const HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>';

describe("a person at the desk", () => {
  let desk: RunningDesk;
  let person: Person;

  before(async () => {
    desk = await runningDesk(
      rssOf([
        { guid: "one", title: "The tide" },
        { guid: "two", title: `&lt;b&gt;Two&lt;/b&gt;`, author: "A &amp; B", body: `<p>Words.</p>${HOSTILE}` },
      ]),
    );
    person = new Person(desk.origin);
  });
  after(() => desk.stop());

  async function firstItem(title: string): Promise<{ readonly page: string; readonly revision: string }> {
    const { html } = await person.open("/desk");
    const page = new RegExp(`href="(/desk/items/item_[0-9a-f]+)"[^>]*>${title}`, "u").exec(html)?.[1] ?? "";
    const revision = /name="revision" value="([^"]+)"/u.exec((await person.open(page)).html)?.[1] ?? "";
    return { page, revision };
  }

  it("is sent to sign in first, and gets nowhere with a wrong token", async () => {
    const closed = await person.open("/desk");
    assert.equal(closed.status, 302);
    assert.equal((await person.send("/sign-in", [["token", "wrong"]])).status, 401);
    const signedIn = await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    assert.equal(signedIn.status, 303);
    assert.equal((await person.open("/desk")).status, 200);
  });

  it("finds every page, under a strict Content-Security-Policy", async () => {
    for (const path of [
      "/desk",
      "/desk?show=approved",
      "/desk/permissions",
      "/desk/permissions/new?partner=lantern",
      "/desk/feeds",
      "/desk/audit",
    ]) {
      assert.equal((await person.open(path)).status, 200, path);
    }
    const response = await fetch(`${desk.origin}/sign-in`);
    assert.match(String(response.headers.get("content-security-policy")), /default-src 'none'.*script-src 'self'/u);
    for (const asset of ["/assets/desk.css", "/assets/desk.js", "/assets/favicon.svg"])
      assert.equal((await fetch(`${desk.origin}${asset}`)).status, 200);
  });

  it("sees why a column may not go out, records the permission, approves, holds", async () => {
    const { page, revision } = await firstItem("The tide");
    assert.match((await person.open(page)).html, /No permission on record covers this column/u);
    const granted = await person.act("/desk/permissions/new", "/desk/permissions", [
      ["license", "house"],
      ["partner", "lantern"],
      ["grantorName", "Lantern Press"],
      ["grantorBasis", "owner"],
      ["territoriesInclude", "gb, ie"],
      ["openEnded", "1"],
      ["evidence", "A letter"],
    ]);
    assert.equal(granted.status, 303);
    assert.match(granted.location, /\/desk\/permissions\/perm_/u);
    assert.match((await person.open(new URL(granted.location, desk.origin).pathname)).html, /GB, IE/u);

    const approved = await person.act(page, `${page}/approve`, [
      ["revision", revision],
      ["channels", "web"],
    ]);
    assert.equal(approved.status, 303);
    assert.match((await person.open(page)).html, /Approved for web; it is in the feeds now/u);
    assert.match(await (await desk.get("/feeds/web.rss")).text(), /The tide/u);

    const held = await person.act(page, `${page}/hold`, [["reason", "A reader complained"]]);
    assert.equal(held.status, 303);
    assert.match((await person.open(page)).html, /Held, and taken out of 1 channel/u);
    assert.doesNotMatch(await (await desk.get("/feeds/web.rss")).text(), /<item>/u);
    const item = page.slice("/desk/items/".length);
    const copies = `${page}/copies`;
    assert.match((await person.open(copies)).html, /A text that has left since/u);
    const takenDown = await person.act(copies, `${page}/takedown`, [["reason", "A court asked for it"]]);
    assert.equal(new URL(takenDown.location, desk.origin).pathname, copies);
    assert.match((await person.open(copies)).html, /Taken down\. 0 outlets are asked to remove it/u);
    const takedown =
      /action="(\/desk\/takedowns\/take_[0-9a-f]+\/lift)"/u.exec((await person.open(copies)).html)?.[1] ?? "";
    await person.act(copies, takedown, [["reason", "Settled"]]);
    assert.match((await person.open(copies)).html, /Lifted\. The column waits for an editor/u);
    assert.match((await person.open(`/desk/items/${item}/explain?channel=web`)).html, /A reader complained/u);
    assert.match((await person.open(`/desk/audit?subject=item:${item}`)).html, /A reader complained/u);
  });

  it("is told what is wrong with a permission, and keeps what was typed", async () => {
    const refused = await person.act("/desk/permissions/new", "/desk/permissions", [
      ["license", "house"],
      ["partner", "lantern"],
      ["grantorName", "Typed name"],
      ["grantorBasis", "owner"],
      ["evidence", "x"],
    ]);
    assert.equal(refused.status, 422);
    assert.match(refused.html, /Say until when it holds/u);
    assert.match(refused.html, /Typed name/u);
  });

  it("cannot be made to act by a form that is not the desk's own", async () => {
    const { page, revision } = await firstItem("Two");
    const forged = await person.send(`${page}/approve`, [
      ["revision", revision],
      ["channels", "web"],
    ]);
    assert.equal(forged.status, 403);
    assert.doesNotMatch(await (await desk.get("/feeds/web.rss")).text(), /<item>/u);
  });

  it("is not harmed by what a feed says", async () => {
    const { page } = await firstItem("Two");
    const { html } = await person.open(page);
    assert.doesNotMatch(html, /<script>alert|<img[^>]*onerror/u);
    assert.doesNotMatch(html, /<img src="?x/u);
  });

  it("issues an outlet's token, shown once and never again", async () => {
    const issued = await person.act("/desk/feeds", "/desk/feeds/post/tokens", [["name", "CMS of the Post"]]);
    assert.equal(issued.status, 200);
    const page = await person.open("/desk/feeds");
    assert.match(page.html, /CMS of the Post/u);
    const secret = /id="new-token"[^>]*value="([^"]+)"/u.exec(issued.html)?.[1] ?? "";
    assert.equal((await desk.get(`/feeds/post.rss?token=${secret}`)).status, 200);
    assert.ok(!page.html.includes(secret));
  });

  it("replaces an outlet's token, and says where the outlet is told, by forms", async () => {
    const { html } = await person.open("/desk/feeds");
    const [rotate = ""] = /\/desk\/feeds\/post\/tokens\/[^/"]+\/rotate/u.exec(html) ?? [];
    const rotated = await person.act("/desk/feeds", rotate, [["overlapHours", "2"]]);
    const secret = /id="new-token"[^>]*value="([^"]+)"/u.exec(rotated.html)?.[1] ?? "";
    assert.equal((await desk.get(`/feeds/post.rss?token=${secret}`)).status, 200);
    assert.match(rotated.html, /replaced; open until/u);

    const contact = "/desk/outlets/post/contact";
    const told = await person.act("/desk/feeds", contact, [
      ["webhook", "http://127.0.0.1:9/told"],
      ["email", "desk@post.example"],
    ]);
    assert.match(told.html, /id="new-secret"[^>]*value="[^"]{20,}"/u);
    assert.match(
      (await person.open("/desk/feeds")).html,
      /Told by the webhook http:\/\/127\.0\.0\.1:9\/told and desk@post/u,
    );
    assert.ok(
      (await person.send(contact, [["email", "x@post.example"]])).status >= 400,
      "not without the page's token",
    );
    assert.ok((await person.act("/desk/feeds", contact, [["email", "nobody"]])).status >= 400);
    assert.match((await person.open("/desk/feeds")).html, /name="version" value="1"/u);
    assert.equal((await person.act("/desk/feeds", contact, [["version", "0"]])).status, 409, "somebody was quicker");
    assert.equal((await person.act("/desk/feeds", contact, [["version", "1"]])).status, 303);
    assert.match((await person.open("/desk/feeds")).html, /learns of takedowns from its feed alone/u);
  });

  it("can sign out", async () => {
    const out = await person.act("/desk", "/sign-out", []);
    assert.equal(out.status, 303);
    assert.equal((await person.open("/desk")).status, 302);
  });
});

import assert from "node:assert/strict";
import { Person } from "../person.js";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const BODY =
  '<p>The tide came in at six.</p><p>Leave a Reply</p><p>It went out at noon.</p><div class="sharedaddy"><p>Pass it on</p></div><p><a href="/map">The map</a> was wet.</p><img src="http://count.example/p.gif" width="1" height="1">';

describe("what cleaning cut", () => {
  let desk: RunningDesk;
  const item = async () => {
    const { body } = await desk.api("GET", "/items?decision=waiting");
    return (await desk.api("GET", `/items/${text(body, "items", 0, "id")}`)).body;
  };

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one", body: BODY }]));
    await desk.poll();
  });
  afterEach(() => desk.stop());

  it("is put back by an editor, into a revision of its own, and stays where the feed sends the same again", async () => {
    const before = await item();
    const cuts = list(before, "cuts").map((cut) => text(cut, "text"));
    assert.deepEqual(cuts, ["Pass it on", "http://count.example/p.gif", "Leave a Reply"]);
    const id = text(before, "id");
    const put = await desk.api("POST", `/items/${id}/put-back`, { revision: at(before, "revision"), cuts: [0, 2] });
    assert.equal(put.status, 200);

    const after = await item();
    assert.equal(at(after, "revision"), at(put.body, "revision"));
    assert.notEqual(at(after, "revision"), at(before, "revision"));
    assert.match(
      text(after, "content", "html"),
      /at six\.<\/p><p>Leave a Reply<\/p><p>It.*Pass it on.*<a href="http:\/\/lantern\.example\/map">/u,
    );
    assert.deepEqual(
      list(after, "cuts").map((cut) => text(cut, "text")),
      ["http://count.example/p.gif"],
    );
    assert.deepEqual(at(after, "findings"), []);

    const head = text((await desk.api("GET", "/ledger/head")).body, "seq");
    desk.partner.serve(rssOf([{ guid: "one", body: BODY }]).replace("<channel>", "<channel> "));
    await desk.poll();
    assert.equal(text((await desk.api("GET", "/ledger/head")).body, "seq"), head);

    await desk.api("POST", "/permissions", grantOf());
    await desk.api("POST", `/items/${id}/approve`, { revision: at(after, "revision"), channels: ["web"] });
    assert.match(await (await desk.get("/feeds/web.rss")).text(), /Leave a Reply/u);
    const { body } = await desk.api("GET", `/ledger/entries?subject=item:${id}`);
    assert.ok(list(body, "entries").some((entry) => at(entry, "act") === "put-back"));
  });

  it("is listed with the place where it stood", async () => {
    const places = list(await item(), "cuts").map((cut) => [text(cut, "text"), text(cut, "place")]);
    assert.deepEqual(places, [
      ["Pass it on", "after block 2"],
      ["http://count.example/p.gif", "after block 3"],
      ["Leave a Reply", "after block 1"],
    ]);
  });

  it("is put back from where it stood in the text, by one button and without a script", async () => {
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const id = text(await item(), "id");
    const page = `/desk/items/${id}`;
    const { html } = await person.open(page);
    assert.match(html, /at six\.<\/p><details class="in-text"/u);
    const value = /name="cuts" value="(\d)"[^>]*aria-label="Put back “Leave a Reply”"/u.exec(html)?.[1];
    const revision = /name="revision" value="([^"]+)"/u.exec(html)?.[1];
    await person.act(page, `${page}/put-back`, [
      ["cuts", value ?? ""],
      ["revision", revision ?? ""],
    ]);
    assert.match(text(await item(), "content", "html"), /at six\.<\/p><p>Leave a Reply<\/p><p>It/u);
  });

  it("does not bring back a column that its partner has withdrawn, or that was taken down", async () => {
    const before = await item();
    const path = `/items/${text(before, "id")}`;
    const ask = () => desk.api("POST", `${path}/put-back`, { revision: at(before, "revision"), cuts: [2] });
    await desk.api("POST", `${path}/takedown`, { reason: "A court asked for it" });
    assert.equal(at((await ask()).body, "code"), "item.refused");
    desk.partner.serve(
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:x</id><title>The Lantern</title><updated>2026-06-01T12:00:00Z</updated><at:deleted-entry ref="one" when="2026-06-01T12:30:00Z"/></feed>`,
    );
    await desk.poll();
    assert.equal(at((await ask()).body, "code"), "item.refused");
    assert.equal(at((await desk.api("GET", path)).body, "review", "decision"), "withdrawn");
  });

  it("is another matter once the partner sends another text", async () => {
    const before = await item();
    await desk.api("POST", `/items/${text(before, "id")}/put-back`, { revision: at(before, "revision"), cuts: [2] });
    desk.partner.serve(rssOf([{ guid: "one", body: BODY.replace("six", "seven") }]));
    await desk.poll();
    assert.match(text(await item(), "content", "html"), /at seven\.<\/p><p>It went/u);
  });

  it("stays out where it counts readers, is no cut, or is of a superseded text", async () => {
    const before = await item();
    const ask = (body: unknown) => desk.api("POST", `/items/${text(before, "id")}/put-back`, body);
    const revision = at(before, "revision");
    assert.equal(at((await ask({ revision, cuts: [1] })).body, "code"), "input.invalid");
    assert.equal(at((await ask({ revision, cuts: [9] })).body, "code"), "input.invalid");
    assert.equal((await ask({ revision, cuts: [] })).status, 422);
    assert.equal((await ask({ revision, cuts: [0] })).status, 200);
    assert.equal(at((await ask({ revision, cuts: [2] })).body, "code"), "item.stale");
  });
});

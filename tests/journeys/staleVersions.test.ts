import assert from "node:assert/strict";
import { Person } from "../person.js";
import { ADMIN_TOKEN, amendNow, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

describe("a permission that two people work on", () => {
  let desk: RunningDesk;
  let id: string;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());
  beforeEach(async () => {
    id = text((await desk.api("POST", "/permissions", grantOf())).body, "permission");
  });

  const seq = () => desk.program.desk.ledger.head().seq;
  const amend = (more: object) =>
    desk.api("POST", `/permissions/${id}/amend`, { ...grantOf(), reason: "A letter", ...more });
  const versions = async () => list((await desk.api("GET", `/permissions/${id}`)).body, "versions");

  it("keeps the first amendment, and tells the second person what was changed, by whom and why", async () => {
    assert.equal((await amend({ version: 1, creditLine: "By the Lantern" })).status, 200);
    const late = await amend({ version: 1, rightsHolder: "Somebody Else" });
    assert.equal(late.status, 409);
    assert.equal(at(late.body, "code"), "permission.stale");
    assert.match(text(late.body, "detail"), /Administrator amended it at .* \(“A letter”\)\. Look at version 2/u);
    assert.deepEqual(
      list(late.body, "errors").map((error) => at(error, "pointer")),
      ["/creditLine"],
    );
    assert.equal((await versions()).length, 2);
  });

  it("asks for the version where an amendment names none", async () => {
    const unversioned = await amend({});
    assert.equal(unversioned.status, 428);
    assert.equal(at(unversioned.body, "code"), "version.missing");
  });

  it("answers the same amendment sent again as the first time, and records nothing", async () => {
    const first = await amend({ version: 1, creditLine: "By the Lantern" });
    const before = seq();
    desk.clock.advance(1_000);
    assert.deepEqual(await amend({ version: 1, creditLine: "By the Lantern" }), first);
    assert.equal(seq(), before);
  });

  it("takes the version from the entity tag that it was read with", async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
    const path = `${desk.origin}/api/v1/permissions/${id}`;
    const tag = (await fetch(path, { headers })).headers.get("etag") ?? "";
    assert.equal(tag, '"1"');
    const send = (tags: string) => {
      const body = JSON.stringify({ ...grantOf(), reason: `With ${tags}` });
      return fetch(`${path}/amend`, { method: "POST", headers: { ...headers, "if-match": tags }, body });
    };
    assert.equal((await send("*")).status, 422);
    assert.equal((await send(tag)).status, 200);
    assert.equal((await send('"7"')).status, 409);
  });

  for (const [move, more] of [
    ["revoke", { effect: "now" }],
    ["suspend", {}],
    ["supersede", {}],
  ] as const) {
    it(`refuses to ${move} what was changed since it was read, and does the same act once only`, async () => {
      const successor = text((await desk.api("POST", "/permissions", grantOf())).body, "permission");
      const own = move === "supersede" ? { successor } : more;
      const send = (version: number) =>
        desk.api("POST", `/permissions/${id}/${move}`, { reason: "Over", ...own, version });
      await amendNow(desk, id, { ...grantOf(), reason: "Renewed" });
      const stale = await send(1);
      assert.equal(stale.status, 409);
      assert.equal(at(stale.body, "code"), "permission.stale");
      const done = await send(2);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      const before = seq();
      assert.deepEqual(await send(2), done);
      assert.equal(seq(), before);
    });
  }

  it("gives the form back with what was typed and what has changed, to be sent again knowingly", async () => {
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const page = `/desk/permissions/${id}/amend`;
    const typed = {
      license: "house",
      partner: "lantern",
      grantorName: "Lantern Press",
      grantorBasis: "owner",
      evidence: "Their second letter",
      openEnded: "1",
      creditLine: "Typed by me",
      reason: "As they wrote",
    };
    assert.match((await person.open(page)).html, /name="version" value="1"/u);
    assert.equal((await amend({ version: 1, rightsHolder: "Somebody Else" })).status, 200);
    const stale = await person.act(page, page, Object.entries({ ...typed, version: "1" }));
    assert.equal(stale.status, 409);
    assert.match(stale.html, /Administrator amended it at/u);
    assert.match(stale.html, /Changed since version 1: the rights holder/u);
    assert.match(stale.html, /Typed by me/u);
    assert.match(stale.html, /name="version" value="2"/u);
    const again = await person.act(page, page, Object.entries({ ...typed, version: "2" }));
    assert.equal(again.status, 303);
    assert.equal((await versions()).length, 3);
  });

  it("gives the form of a revocation back with the reason that was typed, where it was changed meanwhile", async () => {
    const person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const page = `/desk/permissions/${id}`;
    assert.equal((await amend({ version: 1, rightsHolder: "Somebody Else" })).status, 200);
    const typed = { reason: "Typed by me", effect: "now" };
    const stale = await person.act(page, `${page}/revoke`, Object.entries({ ...typed, version: "1" }));
    assert.equal(stale.status, 409);
    assert.match(stale.html, /Administrator amended it at/u);
    assert.match(stale.html, /<details id="revoke" open/u);
    assert.match(stale.html, /name="reason"[^>]*value="Typed by me"/u);
    assert.match(stale.html, /<option[^>]*selected[^>]*>now,|value="now" selected/u);
    assert.match(stale.html, /name="version" value="2"/u);
    const again = await person.act(page, `${page}/revoke`, Object.entries({ ...typed, version: "2" }));
    assert.equal(again.status, 303);
  });
});

describe("the contact of an outlet that two people change", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());

  it("is replaced only by who has read it, and the same sent again changes nothing", async () => {
    const path = "/outlets/post/contact";
    const first = { webhook: "http://127.0.0.1:9/told", email: "desk@post.example" };
    const given = await desk.api("POST", path, first);
    assert.equal(given.status, 200, JSON.stringify(given.body));
    assert.equal(at(given.body, "version"), 1);
    desk.clock.advance(1_000);
    assert.deepEqual(await desk.api("POST", path, first), given, "with the same secret");
    const unversioned = await desk.api("POST", path, { email: "other@post.example" });
    assert.deepEqual([unversioned.status, at(unversioned.body, "code")], [428, "version.missing"]);
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
    const address = `${desk.origin}/api/v1${path}`;
    const tag = (await fetch(address, { headers })).headers.get("etag") ?? "";
    assert.equal(tag, '"1"');
    const send = (email: string) =>
      fetch(address, { method: "POST", headers: { ...headers, "if-match": tag }, body: JSON.stringify({ email }) });
    const answers = await Promise.all(["a@post.example", "b@post.example"].map(send));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409], "of two at once, one");
    const late = await desk.api("POST", path, { email: "c@post.example", version: 1 });
    assert.deepEqual([late.status, at(late.body, "code")], [409, "contact.stale"]);
    const { body } = await desk.api("GET", path);
    assert.equal(at(body, "version"), 2);
    assert.notEqual(at(body, "email"), "c@post.example");
    assert.equal(at(body, "secret"), undefined);
  });
});

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { parseAtomFeed } from "feedsmith";
import { eventually } from "../eventually.js";
import { listening } from "../opened.js";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;

interface Hook {
  readonly url: string;
  readonly received: { readonly headers: IncomingMessage["headers"]; readonly body: string }[];
  status: number;
  close(): Promise<void>;
}

/** What an outlet runs to be told. */
async function hook(): Promise<Hook> {
  const { origin, close } = await listening((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      it.received.push({ headers: request.headers, body });
      response.writeHead(it.status).end();
    });
  });
  const it: Hook = { url: `${origin}/told`, received: [], status: 204, close };
  return it;
}

describe("a takedown", () => {
  let desk: RunningDesk;
  let outlet: Hook;
  let secret: string;
  let item: string;
  let permission: string;

  beforeEach(async () => {
    outlet = await hook();
    desk = await runningDesk(rssOf([{ guid: "one", title: "The tide" }, { guid: "two" }]));
    const duties = [
      { class: "credit", placement: "top" },
      { class: "notice", placement: "bottom" },
      { class: "link", placement: "bottom" },
      { class: "take-down", due: { after: "request", hours: 6 } },
      { class: "remove", due: { after: "end", hours: 48 } },
    ];
    const granted = await desk.api("POST", "/permissions", grantOf({ duties }));
    assert.equal(granted.status, 201, JSON.stringify(granted.body));
    permission = text(granted.body, "permission");
    secret = text((await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body, "secret");
    for (const column of list((await desk.api("GET", "/items")).body, "items")) {
      if (at(column, "title") === "The tide") item = text(column, "id");
      const { status } = await desk.api("POST", `/items/${text(column, "id")}/approve`, {
        revision: at(column, "revision"),
        channels: ["web", "post"],
      });
      assert.equal(status, 200);
    }
  });
  afterEach(async () => {
    await desk.stop();
    await outlet.close();
  });

  const asOutlet = (method: string, path: string, body?: unknown) =>
    fetch(`${desk.origin}/api/v1/outlet${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const fetchFeed = () => desk.get("/feeds/post.atom", { authorization: `Bearer ${secret}` });
  const takeDown = async (): Promise<unknown> => {
    const { status, body } = await desk.api("POST", `/items/${item}/takedown`, { reason: "A court asked for it" });
    assert.equal(status, 201);
    return body;
  };
  const contact = async (): Promise<string> =>
    text((await desk.api("POST", "/outlets/post/contact", { webhook: outlet.url })).body, "secret");

  it("takes the column out of the very next response, for good, and says so in public", async () => {
    const page = `/items/${item}`;
    assert.equal((await desk.get(page)).status, 200);
    await takeDown();
    const feed = await (await desk.get("/feeds/web.atom")).text();
    assert.equal(list(parseAtomFeed(feed), "entries").length, 1);
    assert.match(feed, /<at:comment>This column had to be taken down/u);
    const gone = await desk.get(page);
    assert.equal(gone.status, 410);
    assert.match(await gone.text(), /had to be taken down; please remove every copy/u);

    desk.partner.serve(rssOf([{ guid: "one", title: "The tide", body: "<p>Another account.</p>" }]));
    desk.clock.advance(HOUR);
    await desk.poll();
    const column = (await desk.api("GET", `/items/${item}`)).body;
    const again = await desk.api("POST", `/items/${item}/approve`, {
      revision: at(column, "revision"),
      channels: null,
    });
    assert.equal(again.status, 409);
    assert.match(text(again.body, "detail"), /was taken down/u);
    const entries = desk.program.desk.ledger.head().seq;
    assert.equal((await desk.api("POST", `/items/${item}/takedown`, { reason: "Again" })).status, 201);
    assert.equal(desk.program.desk.ledger.head().seq, entries);
  });

  it("lists every outlet that was sent the column, with first and last time and the texts it has", async () => {
    await fetchFeed();
    desk.clock.advance(HOUR);
    const tag = String((await fetchFeed()).headers.get("etag"));
    desk.clock.advance(HOUR);
    const seen = await desk.get("/feeds/post.atom", { authorization: `Bearer ${secret}`, "if-none-match": tag });
    assert.equal(seen.status, 304);
    await desk.get("/feeds/web.rss");
    const takedown = await takeDown();
    const [recipient, ...others] = list(takedown, "recipients");
    assert.equal(others.length, 0);
    assert.equal(at(recipient, "outlet"), "post");
    assert.equal(at(recipient, "firstAt"), "2026-06-01T12:00:00.000Z");
    assert.equal(at(recipient, "lastAt"), "2026-06-01T14:00:00.000Z");
    assert.equal(list(recipient, "revisions").length, 1);
    assert.equal(at(recipient, "hours"), 6);
    assert.equal(at(recipient, "dueAt"), "2026-06-01T20:00:00.000Z");
    assert.equal(at(recipient, "standing"), "requested");
    assert.equal(at(takedown, "publicChannels", 0, "channel"), "web");
    const [entry] = list((await desk.api("GET", `/ledger/entries?subject=item:${item}`)).body, "entries");
    assert.equal(at(entry, "act"), "take-down");
  });

  it("asks nobody who was never sent it", async () => {
    const takedown = await takeDown();
    assert.deepEqual(list(takedown, "recipients"), []);
    assert.equal(at(takedown, "state"), "done");
  });

  it("is told to a webhook, signed, with a link to answer by", async () => {
    const key = await contact();
    await fetchFeed();
    const takedown = await takeDown();
    await desk.program.notify();
    const [told] = outlet.received;
    assert.ok(told);
    const [, seconds = "", signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/u.exec(String(told.headers["imprimatur-signature"])) ?? [];
    assert.equal(signature, createHmac("sha256", key).update(`${seconds}.${told.body}`).digest("hex"));
    assert.equal(Number(seconds) * 1_000, Date.parse(desk.clock()));
    const message = JSON.parse(told.body) as unknown;
    assert.equal(at(message, "type"), "takedown");
    assert.equal(at(message, "items", 0, "title"), "The tide");
    assert.equal(at(message, "reason"), "A court asked for it");
    await desk.program.notify();
    assert.equal(outlet.received.length, 1, "once");

    const link = new URL(text(message, "acknowledge", "page"));
    assert.equal(link.href, text(takedown, "recipients", 0, "link"));
    const path = `${link.pathname}${link.search}`;
    const page = await desk.get(path);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Please remove “The tide”/u);
    const id = text(takedown, "id");
    assert.equal(at((await desk.api("GET", `/takedowns/${id}`)).body, "counts", "removed"), 0, "to look is no answer");
    const answered = await fetch(`${desk.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "answer=removed",
    });
    assert.match(await answered.text(), /You have removed it/u);
    const after = (await desk.api("GET", `/takedowns/${id}`)).body;
    assert.equal(at(after, "state"), "done");
    assert.equal(at(after, "recipients", 0, "standing"), "removed");
    assert.equal(at(after, "notifications", 0, "state"), "delivered");
    for (const wrong of ["code=00", path.replace(/.*\?/u, "").replace(/code=./u, "code=x")])
      assert.equal((await desk.get(`${link.pathname}?outlet=post&${wrong}`)).status, 404);
  });

  it("is answered by the outlet with its own token, and shows who is late", async () => {
    await fetchFeed();
    const id = text(await takeDown(), "id");
    const mine = await (await asOutlet("GET", "/takedowns")).json();
    assert.equal(text(mine, "takedowns", 0, "id"), id);
    const noted = await asOutlet("POST", `/takedowns/${id}/acknowledge`, { removed: false });
    assert.equal(text(await noted.json(), "recipients", 0, "standing"), "acknowledged");
    desk.clock.advance(6 * HOUR);
    const listed = (await desk.api("GET", "/takedowns")).body;
    assert.equal(at(listed, "takedowns", 0, "counts", "overdue"), 1);
    assert.equal((await asOutlet("POST", `/takedowns/${id}/acknowledge`, { removed: true })).status, 200);
    assert.equal((await asOutlet("POST", `/takedowns/${id}/acknowledge`, { removed: true })).status, 200);
    assert.equal(list((await desk.api("GET", "/takedowns")).body, "takedowns").length, 0);
    assert.equal(list((await desk.api("GET", "/takedowns?state=done")).body, "takedowns").length, 1);
    secret = "wrong";
    assert.equal((await asOutlet("GET", "/takedowns")).status, 401);
    const entries = list((await desk.api("GET", `/ledger/entries?subject=takedown:${id}`)).body, "entries");
    assert.deepEqual(
      entries.map((entry) => at(entry, "act")),
      ["acknowledge-takedown", "acknowledge-takedown", "take-down"],
    );
  });

  it("is tried again with longer and longer pauses, and ends as a dead letter that a person may send anew", async () => {
    await contact();
    outlet.status = 503;
    await fetchFeed();
    await takeDown();
    await desk.program.notify();
    await desk.program.notify();
    assert.equal(outlet.received.length, 1, "not before its time");
    for (const minutes of [1, 5, 30, 120, 360, 720, 1_440]) {
      desk.clock.advance(minutes * MINUTE);
      await desk.program.notify();
    }
    assert.equal(outlet.received.length, 8);
    desk.clock.advance(48 * HOUR);
    await desk.program.notify();
    assert.equal(outlet.received.length, 8);
    const [letter] = list((await desk.api("GET", "/notifications?state=dead")).body, "notifications");
    assert.match(text(letter, "attempts", 7, "problem"), /answered 503/u);
    outlet.status = 200;
    assert.equal((await desk.api("POST", `/notifications/${text(letter, "id")}/retry`)).status, 200);
    await desk.program.notify();
    assert.equal(list((await desk.api("GET", "/notifications?state=delivered")).body, "notifications").length, 1);
  });

  it("finds the outlet whose fetch was under way when the column left", async () => {
    const takedown = await takeDown();
    const rendering = await desk.program.desk.models.rendering.findOne({ channel: "post" }).lean();
    assert.equal(rendering, null);
    const release = await desk.program.desk.models.projected.release.findOne({ item, channel: "post" }).lean();
    await desk.program.desk.models.rendering.collection.insertOne({
      _id: "sha256:late" as never,
      channel: "post",
      format: "rss",
      at: desk.clock(),
      releases: [release?._id],
    });
    await desk.program.web.recordDelivery({
      rendering: "sha256:late",
      channel: "post",
      token: null,
      status: 200,
      at: desk.clock(),
    });
    await desk.program.notify();
    const after = (await desk.api("GET", `/takedowns/${text(takedown, "id")}`)).body;
    assert.equal(at(after, "recipients", 0, "outlet"), "post");
    assert.equal(at(after, "state"), "open");
  });

  it("is lifted with a reason, and the column waits for an editor anew", async () => {
    const id = text(await takeDown(), "id");
    assert.equal(
      (await desk.api("POST", `/takedowns/${id}/lift`, { reason: "The court changed its mind" })).status,
      200,
    );
    assert.equal(list((await desk.api("GET", "/items")).body, "items").length, 1);
    assert.equal((await desk.api("POST", `/takedowns/${id}/lift`, { reason: "Again" })).status, 409);
  });

  it("is the rights desk’s to order", async () => {
    const editor = (await desk.api("POST", "/accounts", { name: "Bo Field", role: "editor" })).body;
    const response = await fetch(`${desk.origin}/api/v1/items/${item}/takedown`, {
      method: "POST",
      headers: { authorization: `Bearer ${text(editor, "token")}`, "content-type": "application/json" },
      body: JSON.stringify({ reason: "No" }),
    });
    assert.equal(response.status, 403);
  });

  it("is not what a revocation is: outlets are told of that within the hours of the duty to remove", async () => {
    await contact();
    await fetchFeed();
    await desk.program.notify();
    await desk.api("POST", `/permissions/${permission}/revoke`, { reason: "The author asked for it", effect: "now" });
    await eventually("it came to be", async () => {
      await desk.program.notify();
      return outlet.received.length > 0;
    });
    const message = JSON.parse(outlet.received[0]?.body ?? "") as unknown;
    assert.equal(at(message, "type"), "withdrawal");
    assert.equal(list(message, "items").length, 2);
    assert.equal(at(message, "acknowledge"), null);
    assert.equal(Date.parse(text(message, "dueAt")) - Date.parse(text(message, "at")), 48 * HOUR);
    await desk.program.notify();
    assert.equal(outlet.received.length, 1);

    const open = async () => list((await desk.api("GET", "/notices")).body, "notices");
    assert.equal(at((await open())[0], "isLate"), false);
    desk.clock.advance(49 * HOUR);
    const [late] = await open();
    assert.equal(at(late, "isLate"), true, "nobody has said that the copies are gone");
    assert.equal(at(late, "isDelivered"), true);
    const answer = `/notices/${text(late, "id")}/answer`;
    assert.equal((await desk.api("POST", answer)).status, 200);
    assert.deepEqual(await open(), []);
    assert.equal((await desk.api("POST", "/notices/ntf_none/answer")).status, 404);
  });

  it("leaves a ledger that a rebuild agrees with", async () => {
    await fetchFeed();
    const id = text(await takeDown(), "id");
    await asOutlet("POST", `/takedowns/${id}/acknowledge`, { removed: true });
    await desk.api("POST", `/takedowns/${id}/lift`, { reason: "Settled" });
    const { verifyLedger } = await import("../../src/services/evidence.js");
    assert.deepEqual((await verifyLedger(desk.program.desk, null)).faults, []);
  });
});

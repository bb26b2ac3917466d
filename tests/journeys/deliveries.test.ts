import assert from "node:assert/strict";
import { parseAtomFeed } from "feedsmith";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const HOUR = 3_600_000;

describe("the evidence of deliveries", () => {
  let desk: RunningDesk;
  let permission: string;
  let secrets: readonly string[];
  let item: string;
  let guid: string;

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two" }]));
    permission = text((await desk.api("POST", "/permissions", grantOf())).body, "permission");
    secrets = await Promise.all(
      ["CMS", "Reader"].map(async (name) =>
        text((await desk.api("POST", "/channels/post/tokens", { name })).body, "secret"),
      ),
    );
    for (const column of list((await desk.api("GET", "/items")).body, "items")) {
      item = text(column, "id");
      guid = text(column, "title").replace("Column ", "");
      await approve(column);
    }
  });
  afterEach(() => desk.stop());

  async function approve(column: unknown): Promise<void> {
    const { status } = await desk.api("POST", `/items/${text(column, "id")}/approve`, {
      revision: at(column, "revision"),
      channels: ["post"],
    });
    assert.equal(status, 200);
  }

  function fetched(which: 0 | 1, format: string, headers: Record<string, string> = {}): Promise<Response> {
    return desk.get(`/feeds/post.${format}`, { authorization: `Bearer ${secrets[which]}`, ...headers });
  }

  async function outlet(): Promise<unknown> {
    const [only, ...others] = list((await desk.api("GET", `/items/${item}/deliveries`)).body, "outlets");
    assert.equal(others.length, 0);
    return only;
  }

  it("says per outlet and per token what was sent, in which formats, first and last; a 304 counts as seen", async () => {
    const tag = String((await fetched(0, "rss")).headers.get("etag"));
    desk.clock.advance(HOUR);
    assert.equal((await fetched(0, "rss", { "if-none-match": tag })).status, 304);
    desk.clock.advance(HOUR);
    await fetched(1, "atom");
    const found = await outlet();
    assert.equal(at(found, "outlet"), "post");
    assert.deepEqual(at(found, "formats"), ["atom", "rss"]);
    assert.equal(at(found, "fetches"), 3);
    assert.equal(at(found, "unchanged"), 1);
    assert.equal(at(found, "firstAt"), "2026-06-01T12:00:00.000Z");
    assert.equal(at(found, "lastAt"), "2026-06-01T14:00:00.000Z");
    assert.equal(at(found, "copy"), "current");
    const tokens = list(found, "tokens").map((token) => [at(token, "name"), at(token, "fetches"), at(token, "lastAt")]);
    assert.deepEqual(tokens.sort(), [
      ["CMS", 2, "2026-06-01T13:00:00.000Z"],
      ["Reader", 1, "2026-06-01T14:00:00.000Z"],
    ]);
  });

  it("counts every one of many fetches at once, in one row per token and answer", async () => {
    await fetched(0, "rss");
    await fetched(1, "rss");
    const { web, desk: services } = desk.program;
    const before = await services.models.delivery.find().sort({ _id: 1 }).lean();
    const sent = before.map(({ rendering, token }, which) =>
      [200, 200, 304].map((status, minute) => ({
        ...{ rendering, channel: "post", token, status },
        at: `2026-06-01T12:0${minute + which}:00.000Z`,
      })),
    );
    await Promise.all(sent.flat().map(web.recordDelivery));
    const rows = await services.models.delivery.find({ _id: { $nin: before.map(({ _id }) => _id) } }).lean();
    assert.deepEqual(rows.map(({ status, fetches }) => [status, fetches]).sort(), [
      [200, 2],
      [200, 2],
      [304, undefined],
      [304, undefined],
    ]);
    const found = list(await outlet(), "tokens");
    const facts = found.map((token) =>
      ["name", "fetches", "unchanged", "firstAt", "lastAt"].map((key) => at(token, key)),
    );
    assert.deepEqual(facts.sort(), [
      ["CMS", 4, 1, "2026-06-01T12:00:00.000Z", "2026-06-01T12:02:00.000Z"],
      ["Reader", 4, 1, "2026-06-01T12:00:00.000Z", "2026-06-01T12:03:00.000Z"],
    ]);
  });

  it("says per permission which outlet was sent how many of its columns", async () => {
    await fetched(0, "json");
    await fetched(1, "json");
    const { body } = await desk.api("GET", `/permissions/${permission}/deliveries`);
    const [found, ...others] = list(body, "outlets");
    assert.equal(others.length, 0);
    assert.deepEqual(
      [at(found, "outlet"), at(found, "channel"), at(found, "items"), at(found, "fetches")],
      ["post", "post", 2, 2],
    );
    assert.equal((await desk.api("GET", "/permissions/perm_0/deliveries")).status, 404);
  });

  it("lists who holds an outdated copy after a correction, under the same id, until they fetch again", async () => {
    const before = list(parseAtomFeed(await (await fetched(0, "atom")).text()), "entries");
    await fetched(1, "atom");
    desk.partner.serve(rssOf([{ guid, body: "<p>A corrected account of the tide.</p>" }]));
    desk.clock.advance(HOUR);
    await desk.poll();
    assert.equal(at(await outlet(), "copy"), "current", "nothing is approved yet");
    await approve((await desk.api("GET", `/items/${item}`)).body);
    assert.equal(at(await outlet(), "copy"), "outdated");

    const after = list(parseAtomFeed(await (await fetched(0, "atom")).text()), "entries");
    const ids = (entries: readonly unknown[]) => entries.map((entry) => text(entry, "id")).sort();
    assert.deepEqual(ids(after), ids(before));
    const updated = (entries: readonly unknown[]) =>
      entries
        .map((entry) => text(entry, "updated"))
        .sort()
        .at(-1);
    assert.ok(String(updated(after)) > String(updated(before)), "updated has moved");
    const copies = () =>
      outlet().then((found) =>
        list(found, "tokens")
          .map((token) => [at(token, "name"), at(token, "copy")])
          .sort(),
      );
    assert.deepEqual(await copies(), [
      ["CMS", "current"],
      ["Reader", "outdated"],
    ]);
    await fetched(1, "json");
    assert.equal(at(await outlet(), "copy"), "current");
    assert.equal(list(await outlet(), "revisions").length, 2);
  });

  it("shows whose copy has left the channel since", async () => {
    await fetched(0, "rss");
    await desk.api("POST", `/items/${item}/hold`, { reason: "A reader complained" });
    assert.equal(at(await outlet(), "copy"), "withdrawn");
  });
});

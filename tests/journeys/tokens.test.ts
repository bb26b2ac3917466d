import assert from "node:assert/strict";
import { at, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const HOUR = 3_600_000;

describe("an outlet's tokens", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
  });
  after(() => desk.stop());

  async function issue(name: string): Promise<{ readonly id: string; readonly secret: string }> {
    const { body } = await desk.api("POST", "/channels/post/tokens", { name });
    return { id: text(body, "token"), secret: text(body, "secret") };
  }

  function fetched(secret: string, channel = "post"): Promise<Response> {
    return desk.get(`/feeds/${channel}.rss`, { authorization: `Bearer ${secret}` });
  }

  it("are several, each with its name and its last use", async () => {
    const began = desk.clock();
    const [cms, reader] = [await issue("CMS"), await issue("Reader of the editors")];
    desk.clock.advance(HOUR);
    assert.equal((await fetched(cms.secret)).status, 200);
    const tokens = list((await desk.api("GET", "/channels/post/tokens")).body, "tokens");
    const used = (id: string) =>
      at(
        tokens.find((token) => at(token, "id") === id),
        "lastUsedAt",
      );
    assert.equal(used(cms.id), new Date(Date.parse(began) + HOUR).toISOString());
    assert.equal(used(reader.id), null);
    assert.doesNotMatch(JSON.stringify(tokens), new RegExp(cms.secret, "u"));
  });

  it("are replaced without a fetch that fails, and open nothing afterwards", async () => {
    const old = await issue("CMS");
    const { body, status } = await desk.api("POST", `/channels/post/tokens/${old.id}/rotate`, { overlapHours: 2 });
    assert.equal(status, 201);
    assert.equal((await fetched(old.secret)).status, 200);
    assert.equal((await fetched(text(body, "secret"))).status, 200);
    assert.equal((await desk.api("POST", `/channels/post/tokens/${old.id}/rotate`, {})).status, 404, "only once");
    desk.clock.advance(2 * HOUR);
    assert.equal((await fetched(old.secret)).status, 401);
    assert.equal((await fetched(text(body, "secret"))).status, 200);
  });

  it("are stored as digests only", async () => {
    const { secret } = await issue("CMS");
    const docs = await desk.program.desk.models.token.find({}).lean();
    assert.doesNotMatch(JSON.stringify(docs), new RegExp(secret, "u"));
  });

  it("answer alike whether wrong, missing, revoked or for no such channel", async () => {
    const revoked = await issue("CMS");
    await desk.api("DELETE", `/channels/post/tokens/${revoked.id}`);
    const answers = await Promise.all([
      fetched(revoked.secret),
      fetched("wrong"),
      desk.get("/feeds/post.rss"),
      fetched("wrong", "nothing"),
      desk.get("/feeds/nothing.rss"),
    ]);
    const said = await Promise.all(
      answers.map(async (answer) =>
        JSON.stringify([answer.status, answer.headers.get("www-authenticate"), await answer.json()]),
      ),
    );
    assert.equal(new Set(said).size, 1);
    assert.equal(answers[0]?.status, 401);
  });

  it("may ask so often a minute, and are told when to come again; another token is not held up", async () => {
    const [eager, calm] = [await issue("CMS"), await issue("Reader")];
    for (let count = 0; count < 120; count++) assert.equal((await fetched(eager.secret)).status, 200);
    const refused = await fetched(eager.secret);
    assert.equal(refused.status, 429);
    assert.equal(at(await refused.json(), "code"), "rate.exceeded");
    assert.equal(refused.headers.get("retry-after"), "1");
    assert.equal((await fetched(calm.secret)).status, 200);
    desk.clock.advance(1_000);
    assert.equal((await fetched(eager.secret)).status, 200);
  });
});

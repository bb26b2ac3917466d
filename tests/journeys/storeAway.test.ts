import assert from "node:assert/strict";
import { placesIn } from "../../src/store/embedded/place.js";
import { STORE_PATIENCE_MILLISECONDS } from "../../src/store/patience.js";
import { openStore, type Store } from "../../src/store/store.js";
import { Person } from "../person.js";
import { ADMIN_TOKEN, grantOf, type RunningDesk, rssOf, runningDesk, temporaryFolder, text } from "../program.js";
import { type Between, standBetween } from "../store/between.js";

const NO_PRIMARY = { code: 10107, codeName: "NotWritablePrimary" } as const;
const PUBLIC_FEEDS = 1;

describe("a desk whose store is away", () => {
  const folder = temporaryFolder();
  const person = { cookie: "", outlet: "" };
  let patience = STORE_PATIENCE_MILLISECONDS;
  let embedded: Store;
  let between: Between;
  let desk: RunningDesk;

  before(async () => {
    embedded = await openStore({ mongodbUri: null, dataDir: folder.path });
    between = await standBetween(placesIn(folder.path).socketPath, "away");
    desk = await runningDesk(rssOf([{ guid: "one" }]), { mongodbUri: between.uri, patience: () => patience });
    const somebody = new Person(desk.origin);
    await somebody.send("/sign-in", [["token", ADMIN_TOKEN]]);
    person.cookie = somebody.cookie();
    person.outlet = text((await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body, "secret");
  });
  after(async () => {
    between.set("open");
    patience = STORE_PATIENCE_MILLISECONDS;
    await desk.stop();
    await between.close();
    await embedded.close();
    folder.remove();
  });

  const json = { "content-type": "application/json", authorization: `Bearer ${ADMIN_TOKEN}` };
  const post = (path: string, body: unknown) =>
    fetch(`${desk.origin}/api/v1${path}`, { method: "POST", headers: json, body: JSON.stringify(body) });
  /** What a reader, an outlet, a person and a program ask, and what they get when all is well. */
  const requests: Readonly<Record<string, readonly [status: number, ask: () => Promise<Response>]>> = {
    "a public feed": [200, () => desk.get("/feeds/web.rss")],
    "a feed by an outlet's token": [
      200,
      () => desk.get("/feeds/post.json", { authorization: `Bearer ${person.outlet}` }),
    ],
    "the withdrawals": [200, () => desk.get("/feeds/web/withdrawals.json")],
    "a page by a session": [200, () => desk.get("/desk", { cookie: person.cookie })],
    "the sign-in": [303, () => signIn()],
    "a list by a bearer token": [200, () => desk.get("/api/v1/permissions", json)],
    "an unknown token": [401, () => desk.get("/api/v1/permissions", { authorization: "Bearer nobody-knows-this-one" })],
    "a grant": [201, () => post("/permissions", grantOf())],
    "a poll": [200, () => post("/sources/poll", { sources: ["lantern/columns"] })],
  };
  const signIn = () =>
    fetch(`${desk.origin}/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ token: ADMIN_TOKEN }),
      redirect: "manual",
    });

  const statuses = async (happen: (number: number) => Promise<void>) => {
    const asked = Object.entries(requests);
    const answers = asked.map(async ([name, [, ask]]) => {
      const answer = await ask();
      await answer.text();
      return [name, answer.status, answer.headers.get("retry-after")] as const;
    });
    await happen(asked.length);
    return Promise.all(answers);
  };
  const well = Object.entries(requests).map(([name, [status]]) => [name, status, null] as const);

  it("answers as ever once the store is back: no primary for a while", async () => {
    between.set(NO_PRIMARY);
    const answers = await statuses(async (number) => {
      await between.stoppedMany(number - PUBLIC_FEEDS);
      between.set("open");
    });
    assert.deepEqual(answers, well);
  });

  it("answers as ever once the store is back: it stood still", async () => {
    between.set("frozen");
    const answers = await statuses(async () => {
      await between.stoppedMany(1);
      between.set("open");
    });
    assert.deepEqual(answers, well);
  });

  it("answers as ever once the store is back: its connections broke", async () => {
    between.set("frozen");
    const answers = await statuses(async () => {
      await between.stoppedMany(1);
      between.cut();
      between.set("open");
    });
    assert.deepEqual(answers, well);
  });

  for (const [how, way] of [
    ["no server is primary", NO_PRIMARY],
    ["it stands still", "frozen"],
  ] as const) {
    it(`answers 503 and when to ask again where the store stays away: ${how}`, async () => {
      between.set(way);
      patience = 200;
      const answers = await statuses(async () => undefined);
      patience = STORE_PATIENCE_MILLISECONDS;
      between.set("open");
      assert.deepEqual(
        answers,
        Object.keys(requests).map((name) => [name, 503, "30"]),
      );
      const afterwards = await statuses(async () => undefined);
      assert.deepEqual(afterwards, well);
    });
  }

  it("is not ready while the store is away, and says so at once", async () => {
    between.set(NO_PRIMARY);
    const ready = await desk.get("/readyz");
    between.set("open");
    assert.equal(ready.status, 503);
    assert.equal((await desk.get("/readyz")).status, 200);
  });
});

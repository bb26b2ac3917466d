import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "../../src/domain/error.js";
import { rssOf } from "../program.js";
import { type Loopback, loopback } from "./loopback.js";
import { type PollingDesk, pollingDesk, writeCredentials } from "./pollingDesk.js";

const SECRET = "tide+table/secret=9";
const FEED = rssOf([{ guid: "one", link: "?p=1" }]);

describe("what opens a partner's feed", () => {
  let partner: Loopback;
  let desk: PollingDesk;

  before(async () => {
    desk = await pollingDesk();
  });
  after(() => desk.stop());
  beforeEach(async () => {
    partner = await loopback((_request, response) => response.end(FEED));
    await desk.begin(`${partner.origin}/feed`, { credentials: "lantern" });
    rmSync(join(desk.folder, "data/credentials.json"), { force: true });
  });
  afterEach(() => partner.close());

  /** The secret as it is and as it may stand in an address or a header. */
  const forms = [SECRET, encodeURIComponent(SECRET), Buffer.from(`ada:${SECRET}`).toString("base64")];

  /** Everything that is kept or shown. */
  async function everything(): Promise<string> {
    const { models } = desk.program.desk;
    const collections = [models.entry, models.poll, models.revision, models.projected.partner, models.projected.item];
    const docs = await Promise.all(collections.map((model) => model.collection.find({}).toArray()));
    return JSON.stringify([docs, await desk.health()]) + desk.logged();
  }

  async function isNowhere(): Promise<void> {
    const kept = await everything();
    for (const form of forms) assert.ok(!kept.includes(form), `${form} is in ${kept.slice(kept.indexOf(form) - 100)}`);
  }

  const kinds: readonly (readonly [string, Record<string, string>, (seen: Loopback) => string | undefined])[] = [
    ["Basic", { kind: "basic", user: "ada", password: SECRET }, ({ requests }) => requests[0]?.headers.authorization],
    [
      "a header",
      { kind: "header", name: "X-Api-Key", value: SECRET },
      ({ requests }) => String(requests[0]?.headers["x-api-key"]),
    ],
    ["a parameter", { kind: "query", name: "key", value: SECRET }, ({ requests }) => requests[0]?.url],
  ];
  for (const [name, credential, seen] of kinds) {
    it(`is sent as ${name}, and is neither in the store nor in the log, come what may`, async () => {
      writeCredentials(desk, { lantern: credential });
      assert.equal((await desk.poll()).outcome, "changed");
      assert.ok(
        forms.some((form) => (seen(partner) ?? "").includes(form)) ||
          new URLSearchParams((seen(partner) ?? "").split("?")[1]).get("key") === SECRET,
      );
      await isNowhere();
      for (const status of [401, 404, 503]) {
        partner.answer = (_request, response) => response.writeHead(status, SECRET.replaceAll("/", "")).end(SECRET);
        await desk.poll();
      }
      partner.answer = (request, response) =>
        response.writeHead(301, { location: `${request.url}&again=${encodeURIComponent(SECRET)}` }).end();
      await desk.poll();
      partner.answer = (_request, response) => response.socket?.destroy();
      await desk.poll();
      await isNowhere();
    });
  }

  it("is the address itself where a partner puts the secret into the path", async () => {
    writeCredentials(desk, {
      lantern: { kind: "address", url: `${partner.origin}/private/${encodeURIComponent(SECRET)}/feed` },
    });
    assert.equal((await desk.poll()).outcome, "changed");
    assert.match(partner.requests[0]?.url ?? "", /^\/private\//u);
    await isNowhere();
    partner.answer = (_request, response) => response.writeHead(404).end();
    await desk.poll();
    await isNowhere();
    writeCredentials(desk, { lantern: { kind: "address", url: "http://other.example/secret-path" } });
    const { problem } = await desk.poll();
    assert.match(problem ?? "", /not on the host that the partner's file names/u);
  });

  it("is not sent to another origin after a redirect", async () => {
    const other = await loopback((_request, response) => response.end(FEED));
    partner.answer = (_request, response) => response.writeHead(302, { location: `${other.origin}/feed` }).end();
    for (const credential of [
      { kind: "basic", user: "ada", password: SECRET },
      { kind: "header", name: "X-Api-Key", value: SECRET },
      { kind: "query", name: "key", value: SECRET },
    ]) {
      writeCredentials(desk, { lantern: credential });
      await desk.poll();
    }
    assert.equal(other.requests.length, 3);
    for (const { headers, url } of other.requests) {
      assert.equal(url, "/feed");
      assert.equal(headers.authorization, undefined);
      assert.equal(headers["x-api-key"], undefined);
    }
    await other.close();
  });

  it("is not sent to another host by a redirect that repeats it", async () => {
    const other = await loopback((_request, response) => response.end(FEED));
    for (const credential of [
      { kind: "query", name: "key", value: SECRET },
      { kind: "address", url: `${partner.origin}/${encodeURIComponent(SECRET)}/feed` },
    ]) {
      writeCredentials(desk, { lantern: credential });
      partner.answer = ({ url }, response) =>
        response.writeHead(301, { location: `${other.origin}${url ?? ""}` }).end();
      const { outcome, problem } = await desk.poll();
      assert.equal(outcome, "failed");
      assert.match(problem ?? "", /with the credentials in the address; nothing was sent there/u);
    }
    assert.equal(other.connections, 0);
    await isNowhere();
    await other.close();
  });

  it("is not in what is said of a feed that repeats it", async () => {
    writeCredentials(desk, { lantern: { kind: "query", name: "key", value: "opensesame" } });
    partner.answer = (_request, response) => response.end("<opensesame/>");
    const { problem } = await desk.poll();
    assert.match(problem ?? "", /XML of another kind \(<…>\)/u);
    assert.ok(!desk.logged().includes("opensesame"));
  });

  const mistakes: readonly (readonly [string, (desk: PollingDesk) => void, RegExp])[] = [
    ["is missing", () => undefined, /There is no credentials\.json in the data folder/u],
    ["may be read by others", (to) => writeCredentials(to, {}, 0o644), /chmod 600/u],
    ["is no JSON", (to) => writeCredentials(to, `{"lantern": ${SECRET}}`), /is not JSON\.$/u],
    ["is of another shape", (to) => writeCredentials(to, { lantern: { kind: SECRET } }), /is not valid at \/lantern/u],
    ["lacks the name", (to) => writeCredentials(to, { other: kinds[0]?.[1] }), /has no credentials “lantern”/u],
  ];
  for (const [what, make, expected] of mistakes) {
    it(`makes the poll fail in words, without repeating it, where the file ${what}`, async () => {
      make(desk);
      const { outcome, problem } = await desk.poll();
      assert.equal(outcome, "failed");
      assert.match(problem ?? "", expected);
      assert.equal(partner.requests.length, 0);
      await isNowhere();
    });
  }

  it("keeps the values of a query out of every message", async () => {
    await desk.begin(`${partner.origin}/feed?token=opensesame`);
    partner.answer = (_request, response) => response.writeHead(500).end();
    const { problem } = await desk.poll();
    assert.match(problem ?? "", /\/feed\?… answered 500/u);
    assert.ok(!desk.logged().includes("opensesame"));
  });

  it("is refused within an address of the partner's file, without repeating it", async () => {
    const file = join(desk.folder, "feeds/inbound/lantern.json");
    const named = readFileSync(file, "utf8").replace("http://127", `http://ada:${encodeURIComponent(SECRET)}@127`);
    writeFileSync(file, named);
    await assert.rejects(desk.program.apply({ id: "system:test", role: "system" }), (error: unknown) => {
      assert.ok(error instanceof DomainError);
      const said = [error.message, ...error.problems.map(({ detail }) => detail)].join("\n");
      assert.match(said, /put them into credentials\.json/u);
      for (const form of forms) assert.ok(!said.includes(form));
      return true;
    });
  });
});

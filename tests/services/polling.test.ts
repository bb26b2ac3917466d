import assert from "node:assert/strict";
import { systemActor } from "../../src/domain/role.js";
import { lease, release, whileLeased } from "../../src/services/ingest/lease.js";
import { pauseSource, resumeSource } from "../../src/services/sources.js";
import { eventually } from "../eventually.js";
import { ADMIN_TOKEN, rssOf } from "../program.js";
import { type Loopback, loopback } from "./loopback.js";
import { type PollingDesk, pollingDesk } from "./pollingDesk.js";

const STAFF = systemActor("staff");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function feed(extra = ""): string {
  return rssOf([{ guid: "one" }]).replace("<description>", `${extra}<description>`);
}

describe("polling", () => {
  let partner: Loopback;
  let desk: PollingDesk;

  before(async () => {
    desk = await pollingDesk();
  });
  after(() => desk.stop());
  beforeEach(async () => {
    partner = await loopback((_request, response) => response.end(feed()));
    await desk.begin(`${partner.origin}/feed`);
  });
  afterEach(() => partner.close());

  const entries = async () => (await desk.program.desk.ledger.catchUp()).seq;
  const dueInMinutes = async () => (Date.parse((await desk.health()).dueAt ?? "") - Date.parse(desk.clock())) / MINUTE;

  it("asks once with the validator it was given, and reads and records nothing where nothing changed", async () => {
    partner.answer = (request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end(feed());
    };
    assert.equal((await desk.poll()).outcome, "changed");
    const before = await entries();
    assert.equal((await desk.poll()).outcome, "unchanged");
    assert.equal(partner.requests.length, 2);
    assert.equal(await entries(), before);
  });

  it("fails where nothing is said to have changed of what was never read", async () => {
    partner.answer = (_request, response) => response.writeHead(304).end();
    const { outcome, problem } = await desk.poll();
    assert.equal(outcome, "failed");
    assert.match(problem ?? "", /nothing was read of this feed yet/u);
  });

  it("asks without the old validators once the partner's file names another address", async () => {
    partner.answer = (_request, response) => response.writeHead(200, { etag: '"v1"' }).end(feed());
    await desk.poll();
    await desk.sources({ id: desk.name, url: `${partner.origin}/other` });
    await desk.poll();
    assert.equal(partner.requests[1]?.headers["if-none-match"], undefined);
    assert.equal(partner.requests[1]?.url, "/other");
  });

  it("follows the rhythm that the feed asks for, also after a 304", async () => {
    let answers = 0;
    partner.answer = (_request, response) =>
      answers++ === 0
        ? response.end(feed("<ttl>600</ttl><skipDays><day>Tuesday</day></skipDays>"))
        : response.writeHead(304).end();
    await desk.poll();
    assert.ok((await dueInMinutes()) >= 600);
    await desk.poll();
    const due = (await desk.health()).dueAt ?? "";
    assert.ok((await dueInMinutes()) >= 600);
    assert.notEqual(new Date(due).getUTCDay(), 2);
  });

  it("backs off where it fails, obeys Retry-After, and keeps what it has", async () => {
    await desk.poll();
    const good = desk.clock();
    desk.clock.advance(MINUTE);
    partner.answer = (_request, response) => response.writeHead(503, { "retry-after": "90000" }).end();
    assert.equal((await desk.poll()).outcome, "failed");
    assert.ok((await dueInMinutes()) >= 1_500);
    const health = await desk.health();
    assert.equal(health.health.state, "failing");
    assert.match(health.health.reason, /The last poll failed: .* answered 503 Service Unavailable/u);
    assert.equal(health.health.since, desk.clock());
    assert.equal(health.lastGoodAt, good);
    assert.deepEqual(await desk.due(), []);
  });

  it("stops at 410 until somebody resumes it, or the partner's file names another address", async () => {
    partner.answer = (_request, response) => response.writeHead(410).end();
    assert.equal((await desk.poll()).outcome, "gone");
    assert.equal((await desk.health()).health.state, "gone");
    desk.clock.advance(30 * DAY);
    assert.deepEqual(await desk.due(), []);
    partner.answer = (_request, response) => response.end(feed());
    await resumeSource(desk.program.desk, STAFF, desk.source);
    assert.equal((await desk.due())[0]?.outcome, "changed");
    assert.equal((await desk.health()).health.state, "ok");
    partner.answer = (_request, response) => response.writeHead(410).end();
    await desk.poll();
    desk.clock.advance(DAY);
    await desk.sources({ id: desk.name, url: `${partner.origin}/again` });
    partner.answer = (_request, response) => response.end(feed());
    assert.equal((await desk.due())[0]?.outcome, "unchanged");
  });

  it("calls a source slow whose answer takes long", async () => {
    const { settings } = desk.program.desk;
    const { timeoutSeconds } = settings.fetch;
    partner.answer = (_request, response) => {
      // Whatever it took, it was too long: what may be taken is less from now on.
      Object.assign(settings.fetch, { timeoutSeconds: 1e-6 });
      response.end(feed());
    };
    await desk.poll().finally(() => Object.assign(settings.fetch, { timeoutSeconds }));
    const { health } = await desk.health();
    assert.equal(health.state, "slow");
    assert.match(health.reason, /took [\d.]+ seconds; .* seconds are allowed/u);
  });

  it("believes a permanent redirect after a week, and goes back where the new address fails", async () => {
    partner.answer = (request, response) => {
      if (request.url === "/feed") response.writeHead(301, { location: "/moved?key=private" }).end();
      else response.end(feed());
    };
    for (let day = 0; day < 8; day++) {
      await desk.poll();
      assert.equal((await desk.health()).movedTo === null, day < 7, `day ${day}`);
      desk.clock.advance(DAY);
    }
    assert.equal((await desk.health()).movedTo?.url, `${partner.origin}/moved?…`);
    const before = partner.requests.length;
    await desk.poll();
    assert.deepEqual(
      partner.requests.slice(before).map(({ url }) => url),
      ["/moved?key=private"],
    );
    partner.answer = (_request, response) => response.writeHead(500).end();
    for (let failure = 0; failure < 3; failure++) await desk.poll();
    assert.equal((await desk.health()).movedTo, null);
    partner.answer = (_request, response) => response.end(feed());
    await desk.poll();
    assert.equal(partner.requests.at(-1)?.url, "/feed");
  });

  it("leaves a paused source alone, and says in the ledger who paused it", async () => {
    await pauseSource(desk.program.desk, STAFF, desk.source, "Their server is being moved.");
    await assert.rejects(pauseSource(desk.program.desk, STAFF, desk.source, "Again."), /is paused already/u);
    assert.deepEqual(await desk.due(), []);
    assert.equal((await desk.poll()).outcome, "paused");
    assert.equal(partner.requests.length, 0);
    assert.deepEqual((await desk.health()).health, {
      state: "paused",
      reason: "Paused by staff: Their server is being moved.",
      since: desk.clock(),
    });
    await resumeSource(desk.program.desk, STAFF, desk.source);
    await assert.rejects(resumeSource(desk.program.desk, systemActor("others"), desk.source), /nothing to resume/u);
    assert.equal((await desk.due())[0]?.outcome, "changed");
    await assert.rejects(pauseSource(desk.program.desk, STAFF, "lantern/none", "?"), { code: "source.unknown" });
    await assert.rejects(pauseSource(desk.program.desk, { id: "acct_e", role: "editor" }, desk.source, "No."), {
      code: "auth.forbidden",
    });
  });

  it("is paused and resumed over the API, which shows how each source stands", async () => {
    const origin = await desk.listen();
    const call = async (method: string, path: string, body?: unknown) => {
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        body: (await response.json()) as { sources?: { health: { state: string } }[] },
      };
    };
    const state = async () => (await call("GET", "/sources")).body.sources?.[0]?.health.state;
    assert.equal(await state(), "ok");
    assert.equal((await call("POST", `/sources/lantern%2F${desk.name}/pause`, {})).status, 422);
    assert.equal((await call("POST", `/sources/lantern%2F${desk.name}/pause`, { reason: "A move." })).status, 200);
    assert.equal(await state(), "paused");
    assert.equal((await call("POST", `/sources/lantern%2F${desk.name}/pause`, { reason: "Again." })).status, 409);
    assert.equal((await call("POST", `/sources/lantern%2F${desk.name}/resume`)).status, 200);
    assert.equal(await state(), "ok");
  });

  it("asks different hosts side by side", async () => {
    const other = await loopback();
    const { port } = partner;
    let [asked, most] = [0, 0];
    const waiting: (() => void)[] = [];
    const answer: Loopback["answer"] = (_request, response) => {
      most = Math.max(most, ++asked);
      waiting.push(() => {
        asked--;
        response.end(feed());
      });
      // The first two wait for each other; the third is of a host that is being asked.
      if (most === 2) for (const end of waiting.splice(0)) end();
    };
    partner.answer = answer;
    other.answer = answer;
    await desk.sources(
      { id: desk.name, url: `http://127.0.0.1:${port}/a` },
      { id: "more", url: `http://127.0.0.1:${port}/b` },
      { id: "others", url: `http://127.0.0.1:${other.port}/c` },
    );
    assert.equal((await desk.due()).length, 3);
    assert.equal(most, 2);
    await other.close();
  });

  it("lets a host that never answers in time hold nobody up", async () => {
    const other = await loopback((_request, response) => response.end(feed()));
    partner.answer = () => undefined;
    const silent = Array.from({ length: 5 }, (_value, index) => ({
      id: `s${index}`,
      url: `${partner.origin}/${index}`,
    }));
    const quick = await pollingDesk({ FETCH_TIMEOUT_SECONDS: "1" });
    try {
      await quick.sources(...silent, { id: "others", url: `${other.origin}/feed` });
      const polled = await quick.due();
      assert.deepEqual(
        polled.map(({ source }) => source),
        ["lantern/s0", "lantern/s1", "lantern/others"],
      );
      assert.deepEqual(
        polled.slice(0, 2).map(({ outcome }) => outcome),
        ["failed", "failed"],
      );
    } finally {
      await quick.stop();
      await other.close();
    }
  });

  it("never polls one source from two desks at the same time", async () => {
    const second = await pollingDesk({}, desk);
    try {
      let answer = (): void => undefined;
      partner.answer = (_request, response) => {
        answer = () => response.end(feed());
      };
      const polls = [desk.poll(), second.poll(desk.source), desk.poll(), second.poll(desk.source)];
      // Three are turned away while the one is being answered.
      let away = 0;
      const turned = polls.map(async (poll) => {
        if ((await poll).outcome === "busy") away++;
      });
      await eventually("the others are turned away", () => away === 3 && partner.requests.length === 1);
      answer();
      await Promise.all(turned);
      const outcomes = (await Promise.all(polls)).map(({ outcome }) => outcome);
      assert.deepEqual(outcomes.sort(), ["busy", "busy", "busy", "changed"]);
      assert.equal(partner.requests.length, 1);
    } finally {
      await second.stop();
    }
  });

  it("takes a lease over once it has run out, and then takes nothing from its old holder", async () => {
    await desk.poll();
    const { desk: services } = desk.program;
    const first = await lease(services, desk.source);
    assert.equal(await lease(services, desk.source), null);
    desk.clock.advance(6 * MINUTE);
    const second = await lease(services, desk.source);
    assert.ok(first !== null && second !== null);
    await release(services, first, { problem: "written too late" });
    assert.equal((await desk.health()).problem, null);
    assert.equal(await lease(services, desk.source), null);
    await release(services, second, {});
    assert.notEqual(await lease(services, desk.source), null);
  });

  it("keeps a lease for as long as the poll takes", async () => {
    await desk.poll();
    const { desk: services } = desk.program;
    const first = await lease(services, desk.source);
    assert.ok(first !== null);
    const taken = await whileLeased(
      services,
      first,
      async () => {
        const until = async () => String((await services.models.poll.findById(desk.source).lean())?.leasedUntil);
        const before = await until();
        desk.clock.advance(6 * MINUTE);
        await eventually("the lease is longer", async () => (await until()) > before);
        return lease(services, desk.source);
      },
      0.02,
    );
    assert.equal(taken, null);
    await release(services, first, {});
  });

  it("neither waits for a clock that has gone back, nor for a lease from before", async () => {
    desk.clock.advance(3 * DAY);
    await desk.poll();
    const { desk: services } = desk.program;
    assert.notEqual(await lease(services, desk.source), null);
    desk.clock.advance(-3 * DAY);
    const [polled] = await desk.due();
    assert.equal(polled?.source, desk.source);
    assert.notEqual(polled?.outcome, "busy");
    assert.equal((await desk.health()).lastPolledAt, desk.clock());
  });

  it("says of a source that the desk failed with it, and lets it wait", async () => {
    const { reader } = desk.program.desk;
    const { read } = reader;
    Object.assign(reader, { read: () => Promise.reject(new Error("a fault of ours")) });
    await assert.rejects(desk.poll(), /a fault of ours/u).finally(() => Object.assign(reader, { read }));
    const { health, problem } = await desk.health();
    assert.equal(health.state, "failing");
    assert.match(problem ?? "", /by a fault of its own that the log names/u);
    assert.ok((await dueInMinutes()) >= 30);
    assert.equal((await desk.poll()).outcome, "changed");
  });
});
